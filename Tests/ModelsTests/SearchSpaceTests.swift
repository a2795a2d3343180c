import Domain
import Foundation
import Matrices
import Models
import Testing

@Suite struct SearchSpaceTests {
    @Test(arguments: ModelRegistry.names)
    func `every value of a model's space is one its configuration accepts`(name: String) throws {
        let space = try ModelRegistry.searchSpace(of: name)
        let known = try ModelRegistry.settingNames(of: name)
        #expect(space.settings.allSatisfy { known.contains($0.name) })
        #expect(space.epochs.map { known.contains($0.name) } ?? true)
        for place in [0, 0.25, 0.5, 0.999_999_999] {
            var settings: JSONObject = [:]
            for setting in space.settings { settings[setting.name] = setting.value(at: place) }
            if let epochs = space.epochs { settings[epochs.name] = .integer(Int64(epochs.most)) }
            _ = try ModelRegistry.config(of: name, settings: settings)
        }
    }

    /// A place in a range, and the value there worked out by hand.
    static let worked: [(values: TunableSetting.Values, place: Double, value: JSONValue)] = [
        (.numbers(1...3, .linear), 0.25, .number(1.5)),
        (.numbers(-1...1, .linear), 0.5, .number(0)),
        (.numbers(0.001...0.1, .logarithmic), 0.5, .number(0.01)),
        (.numbers(0.0003...0.03, .logarithmic), 0.25, .number(0.000949)),
        (.numbers(0.1...1000, .logarithmic), 0.9, .number(398)),
        (.numbers(100...100_000, .logarithmic), 0.8, .number(25100)),
        (.wholeNumbers(1...3, .linear), 0, .integer(1)),
        (.wholeNumbers(1...3, .linear), 0.34, .integer(2)),
        (.wholeNumbers(1...3, .linear), 0.999, .integer(3)),
        (.wholeNumbers(20...2000, .logarithmic), 0.5, .integer(198)),
        (.choices(["a", "b", "c"]), 0.34, "b"), (.choices(["a", "b", "c"]), 0.999, "c"),
    ]

    @Test(arguments: worked.indices)
    func `a place of a range is a number of three digits`(_ index: Int) {
        let (values, place, value) = Self.worked[index]
        #expect(TunableSetting("x", values).value(at: place) == value)
    }

    @Test func `a uniform place gives the ends of whole numbers the share of the others`() {
        let setting = TunableSetting("x", .wholeNumbers(1...4, .linear))
        var (random, counts) = (SeededRandom(seed: 11), [Int64: Int]())
        for _ in 0..<4000 {
            if case .integer(let value) = setting.value(at: random.uniform()) { counts[value, default: 0] += 1 }
        }
        #expect(counts.keys.sorted() == [1, 2, 3, 4])
        #expect(counts.values.allSatisfy { (850...1150).contains($0) }, "\(counts)")
    }
}

@Suite struct ModelConfigurationTests {
    private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-\(UUID().uuidString).json")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try body(url.path)
    }

    @Test func `a configuration reads back as it was written`() throws {
        let written = ModelConfiguration(
            model: "als", settings: ["epochs": 5, "regularization": 0.004], found: "By me.")
        let read = try withFile(JSONValue.object(written.json).text(pretty: true)) { try ModelConfiguration(path: $0) }
        #expect(read == written)
        let assignments = written.assignments
        #expect(assignments.map(\.model) == ["als", "als"])
        #expect(try SettingAssignment.settings(assignments, for: "als", among: ["als", "popular"]) == written.settings)
    }

    @Test func `the configurations that are kept can be used`() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Benchmarks/Configurations")
        let walker = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        let files = walker.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }
        #expect(files.count >= 2)
        for file in files {
            let configuration = try ModelConfiguration(path: file.path)
            let name = file.deletingPathExtension().lastPathComponent
            #expect(name == configuration.model || name.hasPrefix(configuration.model + "-"), "\(file.path)")
            #expect(configuration.found != nil, "\(file.path)")
        }
    }

    /// Each file to refuse, and what the error says.
    static let misfits: [(text: String, part: String)] = [
        ("", "cannot be used"), ("[]", "is an array, not an object"), ("{}", "\"model\" is missing"),
        ("{\"model\": \"alz\"}", "There is no model \"alz\". Choose one of popular, trending, "),
        (
            "{\"model\": \"als\", \"settings\": {\"factors\": 3}}",
            "no setting \"factors\". It has embedding_size, epochs"
        ),
        ("{\"model\": \"als\", \"settings\": {\"epochs\": 0}}", "als.epochs is 0"),
        ("{\"model\": \"als\", \"settings\": {\"epochs\": \"x\"}}", "als.epochs is \"x\""),
        ("{\"model\": \"als\", \"settings\": []}", "\"settings\" is an array"),
        ("{\"model\": \"als\", \"set\": {}}", "\"set\" is not known; the keys are model, settings, found"),
    ]

    @Test(arguments: misfits.indices)
    func `a file that does not fit is refused with its name and the key`(_ index: Int) throws {
        let (text, part) = Self.misfits[index]
        try withFile(text) { (path: String) throws -> Void in
            let error = #expect(throws: ModelConfigurationError.self) { try ModelConfiguration(path: path) }
            let sentence = error?.description ?? ""
            #expect(sentence.contains(path) && sentence.contains(part), "\(sentence)")
        }
    }

    @Test(arguments: ["/nowhere/als.json", "/"])
    func `a file that is not there, or is none, is refused by name`(path: String) {
        let error = #expect(throws: ModelConfigurationError.self) { try ModelConfiguration(path: path) }
        #expect(error?.description.hasPrefix("The model configuration \(path) cannot be") == true)
    }
}
