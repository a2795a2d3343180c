import Domain
import Matrices
import Models
import TestSupport
import Testing

struct VisitorEventTests {
    private static let minute: Int64 = 60_000

    private static func table(_ rows: [(visitor: Visitor, item: String, weight: Float, minute: Int64)]) throws
        -> InteractionTable
    {
        var table = InteractionTable()
        for row in rows {
            table.append(
                visitor: row.visitor, item: try ItemID(row.item), weight: row.weight,
                time: Timestamp(milliseconds: row.minute * minute))
        }
        return table
    }

    private static func set(_ table: InteractionTable) -> TrainingSet {
        TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:]))
    }

    @Test func `events stand in the order of time, repeats included, dislikes left out`() throws {
        let ann = Visitor.user(UserID("ann"))
        let events = try Self.set(
            Self.table([(ann, "a", 1, 9), (ann, "b", 1, 2), (ann, "c", -1, 3), (ann, "a", 2, 1)])
        ).events()
        #expect(events.sequence(of: 0).map(\.item) == [0, 1, 0])
        #expect((0..<3).map { events.weights[$0] } == [2, 1, 1])
    }

    @Test func `a user's events are cut where nothing happened, an anonymous session is one visit`() throws {
        let (ann, visit) = (Visitor.user(UserID("ann")), Visitor.session(SessionID("s")))
        let events = try Self.set(
            Self.table([
                (ann, "a", 1, 0), (visit, "a", 1, 0), (ann, "b", 1, 30), (visit, "b", 1, 500), (ann, "c", 1, 61),
            ])
        ).events()
        #expect(events.visits(of: 0, pause: 30 * Self.minute) == [0..<2, 2..<3])
        #expect(events.visits(of: 1, pause: 30 * Self.minute) == [3..<5])
    }

    @Test func `without times the order of the log stands and all is one visit`() throws {
        let ann = Visitor.user(UserID("ann"))
        var table = InteractionTable()
        for item in ["b", "a", "b"] {
            table.append(visitor: ann, item: try ItemID(item), weight: 1, time: .unknown)
        }
        let events = Self.set(table).events()
        #expect(events.sequence(of: 0).map(\.item) == [0, 1, 0])
        #expect(events.visits(of: 0, pause: 1) == [0..<3])
    }

    @Test func `a set made of interactions has one event for each`() {
        let set = Worlds.trainingSet(itemCount: 3, rows: [[(item: 2, weight: 1), (item: 0, weight: 3)], []])
        let events = set.events()
        #expect(events.sequence(of: 0).map(\.item) == [0, 2])
        #expect(events.events(of: 1).isEmpty && events.visits(of: 1, pause: 1).isEmpty)
    }

    @Test func `the catalogue brings items that nobody touched, and groups go with the rows that are taken`() throws {
        let ann = Visitor.user(UserID("ann"))
        var table = InteractionTable()
        for (item, country) in [("a", "CH"), ("b", "FR"), ("a", "CH")] {
            table.append(visitor: ann, item: try ItemID(item), weight: 1, time: .unknown)
            table.setSegments(["country=\(country)"])
        }
        table.describe(Item(id: ItemID("new")))
        let set = Self.set(table.rows([1, 2]))
        #expect(set.itemCount == 3 && set.catalogue.map { $0?.id.value } == [nil, nil, "new"])
        #expect(set.segmentSets == [["country=CH"], ["country=FR"]])
        let events = set.events()
        #expect((0..<2).map { events.segmentSetOf[$0] } == [1, 0])
        #expect(events.lastSegmentSet(of: 0) == 0)
    }

    @Test(arguments: [(17.0, "0-17"), (18, "18-24"), (34, "25-34"), (64, "55-64"), (65, "65+")])
    func `an age falls into its band`(age: Double, band: String) {
        #expect(
            SegmentNames.names(["age_band"], context: [:], attributes: ["age": .number(age)]) == ["age_band=\(band)"])
    }

    @Test func `groups come from the context first, and only those asked for`() {
        let names = SegmentNames.names(
            ["country", "device", "age_band"], context: ["country": "CH", "device": "phone", "mood": "calm"],
            attributes: ["country": "FR", "age": "old"])
        #expect(names == ["country=CH", "device=phone"])
    }
}
