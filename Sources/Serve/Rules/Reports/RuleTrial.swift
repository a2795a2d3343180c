package import Domain
package import State

/// What other rules would do to lists, measured on lists that are made and not shown: a dry run.
package struct RuleTrial: Hashable, Sendable {
    /// The most items that are told as coming and going.
    static let maximumItems = 20

    /// How many lists were made both ways.
    package private(set) var lists = 0
    /// How many of them differ.
    package private(set) var changed = 0
    /// How many became empty.
    package private(set) var emptied = 0
    /// The part of all places whose item is no longer in the list. 0...1.
    package private(set) var removedShare = 0.0
    /// By how many places the items that stay move, on average over those lists that differ.
    package private(set) var meanShift = 0.0
    /// The items that come into the most lists, with how many.
    package private(set) var incoming: [Movement] = []
    /// The items that go from the most lists, with how many.
    package private(set) var outgoing: [Movement] = []
    /// In how many lists each rule moved an item or held one back, by its name.
    package private(set) var rules: [Movement] = []

    /// The rules that ask for something which none of the requests had, in their order.
    package private(set) var ungiven: [Ungiven] = []

    /// A rule that was tried without fields that it reads.
    package struct Ungiven: Hashable, Sendable {
        /// The rule's name.
        package let rule: String
        /// The fields, as a condition writes them: `context.device`.
        package let fields: [String]
    }

    /// Something, and in how many lists it is.
    package struct Movement: Hashable, Sendable {
        /// An item's id or a rule's name.
        package let name: String
        /// In how many lists.
        package let lists: Int
    }

    /// Makes a list for each of `requests` by `release` as it is, and with its rules replaced by those of `settings`.
    ///
    /// - Complexity: O(requests) decisions, twice.
    package init(
        _ requests: [RecommendationRequest], _ release: ServingRelease, _ settings: ServingSettings, _ state: LiveState
    ) {
        let other = release.with(settings)
        var tally = Tally()
        for request in requests { tally.add(decide(request, release, state), decide(request, other, state)) }
        (lists, changed, emptied) = (tally.lists, tally.changed, tally.emptied)
        removedShare = tally.places == 0 ? 0 : Double(tally.gone) / Double(tally.places)
        meanShift = tally.stayed == 0 ? 0 : Double(tally.shift) / Double(tally.stayed)
        incoming = Self.top(tally.incoming)
        outgoing = Self.top(tally.outgoing)
        rules = Self.top(tally.rules)
        ungiven = settings.rules.compactMap { Self.ungiven($0, requests) }
    }

    /// What `rule` asks for and none of the requests that it is about has; nil where there is nothing. What users have
    /// differs from one to the next, and is not looked at.
    private static func ungiven(_ rule: Rule, _ requests: [RecommendationRequest]) -> Ungiven? {
        let meant = requests.filter { rule.placements?.contains($0.placement.value) ?? true }
        guard rule.isEnabled, !meant.isEmpty else { return nil }
        var fields: [String] = []
        for path in rule.expressions.flatMap(\.fields) where path.root != .user && path.mayBeAbsent {
            guard !fields.contains(path.description), meant.allSatisfy({ !path.isGiven(in: $0) }) else { continue }
            fields.append(path.description)
        }
        return fields.isEmpty ? nil : Ungiven(rule: rule.name, fields: fields)
    }

    private static func top(_ counts: [String: Int]) -> [Movement] {
        let sorted = counts.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
        return sorted.prefix(maximumItems).map { Movement(name: $0.key, lists: $0.value) }
    }
}

private struct Tally {
    var (lists, changed, emptied) = (0, 0, 0)
    var (places, gone, stayed, shift) = (0, 0, 0, 0)
    var (incoming, outgoing, rules): ([String: Int], [String: Int], [String: Int]) = ([:], [:], [:])

    mutating func add(_ before: Decision, _ after: Decision) {
        lists += 1
        places += before.recommendations.count
        let fired = Set(after.recommendations.flatMap(\.rules)).union(after.removed.keys)
        for rule in fired { rules[rule, default: 0] += 1 }
        let (old, new) = (Self.positions(before), Self.positions(after))
        guard old != new else { return }
        changed += 1
        if new.isEmpty { emptied += 1 }
        for (item, position) in old {
            if let now = new[item] {
                (stayed, shift) = (stayed + 1, shift + abs(now - position))
            } else {
                gone += 1
                outgoing[item.value, default: 0] += 1
            }
        }
        for item in new.keys where old[item] == nil { incoming[item.value, default: 0] += 1 }
    }

    private static func positions(_ decision: Decision) -> [ItemID: Int] {
        Dictionary(decision.recommendations.map { ($0.item, $0.position) }, uniquingKeysWith: { first, _ in first })
    }
}

extension FieldPath {
    /// Whether `request` itself has it, or the item that it takes it from.
    fileprivate func isGiven(in request: RecommendationRequest) -> Bool {
        switch root {
        case .context: ItemFields.member(names, of: request.context) != nil
        case .page: request.item != nil
        case .request: RequestFields.value(names[0], of: request, .exact) != .missing
        case .item, .user, .now: true
        }
    }
}
