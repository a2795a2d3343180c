import Domain
import Foundation
import Matrices
import Testing

@testable import Releases

@Suite struct DerivingTests {
    private let folder: TemporaryFolder
    private var archive: ReleaseArchive { folder.archive }
    private let moment = Timestamp(seconds: 1_800_000_000)

    init() throws { folder = try TemporaryFolder() }

    @Test func `a release with other settings has the models and figures of the one it was made from`() throws {
        let parent = try archive.write(draft())
        let number = try archive.derive(
            from: parent, serving: ["rules": ["one"]], createdAt: moment, codeVersion: "0.2.0")
        let (before, after) = (try archive.manifest(parent), try archive.manifest(number))
        #expect((number, after.parent, after.serving) == (2, 1, ["rules": ["one"]]))
        #expect((before.parent, before.serving) == (nil, [:]))
        #expect((after.origin.createdAt, after.origin.codeVersion) == (moment, "0.2.0"))
        #expect((after.models, after.items, after.holdOut) == (before.models, before.items, before.holdOut))
        try archive.verify(number)
        let loaded = try archive.load(number, restoring: restoreFixed)
        let model = try #require(loaded.models.first?.model as? FixedModel)
        #expect(Array(model.scores.pointer) == [0.5, -1, 2])
    }

    @Test func `both releases share their files, and either may be deleted`() throws {
        let parent = try archive.write(draft())
        let number = try archive.derive(from: parent, serving: [:], createdAt: moment, codeVersion: "0.2.0")
        let attributes = try FileManager.default.attributesOfItem(
            atPath: archive.path(of: "fixed.safetensors", in: number))
        #expect(attributes[.referenceCount] as? Int == 2)
        try FileManager.default.removeItem(atPath: archive.path(of: "", in: parent))
        try archive.verify(number)
    }

    @Test func `a release cannot be made from one that is not there, and leaves nothing behind`() throws {
        _ = try archive.write(draft())
        #expect(throws: ReleaseError.notFound(number: 9, known: [1])) {
            try archive.derive(from: 9, serving: [:], createdAt: moment, codeVersion: "0.2.0")
        }
        try FileManager.default.removeItem(atPath: archive.path(of: "fixed.safetensors", in: 1))
        #expect(throws: ReleaseError.self) {
            try archive.derive(from: 1, serving: [:], createdAt: moment, codeVersion: "0.2.0")
        }
        #expect(try archive.numbers() == [1])
        let names = try FileManager.default.contentsOfDirectory(atPath: archive.directory.path)
        #expect(names.filter { $0.hasPrefix(".") } == [])
    }

    @Test func `changes of the settings take turns`() async throws {
        let archive = archive
        _ = try archive.write(draft())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for change in 0..<8 {
                group.addTask {
                    try archive.changingSettings {
                        let last = try archive.numbers().last ?? 0
                        var serving = try archive.manifest(last).serving
                        serving["change \(change)"] = true
                        _ = try archive.derive(
                            from: last, serving: serving, createdAt: Timestamp(seconds: 1), codeVersion: "0.2.0")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try archive.manifest(9).serving.members.count == 8)
    }
}
