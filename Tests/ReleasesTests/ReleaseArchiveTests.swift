import Domain
import Foundation
import Matrices
import Models
import Testing

@testable import Releases

@Suite struct ReleaseArchiveTests {
    let folder: TemporaryFolder
    var archive: ReleaseArchive { folder.archive }

    init() throws { folder = try TemporaryFolder() }

    @Test func `an archive that was never written to is empty, not an error`() throws {
        #expect(try archive.numbers() == [])
        #expect(try archive.list().isEmpty)
        #expect(try archive.champion() == nil)
        #expect(throws: ReleaseError.notFound(number: 1, known: [])) { try archive.manifest(1) }
        #expect(!FileManager.default.fileExists(atPath: archive.directory.path))
    }

    @Test func `a release comes back as it was written`() throws {
        let draft = draft(seed: .max)
        #expect(try archive.write(draft) == 1)
        let loaded = try archive.load(1, restoring: restoreFixed)
        #expect(loaded.manifest.origin == draft.origin)
        #expect(loaded.manifest.holdOut == draft.holdOut)
        #expect(loaded.manifest.models.map(\.metrics) == [draft.models[0].metrics])
        #expect(loaded.manifest.models.map(\.config) == [["size": 3]])
        #expect(loaded.items.ids == draft.items.ids)
        #expect(loaded.items["naïve ✓"] == 2)
        #expect(loaded.models.map(\.weight) == [0.7])
        let model = try #require(loaded.models.first?.model as? FixedModel)
        #expect(Array(model.scores.pointer) == [0.5, -1, 2])
    }

    @Test func `the arrays outlive the release that mapped them`() throws {
        _ = try archive.write(draft())
        var loaded: LoadedRelease? = try archive.load(1, restoring: restoreFixed)
        let model = try #require(loaded?.models.first?.model as? FixedModel)
        loaded = nil
        #expect(Array(model.scores.pointer) == [0.5, -1, 2])
    }

    @Test func `releases are numbered in turn and their files are read-only`() throws {
        #expect(try (1...3).map { _ in try archive.write(draft()) } == [1, 2, 3])
        for file in ["manifest.json", "items.safetensors", "fixed.safetensors"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: archive.path(of: file, in: 2))
            #expect((attributes[.posixPermissions] as? Int) == 0o444)
        }
    }

    @Test func `two writers at once get different numbers and leave nothing behind`() async throws {
        let archive = archive
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try archive.write(draft()) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(numbers.sorted() == Array(1...16))
        for number in numbers { #expect(try archive.manifest(number).number == number) }
        let names = try FileManager.default.contentsOfDirectory(atPath: archive.directory.path)
        #expect(names.filter { $0.hasPrefix(".") } == [])
    }

    @Test func `a half-written release is not visible, and is cleared away once it is old`() throws {
        _ = try archive.write(draft())
        let (old, fresh) = (archive.directory.path + "/.tmp-old", archive.directory.path + "/.tmp-fresh")
        for path in [old, fresh] {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            try Data([1]).write(to: URL(fileURLWithPath: path + "/manifest.json"))
        }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: old)
        #expect(try archive.numbers() == [1])
        #expect(try archive.write(draft()) == 2)
        #expect(!FileManager.default.fileExists(atPath: old))
        #expect(FileManager.default.fileExists(atPath: fresh))
    }

    @Test func `a write that fails leaves no trace`() throws {
        var twice = draft()
        twice.models[0].tensors += twice.models[0].tensors
        #expect(throws: ReleaseError.self) { try archive.write(twice) }
        let names = try FileManager.default.contentsOfDirectory(atPath: archive.directory.path)
        #expect(names == [])
    }

    @Test(arguments: ["", "../als", "ALS", "items", "a b", "a.b"])
    func `a model name that makes no file name is refused`(name: String) throws {
        var draft = draft()
        draft.models[0].name = name
        #expect(throws: ReleaseError.self) { try archive.write(draft) }
        #expect(try archive.numbers() == [])
    }

    @Test func `a draft without models, with a name twice or with a figure that is no number is refused`() throws {
        var draft = draft()
        draft.models += draft.models
        #expect(throws: ReleaseError.self) { try archive.write(draft) }
        draft.models = []
        #expect(throws: ReleaseError.self) { try archive.write(draft) }
        #expect(throws: ReleaseError.self) { try archive.write(unmeasurable()) }
    }

    @Test func `a model that scores other items than the release has is refused`() throws {
        var draft = draft()
        draft.items = Vocabulary(["a", "b"])
        _ = try archive.write(draft)
        #expect {
            try archive.load(1, restoring: restoreFixed)
        } throws: {
            "\($0)".contains("scores 3 items, the release has 2")
        }
    }

    @Test func `what the restoring says goes into the error`() throws {
        _ = try archive.write(draft())
        #expect {
            try archive.load(1) { name, _, _ in throw TensorError(name: name, problem: "is too long") }
        } throws: {
            "\($0)".contains("model \"fixed\" of release 1") && "\($0)".contains("is too long")
        }
    }

    @Test func `a manifest of another format, number or shape is named`() throws {
        _ = try archive.write(draft())
        let path = archive.path(of: "manifest.json", in: 1)
        let good = String(decoding: try bytes(at: path), as: UTF8.self)
        func refusal(_ old: String, _ new: String) throws -> String {
            try FileManager.default.removeItem(atPath: path)
            try good.replacingOccurrences(of: old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
            do { return "accepted \(try archive.manifest(1))" } catch { return "\(error)" }
        }
        #expect(try refusal("\"format\": 1", "\"format\": 2").contains("has format 2"))
        #expect(try refusal("\"number\": 1", "\"number\": 7").contains("that of release 7"))
        #expect(try refusal("\"data_hash\"", "\"hash\"").contains("\"data_hash\" is missing"))
        #expect(try refusal("fixed.safetensors", "../../x.safetensors").contains("not the name of a safetensors"))
        #expect(try refusal("{", "[").contains("not valid JSON"))
    }

    @Test func `a damaged release does not hide the others from the list`() throws {
        for _ in 1...3 { _ = try archive.write(draft()) }
        try archive.promote(3)
        try FileManager.default.removeItem(atPath: archive.path(of: "manifest.json", in: 2))
        let list = try archive.list()
        #expect(list.map(\.number) == [1, 2, 3])
        #expect(list.map(\.isChampion) == [false, false, true])
        #expect(list.map { (try? $0.manifest.get()) != nil } == [true, false, true])
    }

    @Test func `a changed byte is found, wherever it is`() throws {
        _ = try archive.write(draft())
        try archive.verify(1)
        for file in ["items.safetensors", "fixed.safetensors"] {
            let path = archive.path(of: file, in: 1)
            let good = try bytes(at: path)
            for offset in good.indices {
                var bad = good
                bad[offset] ^= 4
                try FileManager.default.removeItem(atPath: path)
                try Data(bad).write(to: URL(fileURLWithPath: path))
                #expect(throws: ReleaseError.self, "byte \(offset) of \(file)") { try archive.verify(1) }
            }
            try FileManager.default.removeItem(atPath: path)
            try Data(good).write(to: URL(fileURLWithPath: path))
        }
        try archive.verify(1)
    }
}
