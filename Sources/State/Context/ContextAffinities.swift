package import Domain
import Foundation

/// How well items suit the context of one request, by what was chosen in it before.
///
///     affinity(i, c) = log(p(c|i) / p(c))        p(c|i) = (n(i, c) + m · p(c)) / (n(i) + m)
///     logRatio(i)    = Σ over the context's values c of affinity(i, c), within ±``maximum``
///
/// n counts choices, an item once a visit; the mean p(c) and the strength m of the Dirichlet prior come from all items
/// (``ContextKey/priorStrength``). An item without choices has affinity 0, and so has every item by a key whose values
/// items do not differ in. The sum takes the keys as independent given the item.
package struct ContextAffinities: Sendable {
    /// The largest size of a log-ratio: a factor of eight.
    package static let maximum = log(8.0)

    /// One value of the request's context.
    private struct Term {
        /// Where it stands: below 0 the place -1 - k among the time keys, else the place among the keys.
        let key: Int
        let value: Int
        let share: Double
        let prior: Double
    }

    private let table: ContextTable
    private let terms: [Term]

    /// The affinities to the values that `context`, or else the clock, has at `time`.
    init(_ table: ContextTable, context: JSONObject, at time: Timestamp, keys: [String]?) {
        self.table = table
        var terms: [Term] = []
        func add(_ place: Int, _ key: ContextKey, _ value: Int?) {
            guard keys?.contains(key.name) ?? true, let value, key.counts[value] > 0, let prior = key.priorStrength
            else { return }
            let share = Double(key.counts[value]) / Double(key.total)
            terms.append(Term(key: place, value: value, share: share, prior: prior))
        }
        let local = table.localTime(time)
        for (place, key) in table.timeKeys.enumerated() {
            let named = context[key.name].flatMap(ContextTable.text).map { key.knownPlace(of: $0) }
            add(-1 - place, key, named ?? (place == 0 ? local.partOfDay : local.weekday))
        }
        for (place, key) in table.keys.enumerated() {
            guard let key, let text = context[key.name].flatMap(ContextTable.text) else { continue }
            add(place, key, key.knownPlace(of: text))
        }
        self.terms = terms
    }

    /// Whether no item suits the context better than another.
    package var isEmpty: Bool { terms.isEmpty }

    /// log(p(context|item) / p(context)), within ±``maximum``; 0 where nothing is known.
    /// - Complexity: O(counts of the item · keys).
    package func logRatio(of item: ItemNumber?) -> Double {
        guard let item, !terms.isEmpty else { return 0 }
        var sum = 0.0
        for term in terms {
            let (count, total) = counts(of: Int(item.value), term)
            guard total > 0 else { continue }
            sum += log((Double(count) / term.share + term.prior) / (Double(total) + term.prior))
        }
        return min(max(sum, -Self.maximum), Self.maximum)
    }

    private func counts(of item: Int, _ term: Term) -> (count: Int, total: Int) {
        var (count, total) = (0, 0)
        if term.key < 0 {
            guard item < table.times.count else { return (0, 0) }
            let (counts, lanes) = (table.times[item], ContextTable.lanes(ofTimeKey: -1 - term.key))
            for lane in lanes { total += Int(counts[lane]) }
            return (Int(counts[lanes.lowerBound + term.value]), total)
        }
        guard item < table.slots.count else { return (0, 0) }
        for slot in table.slots[item] where slot.key == term.key {
            total += Int(slot.count)
            if slot.value == term.value { count = Int(slot.count) }
        }
        return (count, total)
    }
}

extension LiveState {
    /// How well items suit `context` and the clock at `time`; `keys` leaves out all others.
    /// - Complexity: O(keys · values).
    package func contextAffinities(to context: JSONObject, at time: Timestamp, keys: [String]? = nil)
        -> ContextAffinities
    {
        ContextAffinities(contexts, context: context, at: time, keys: keys)
    }
}
