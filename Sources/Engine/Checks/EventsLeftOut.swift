import Domain
import Ingest
import Store

/// The events of the log that the checks' policies keep out of a training.
///
/// As the state leaves them out, with two differences, because a training knows what came later: of a visitor found to be a
/// robot the earlier events are left out as well, and whether an item is known is what the catalogue says now.
struct EventsLeftOut {
    private var sequences: Set<Int64> = []
    private var visitors: Set<Visitor> = []
    /// The catalogue, where events about other items are left out.
    private var items: Set<ItemID>?

    /// Whether this event is one.
    func contains(_ sequence: Int64, _ visitor: Visitor, _ item: ItemID) -> Bool {
        if !sequences.isEmpty, sequences.contains(sequence) { return true }
        if !visitors.isEmpty, visitors.contains(visitor) { return true }
        if let items { return !items.contains(item) }
        return false
    }
}

extension EventsLeftOut {
    /// Keeps out an event with these marks, as far as `leaving` says so.
    fileprivate mutating func take(_ event: Event, _ sequence: Int64, _ marks: CheckMarks, leaving: CheckMarks) {
        let reasons = marks.intersection(leaving)
        if !reasons.isDisjoint(with: .aboutVisitor) {
            visitors.insert(event.visitor)
        } else if !reasons.isEmpty {
            sequences.insert(sequence)
        }
    }

    /// Keeps out events about items that are not among these, unless there are none.
    fileprivate mutating func keep(to items: Set<ItemID>) {
        if !items.isEmpty { self.items = items }
    }
}

extension Kindred {
    /// What the checks leave out of the log up to `last`; nothing is read where no policy leaves anything out.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    func eventsLeftOut(through last: Int64, progress: ProgressHandler) throws -> EventsLeftOut {
        var leftOut = EventsLeftOut()
        let leaving = CheckMarks(of: config.checks, .leaveOut)
        try translatingErrors {
            if [.leaveOut, .hold].contains(config.checks.unknownItem.policy) {
                var items: Set<ItemID> = []
                try store.forEachItem { items.insert($0.id) }
                leftOut.keep(to: items)
            }
            guard !leaving.subtracting(CheckMarks(.unknownItem)).isEmpty else { return }
            let total = Int64(try store.counts().events)
            var checks = QualityChecks(config.checks)
            try store.forEachMergedEvent(through: last) { sequence, event in
                guard event.item != nil, config.events.touches(event.kind) else { return }
                let marks = checks.examine(event, isKnownItem: true)
                leftOut.take(event, sequence, marks, leaving: leaving)
                guard checks.counts.events % 65_536 == 0 else { return }
                progress(
                    WorkProgress(phase: "checking the log", done: checks.counts.events, total: total, unit: "events"))
            }
        }
        return leftOut
    }
}
