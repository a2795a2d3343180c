import Domain
import Evaluation
import Models
import Testing

@testable import Engine

/// Models that learn from the catalogue, by the engine.
@Suite struct ContentTrainingTests {
    private static let items = """
        item_id,title,categories
        a,Red wool hat,Hats
        b,Blue wool hat,Hats
        c,Rubber boots,Shoes
        d,Rubber shoes,Shoes

        """

    @Test func `a catalogue without events is enough for a model that learns from it`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Self.items, to: "items.csv"))
        let report = try engine.train(.init(models: ["content"]))
        #expect(report.models.map(\.name) == ["content"] && report.comparison == nil)
        #expect(report.comparisonNote?.contains("no events yet") == true)
        #expect(throws: EngineError.self, "the gate has nothing to go by") {
            try engine.promote(report.release, force: false)
        }
        try engine.promote(report.release, force: true)
        let list = try engine.list(.similar, item: "a")
        #expect(list.source == .content && list.items.first == "b" && list.release == report.release)
        #expect(try engine.list(.home, user: "new").items.count == 4)
    }

    @Test func `a model that learns from events says that there are none`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Self.items, to: "items.csv"))
        #expect(throws: EngineError.self) { try engine.train(.init(models: ["als"])) }
        #expect(throws: TrainingError.noInteractions) { try engine.train(.init(models: ["content", "als"])) }
        #expect(throws: EngineError.self) { try engine.evaluate(EvaluateRequest(models: ["content"])) }
        #expect(try engine.releases().isEmpty)
    }

    @Test func `an item of the catalogue that nobody touched is recommended by what it is`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Self.items, to: "items.csv"))
        let events = "user_id,item_id,type\nu,a,view\nv,c,view\nw,a,view\nw,c,view\n"
        _ = try engine.importEvents(from: directory.write(events, to: "events.csv"))
        let parts = try JSONParser.parse(
            #"[{"model":"item-knn","weight":0.7},{"model":"content","settings":{"language":"none"},"weight":0.3}]"#)
        let report = try engine.train(
            .init(models: ["blend"], settings: [SettingAssignment(model: "blend", key: "parts", value: parts)]))
        #expect(report.models.map(\.name) == ["popular", "blend"])
        try engine.promote(report.release, force: true)
        let list = try engine.list(.home, user: "v")
        #expect(list.source == .personal && list.items.contains("d"))
        #expect(try #require(list.items.firstIndex(of: "d")) < list.items.firstIndex(of: "b") ?? .max)
    }

    @Test func `files are evaluated with the catalogue of a third`() throws {
        let directory = try EngineDirectory()
        let items = try directory.write(Self.items, to: "items.csv")
        let train = try directory.write("user_id,item_id,type\nu,a,view\nv,c,view\n", to: "train.csv")
        let test = try directory.write("user_id,item_id,type\nu,b,view\nv,d,view\n", to: "test.csv")
        var request = EvaluateRequest(models: ["content"], items: items, cutoffs: [1])
        let board = try Kindred.evaluate(training: train, test: test, request, config: KindredConfig())
        #expect(board.rows.map(\.model) == ["popular", "content"])
        #expect(board.rows[1].metrics.first { $0.name == "recall@1" }?.value == 1)
        request.items = nil
        #expect(throws: TrainingError.noCatalogue) {
            try Kindred.evaluate(training: train, test: test, request, config: KindredConfig())
        }
        request.items = try directory.write("title\nNo id\n", to: "broken.csv")
        #expect(throws: (any Error).self) {
            try Kindred.evaluate(training: train, test: test, request, config: KindredConfig())
        }
    }
}
