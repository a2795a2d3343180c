import Domain
import Foundation
import Testing

@testable import Releases

@Suite struct ChampionTests {
    let folder: TemporaryFolder
    var archive: ReleaseArchive { folder.archive }

    init() throws { folder = try TemporaryFolder() }

    @Test func `a release that beats most-popular becomes champion, one that equals it too`() throws {
        _ = try archive.write(draft(value: 0.2, popular: 0.1))
        _ = try archive.write(draft(value: 0.1, popular: 0.1))
        try archive.promote(1)
        #expect(try archive.champion() == 1)
        try archive.promote(2)
        #expect(try archive.champion() == 2)
    }

    @Test func `a release below most-popular is refused with both numbers, unless forced`() throws {
        _ = try archive.write(draft(value: 0.05, popular: 0.1))
        #expect {
            try archive.promote(1)
        } throws: {
            "\($0)".contains("ndcg@20") && "\($0)".contains("0.05") && "\($0)".contains("0.1 of most-popular")
        }
        #expect(try archive.champion() == nil)
        try archive.promote(1, force: true)
        #expect(try archive.champion() == 1)
    }

    @Test func `a release that was not measured is refused, unless forced`() throws {
        var draft = draft()
        draft.holdOut?.gateMetric = "recall@10"
        _ = try archive.write(draft)
        draft.holdOut = nil
        _ = try archive.write(draft)
        #expect(throws: ReleaseError.notMeasured(number: 1, metric: "recall@10")) { try archive.promote(1) }
        #expect(throws: ReleaseError.notMeasured(number: 2, metric: nil)) { try archive.promote(2) }
        try archive.promote(2, force: true)
    }

    @Test func `a damaged release is not promoted, not even by force`() throws {
        _ = try archive.write(draft())
        let path = archive.path(of: "fixed.safetensors", in: 1)
        var content = try bytes(at: path)
        content[content.count - 1] ^= 1
        try FileManager.default.removeItem(atPath: path)
        try Data(content).write(to: URL(fileURLWithPath: path))
        #expect(throws: ReleaseError.self) { try archive.promote(1, force: true) }
        #expect(try archive.champion() == nil)
    }

    @Test func `a release that does not exist is not promoted, and the error lists those that do`() throws {
        #expect(throws: ReleaseError.notFound(number: 1, known: [])) { try archive.promote(1) }
        _ = try archive.write(draft())
        #expect(throws: ReleaseError.notFound(number: 9, known: [1])) { try archive.promote(9) }
    }

    @Test func `rolling back goes to the one before, and further when repeated`() throws {
        for _ in 1...3 { try archive.promote(try archive.write(draft())) }
        #expect(try archive.rollback() == 2)
        #expect(try archive.champion() == 2)
        #expect(try archive.rollback() == 1)
        #expect(throws: ReleaseError.nothingToRollBackTo(champion: 1)) { try archive.rollback() }
        #expect(try archive.champion() == 1)
    }

    @Test func `promoting the champion again adds no step to go back`() throws {
        for _ in 1...2 { try archive.promote(try archive.write(draft())) }
        try archive.promote(2)
        #expect(try archive.rollback() == 1)
    }

    @Test func `after going back, a promotion goes on from there`() throws {
        for _ in 1...3 { try archive.promote(try archive.write(draft())) }
        try archive.rollback()
        try archive.promote(1)
        #expect(try archive.championHistory() == [1, 2, 1])
        #expect(try archive.rollback() == 2)
    }

    @Test func `rolling back passes over releases that are gone`() throws {
        for _ in 1...3 { try archive.promote(try archive.write(draft())) }
        try FileManager.default.removeItem(atPath: archive.path(of: "", in: 2))
        #expect(try archive.rollback() == 1)
    }

    @Test func `there is nothing to roll back to before the first promotion`() throws {
        #expect(throws: ReleaseError.nothingToRollBackTo(champion: nil)) { try archive.rollback() }
        _ = try archive.write(draft())
        #expect(throws: ReleaseError.nothingToRollBackTo(champion: nil)) { try archive.rollback() }
    }

    @Test(arguments: ["", "{}", "[1]", #"{"format":2,"history":[1]}"#, #"{"format":1,"history":["x"]}"#])
    func `a damaged alias is named, never guessed`(text: String) throws {
        _ = try archive.write(draft())
        try text.write(toFile: archive.directory.path + "/champion.json", atomically: true, encoding: .utf8)
        #expect { try archive.champion() } throws: { "\($0)".contains("champion.json") }
    }

    @Test func `promotions at once are all kept`() async throws {
        let archive = archive
        for _ in 1...8 { _ = try archive.write(draft()) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...8 { group.addTask { try archive.promote(number) } }
            try await group.waitForAll()
        }
        #expect(try archive.championHistory().sorted() == Array(1...8))
    }
}
