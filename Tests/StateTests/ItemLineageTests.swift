import Domain
import State
import Testing

@Suite struct ItemLineageTests {
    private static func met(_ item: String, _ sequence: Int64, by state: inout LiveState) {
        let event = Event(user: "ann", item: Identifier(stringLiteral: item), kind: .view, time: Timestamp(seconds: 1))
        state.apply(LogRecord(sequence: sequence, entry: .event(event)))
    }

    @Test func `copies that went apart are of one lineage only as far as they agree about numbers`() {
        var state = LiveState(weights: EventWeights())
        Self.met("boot", 1, by: &state)
        var (first, second) = (state, state)
        Self.met("hat", 2, by: &first)
        #expect(first.itemLineage === state.itemLineage)
        Self.met("sock", 2, by: &second)
        #expect(second.itemLineage !== state.itemLineage)
        #expect(first.itemNumber(of: "hat") == second.itemNumber(of: "sock"))
        // A number that the first gave out already is none for the original either, to whatever item.
        Self.met("tent", 2, by: &state)
        #expect(state.itemLineage !== first.itemLineage)
        #expect(state.itemLineage !== second.itemLineage)
        let lineage = second.itemLineage
        Self.met("cup", 3, by: &second)
        #expect(second.itemLineage === lineage)
    }

    @Test func `a state from the same log has a lineage of its own`() {
        var states = [LiveState(weights: EventWeights()), LiveState(weights: EventWeights())]
        for place in states.indices { Self.met("boot", 1, by: &states[place]) }
        #expect(states[0].itemLineage !== states[1].itemLineage)
    }
}
