import State
import Synchronization

/// Keeps the rules' index of the catalogues that were asked about last, so that a request pays for what changed since.
///
/// A class because requests share it. What it answers depends on rules and state alone, never on what it keeps.
final class RuleMemo: Sendable {
    /// How many indices are kept: requests under way may still read the state before a change.
    private static let capacity = 4

    /// The rules.
    let rules: CompiledRules
    private let kept = Mutex<[RuleIndex]>([])

    /// A memory of nothing.
    init(_ rules: CompiledRules) { self.rules = rules }

    /// The index of all items of `state`.
    ///
    /// Who needs one that is being made waits for it.
    /// - Complexity: O(1) for a catalogue it knows, O(changes · rules) for one that came from it, O(items · rules)
    ///   otherwise.
    func index(of state: LiveState) -> RuleIndex {
        kept.withLock { kept in
            if let known = kept.last(where: { $0.stamp == state.catalogueStamp }) { return known }
            let index = Self.followed(kept, to: state) ?? RuleIndex(rules, state)
            kept.append(index)
            if kept.count > Self.capacity { kept.removeFirst() }
            return index
        }
    }

    private static func followed(_ kept: [RuleIndex], to state: LiveState) -> RuleIndex? {
        for known in kept.reversed() {
            var index = known
            if index.follow(state) { return index }
        }
        return nil
    }
}
