import Domain
import Foundation
import Testing

@testable import State

@Suite struct ExposureTests {
    private static func item(_ name: String, _ supplier: JSONValue?) -> LogEntry {
        var item = Logs.item(name)
        if let supplier { item.attributes = ["supplier": supplier] }
        return .item(item)
    }

    private static func decision(_ items: [String], days: Double = 0) -> LogEntry {
        .decision(
            Decision(
                id: "d", placement: .home, release: nil, source: .popular,
                recommendations: items.enumerated().map {
                    Recommendation(
                        item: Logs.id($0.element), score: 1, position: $0.offset + 1,
                        reason: Reason(code: .popular, text: ""))
                }, logPosition: 0, time: Logs.at(days: days)), visitor: nil)
    }

    private static let catalogue = [
        item("a", "north"), item("b", "south"), item("c", ["north", "west"]), item("d", nil),
    ]

    @Test func `a place is worth less the further down it stands`() throws {
        let state = Logs.state(Self.catalogue + [Self.decision(["b", "a", "d", "c"])])
        let all = state.exposures(at: Logs.start)
        #expect(all.map(\.supplier) == ["north", "south"])
        #expect(abs(all[0].exposure - (1 / log2(3) + 1 / log2(5))) < 1e-9)
        #expect(abs(all[1].exposure - 1) < 1e-9)
        #expect(abs(all[0].share + all[1].share - 1) < 1e-12)
        #expect(all.map(\.itemCount) == [2, 1])
        #expect(abs(state.totalExposure(at: Logs.start) - all[0].exposure - 1) < 1e-9)
        #expect(state.supplier(of: "c") == "north" && state.supplier(of: "d") == nil)
    }

    @Test func `what was shown a month ago counts half`() {
        let state = Logs.state(Self.catalogue + [Self.decision(["a"], days: 0), Self.decision(["b"], days: 30)])
        #expect(abs(state.exposure(of: "north", at: Logs.at(days: 30)) - 0.5) < 1e-9)
        #expect(abs(state.exposure(of: "south", at: Logs.at(days: 30)) - 1) < 1e-9)
        #expect(state.exposure(of: "nobody", at: Logs.start) == 0)
    }

    @Test func `an item counts for whoever brings it at the time`() {
        let state = Logs.state(
            Self.catalogue + [
                Self.decision(["a"]), Self.item("a", "south"), Self.decision(["a"]), .itemDeleted("b"),
                Self.item("a", nil), Self.decision(["a", "unheard of"]),
            ])
        #expect(abs(state.exposure(of: "north", at: Logs.start) - 1) < 1e-9)
        #expect(abs(state.exposure(of: "south", at: Logs.start) - 1) < 1e-9)
        #expect(state.exposures(at: Logs.start).map(\.itemCount) == [1, 0])
    }

    @Test func `whoever is the supplier is a setting`() {
        for (field, names) in [("brand", ["Acme"]), ("", [])] {
            var state = LiveState(weights: EventWeights(), settings: StateSettings(exposureBy: field))
            state.apply(LogRecord(sequence: 1, entry: .item(Logs.item("a", brand: "Acme"))))
            state.apply(LogRecord(sequence: 2, entry: Self.decision(["a"])))
            #expect(state.exposures(at: Logs.start).map(\.supplier) == names)
        }
    }
}
