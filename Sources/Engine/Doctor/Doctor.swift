import Domain
import Foundation
import State
import Store

extension Kindred {
    /// Says in plain words what is wrong with the data or the set-up, and what to do; the worst first.
    ///
    /// Reads the whole log once.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    package func doctor() throws -> [Finding] {
        try catchUp()
        let facts = try translatingErrors {
            DataFacts(counts: try store.counts(), activity: try store.activity(), pairs: try pairFacts())
        }
        let findings =
            eventFindings(facts) + checkFindings() + catalogueFindings(facts) + releaseFindings(facts)
            + ruleFindings() + machineFindings() + (try quarantineFindings())
        let order = Finding.Severity.allCases
        return findings.enumerated().sorted {
            let (left, right) = (order.firstIndex(of: $0.element.severity), order.firstIndex(of: $1.element.severity))
            return (right ?? 0, $0.offset) < (left ?? 0, $1.offset)
        }.map(\.element)
    }

    private func pairFacts() throws -> DataFacts.Pairs {
        var pairs = DataFacts.Pairs()
        let state = self.state
        let now = Self.now()
        try store.forEachEvent { event in
            let weight = config.events.weight(of: event.kind, value: event.value)
            if weight == 0, config.events.kinds[event.kind.name]?.minimumValue != nil { pairs.belowMinimum += 1 }
            if event.time == .unknown { pairs.withoutTime += 1 }
            if event.time > now { pairs.inFuture += 1 }
            if state.item(event.item) == nil {
                pairs.ofUndescribedItems += 1
                pairs.undescribedItem = pairs.undescribedItem ?? event.item
            }
        }
        for offset in stride(from: 0, to: state.visitorPlaces, by: 1000) {
            for visitor in state.visitors(from: offset, limit: 1000)
            where state.history(of: visitor, at: now).count >= 2 {
                pairs.visitorsWithTwoItems += 1
            }
        }
        return pairs
    }
}

/// What the doctor's checks look at, counted once.
struct DataFacts {
    let counts: StoreCounts
    let activity: ActivityCounts
    let pairs: Pairs

    struct Pairs {
        var belowMinimum = 0
        var withoutTime = 0
        var inFuture = 0
        var ofUndescribedItems = 0
        var undescribedItem: ItemID?
        var visitorsWithTwoItems = 0
    }
}

/// `part` of `whole` in per cent, for a sentence: "12.5 %", and "under 0.1 %" for what would come out as none.
func percentage(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "0 %" }
    if part > 0, Double(part) < 0.0005 * Double(whole) { return "under 0.1 %" }
    return String(format: "%.1f %%", 100 * Double(part) / Double(whole))
}
