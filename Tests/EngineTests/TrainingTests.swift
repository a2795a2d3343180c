import Domain
import Evaluation
import Foundation
import Ingest
import Models
import Serving
import Testing

@testable import Engine

@Suite struct TrainingTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    private func engine(_ name: String = "data", threads: Int = 2, events: String = Checkerboard.csv()) throws
        -> Kindred
    {
        let engine = try directory.engine(name, threads: threads)
        _ = try engine.importEvents(from: directory.write(events, to: "e.csv"))
        return engine
    }

    /// The files of release 1 by name; the manifest without the moment and the seconds that training took.
    private func files(_ name: String) throws -> [String: [UInt8]] {
        let folder = "\(name)/releases/000001"
        var files: [String: [UInt8]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: directory.path(folder)) {
            var bytes = try #require(directory.bytes("\(folder)/\(file)"))
            if file == "manifest.json" {
                var value = try JSONParser.parse(bytes)
                value.remove(["created_at", "train_seconds"])
                bytes = value.bytes()
            }
            files[file] = bytes
        }
        return files
    }

    @Test func `two engines, the same events, one thread and four: the same bytes in every file`() throws {
        for (name, threads) in [("one", 1), ("four", 4), ("again", 4)] {
            let engine = try engine(name, threads: threads)
            let report = try engine.train(.init(models: ["als", "item-knn"], settings: [.init("epochs=3")], seed: 7))
            #expect(report.release == 1)
        }
        let one = try files("one")
        #expect(
            Set(one.keys) == [
                "manifest.json", "items.safetensors", "popular.safetensors", "als.safetensors", "item-knn.safetensors",
            ])
        let four = try files("four")
        for (file, bytes) in one { #expect(four[file] == bytes, "\(file)") }
        #expect(try files("again") == four)
        _ = try engine("other").train(.init(models: ["als", "item-knn"], settings: [.init("epochs=3")], seed: 8))
        #expect(try files("other")["als.safetensors"] != four["als.safetensors"])
    }

    @Test func `a training says what it learned from, how long each model took, and how it compares`() throws {
        let report = try engine().train(.init(models: ["als"], settings: [.init("als.epochs=4")]))
        #expect(report.learnedFrom.users == 60 && report.learnedFrom.items == 40)
        #expect(report.learnedFrom.interactions == 720)
        #expect(report.models.map(\.name) == ["popular", "als"])
        #expect(report.models[1].secondsPerEpoch != nil && report.models[1].config["epochs"] == 4)
        let board = try #require(report.comparison)
        #expect(board.rows.map(\.model) == ["popular", "als"])
        #expect(!report.isChampion && report.gate == nil)
    }

    @Test func `without events training says what to do`() throws {
        let empty = try directory.engine()
        let error = #expect(throws: EngineError.self) { try empty.train() }
        #expect(error?.description.contains("kindred import events") == true)
        _ = try empty.importEvents(from: directory.write("user,item,type\nu,i,teleported\n", to: "e.csv"))
        #expect(throws: (any Error).self) { try empty.train() }
        #expect(try empty.releases().isEmpty)
    }

    @Test(arguments: [["nonsense"], ["als", "popularity"]])
    func `an unknown model or setting is told before anything is done`(models: [String]) throws {
        let engine = try engine()
        let error = #expect(throws: ModelSelectionError.self) { try engine.train(.init(models: models)) }
        #expect(error?.description.contains("item-knn") == true)
        #expect(throws: ModelSelectionError.self) { try engine.train(.init(settings: [.init("epoch=3")])) }
        #expect(throws: InvalidSetting.self) { try engine.train(.init(settings: [.init("epochs=-3")])) }
        #expect(try engine.releases().isEmpty)
    }

    @Test func `the gate refuses a model that does worse than most-popular, with the numbers`() throws {
        let engine = try engine(events: Self.noise)
        let report = try engine.train(
            .init(
                models: ["als"],
                settings: [.init("epochs=1"), .init("embedding_size=1"), .init("regularization=100")],
                promotes: true))
        let board = try #require(report.comparison)
        let values = board.rows.compactMap { row in row.metrics.first { $0.name == "ndcg@10" }?.value }
        try #require(values.count == 2 && values[1] < values[0], "\(values)")
        #expect(!report.isChampion)
        let gate = try #require(report.gate)
        let figures = values.map { "\(($0 * 10_000).rounded() / 10_000)" }
        for part in ["Release 1 was not promoted", figures[0], figures[1], "--force"] {
            #expect(gate.contains(part), "\(part) is not in: \(gate)")
        }
        #expect(engine.servingRelease == nil)
        #expect(throws: EngineError.self) { try engine.promote(1) }
        try engine.promote(1, force: true)
        #expect(engine.servingRelease?.number == 1)
    }

    /// Popularity and nothing else: which item somebody takes depends on nothing but how popular it is.
    private static let noise: String = {
        var state: UInt64 = 20_261_121
        func draw() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / Double(1 << 53)
        }
        var rows = ["user_id,item_id,timestamp"]
        for step in 0..<4000 {
            rows.append("u\(step % 200),i\(Int(200 * draw() * draw() * draw())),\(1_700_000_000 + step)")
        }
        return rows.joined(separator: "\n")
    }()

    @Test func `a rollback brings the former champion back at once, and a third is refused`() throws {
        let engine = try engine()
        for _ in 0..<2 { try #require(try engine.train(.init(models: ["item-knn"], promotes: true)).isChampion) }
        #expect(engine.servingRelease?.number == 2)
        #expect(try engine.releases().map(\.isChampion) == [false, true])
        #expect(try engine.rollback() == 1)
        #expect(engine.servingRelease?.number == 1)
        #expect(try directory.engine().servingRelease?.number == 1)
        let error = #expect(throws: EngineError.self) { try engine.rollback() }
        #expect(error?.description.contains("kindred releases promote") == true)
        #expect(throws: EngineError.self) { try engine.promote(9) }
        #expect(engine.servingRelease?.number == 1)
    }

    @Test(arguments: ["item-knn.safetensors", "manifest.json", "items.safetensors"])
    func `a damaged release is told, and the one before it goes on serving`(file: String) throws {
        let engine = try engine()
        let running = try directory.engine()
        for _ in 0..<2 { try #require(try engine.train(.init(models: ["item-knn"])).release > 0) }
        try engine.promote(1)
        try running.refresh()
        let path = directory.path("data/releases/000002/\(file)")
        let bytes = try #require(FileManager.default.contents(atPath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))

        let error = #expect(throws: EngineError.self) { try engine.promote(2, force: true) }
        #expect(error?.description.contains(path) == true && error?.description.contains("damaged") == true)
        #expect(engine.servingRelease?.number == 1)

        // It was whole when it was promoted, and is damaged before the other process looks.
        try bytes.write(to: URL(filePath: path))
        try engine.promote(2)
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
        #expect(throws: EngineError.self) { try running.refresh() }
        #expect(running.servingRelease?.number == 1)
        #expect(try running.list(user: "u0").release == 1)

        // Who starts now serves the champion before, and can put it right.
        let later = try directory.engine()
        #expect(later.servingRelease?.number == 1)
        #expect(try later.doctor().first?.text.contains("damaged") == true)
        #expect(throws: EngineError.self) { try later.refresh() }
        #expect(try later.rollback() == 1)
        try later.refresh()
        try running.refresh()
        #expect(running.servingRelease?.number == 1)
    }

    @Test func `a damaged alias leaves lists without a release, not a program that does not start`() throws {
        try #require(try engine().train(.init(models: ["item-knn"], promotes: true)).isChampion)
        _ = try directory.write("{", to: "data/releases/champion.json")
        let later = try directory.engine()
        #expect(later.servingRelease == nil)
        #expect(try later.list(user: "u0").items.count == 10)
        #expect(try later.doctor().first?.severity == .problem)
    }

    @Test func `times that are unknown make a random hold-out, and say so`() throws {
        let text = Checkerboard.csv().split(separator: "\n").map {
            $0.split(separator: ",").prefix(2).joined(separator: ",")
        }
        let report = try engine(events: text.joined(separator: "\n")).train(.init(models: ["item-knn"]))
        #expect(report.comparison != nil)
        #expect(report.comparisonNote?.contains("no times") == true)
    }
}

extension JSONValue {
    /// Takes the members of these names out, however deep.
    fileprivate mutating func remove(_ names: Set<String>) {
        switch self {
        case .array(let values):
            self = .array(
                values.map { value in
                    var value = value
                    value.remove(names)
                    return value
                })
        case .object(let object):
            self = .object(
                JSONObject(
                    object.members.filter { !names.contains($0.name) }.map { member in
                        var value = member.value
                        value.remove(names)
                        return (member.name, value)
                    }))
        default: break
        }
    }
}
