import Domain
package import Matrices

/// Every event behind a training set, one visitor after the other, the events of one in the order of time.
///
/// Events of weight 0 or less are left out. Of events of one time, the order of the log stands.
package struct VisitorEvents: Sendable {
    /// Where each visitor's events begin, `[users + 1]`.
    package let offsets: Buffer<Int64>
    /// The items, one an event.
    package let items: Buffer<UInt32>
    /// The weights of the events' kinds, one an event, above 0.
    package let weights: Buffer<Float>
    /// The times in milliseconds, one an event; 0 is unknown.
    package let times: Buffer<Int64>
    /// The places in ``TrainingSet/segmentSets``, one an event; empty where there are no groups.
    package let segmentSetOf: Buffer<UInt32>
    /// Whether the visitor is an anonymous session, `[users]`.
    package let isSession: [Bool]

    /// How many visitors there are, those without events included.
    package var userCount: Int { isSession.count }

    /// The places of the events of `user`.
    package func events(of user: Int) -> Range<Int> { Int(offsets[user])..<Int(offsets[user + 1]) }

    /// The visits that the events of `user` are: an anonymous session is one, another visitor's events are cut where
    /// nothing happened for longer than `pause` milliseconds. Without times, everything is one visit.
    package func visits(of user: Int, pause: Int64) -> [Range<Int>] {
        let events = events(of: user)
        guard !events.isEmpty, !isSession[user] else { return events.isEmpty ? [] : [events] }
        var (visits, start): ([Range<Int>], Int) = ([], events.lowerBound)
        for event in events.dropFirst() where times[event] - times[event - 1] > pause {
            visits.append(start..<event)
            start = event
        }
        return visits + [start..<events.upperBound]
    }

    /// The groups that the last event of `user` belongs to, as a place in ``TrainingSet/segmentSets``; nil without.
    package func lastSegmentSet(of user: Int) -> Int? {
        segmentSetOf.count == 0 ? nil : events(of: user).last.map { Int(segmentSetOf[$0]) }
    }

    /// The last events of `user`, at most ``ScoringQuery/maximumSequence``, the newest last.
    package func sequence(of user: Int) -> [SequenceItem] {
        events(of: user).suffix(ScoringQuery.maximumSequence).map { SequenceItem(item: items[$0], time: times[$0]) }
    }
}

extension VisitorEvents {
    /// The events in `rows`, ascending, of `table`.
    /// - Complexity: O(rows · log(rows of a visitor)).
    init(_ table: InteractionTable, rows: [Int]) {
        let kept = rows.filter { table.weightOf[$0] > 0 }
        var starts = [Int](repeating: 0, count: table.users.count + 1)
        for row in kept { starts[Int(table.userOf[row]) + 1] += 1 }
        for user in 0..<table.users.count { starts[user + 1] += starts[user] }
        var (grouped, next) = ([Int](repeating: 0, count: kept.count), starts)
        for row in kept {
            grouped[next[Int(table.userOf[row])]] = row
            next[Int(table.userOf[row])] += 1
        }
        for user in 0..<table.users.count {
            let mine = starts[user]..<starts[user + 1]
            let isSorted = mine.dropFirst().allSatisfy { table.timeOf[grouped[$0 - 1]] <= table.timeOf[grouped[$0]] }
            if !isSorted { grouped[mine].sort { (table.timeOf[$0], $0) < (table.timeOf[$1], $1) } }
        }
        offsets = Buffer(starts.map(Int64.init))
        items = Buffer(grouped.map { table.itemOf[$0] })
        weights = Buffer(grouped.map { table.weightOf[$0] })
        times = Buffer(grouped.map { table.timeOf[$0] })
        segmentSetOf = Buffer(table.segmentSetOf.isEmpty ? [] : grouped.map { table.segmentSetOf[$0] })
        isSession = table.users.ids.map { if case .session = $0 { true } else { false } }
    }

    /// One event for each of `interactions`, in the order of `times`; all visitors are users.
    /// - Complexity: O(interactions · log(interactions of a visitor)).
    init(_ interactions: CSRMatrix, times: Buffer<Int64>) {
        let order = (0..<interactions.rowCount).flatMap { user in
            interactions.entries(ofRow: user).sorted { (times[$0], $0) < (times[$1], $1) }
        }
        offsets = interactions.offsets
        items = Buffer(order.map { interactions.columns[$0] })
        weights = Buffer(order.map { interactions.values[$0] })
        self.times = Buffer(order.map { times[$0] })
        segmentSetOf = Buffer([])
        isSession = [Bool](repeating: false, count: interactions.rowCount)
    }
}
