package import Domain
package import Models

/// How a table is divided, by rule.
package enum SplitRule: Hashable, Sendable {
    /// Each visitor's last item; see ``Split/lastOne(_:weights:)``.
    case lastOne
    /// The newest share of the events; see ``Split/time(_:share:weights:)``.
    case time(share: Double)
    /// A share of the visitors; see ``Split/users(_:share:seed:weights:)``.
    case users(share: Double, seed: UInt64)
    /// A share of every visitor's items; see ``Split/random(_:share:seed:weights:)``.
    case random(share: Double, seed: UInt64)
    /// Each visitor's last item among drawn ones; see ``Split/sampledNegatives(_:count:seed:weights:)``.
    case sampledNegatives(count: Int, seed: UInt64)
    /// The newest share of the visits, item by item; see ``Split/nextItem(_:share:weights:)``.
    case nextItem(share: Double)

    /// The split's name: `time`.
    package var name: String {
        switch self {
        case .lastOne: "last-one"
        case .time: "time"
        case .users: "users"
        case .random: "random"
        case .sampledNegatives: "sampled-negatives"
        case .nextItem: "next-item"
        }
    }

    func roles(_ table: InteractionTable, weights: EventWeights) throws(EvaluationError) -> [RowRole] {
        switch self {
        case .lastOne, .sampledNegatives: Split.lastOneRoles(table, weights: weights)
        case .time(let share): try Split.timeRoles(table, share: share)
        case .users(let share, let seed):
            try Split.usersRoles(table, share: share, seed: seed, weights: weights)
        case .random(let share, let seed):
            try Split.randomRoles(table, share: share, seed: seed, weights: weights)
        case .nextItem(let share): try Split.nextItemRoles(table, share: share, weights: weights)
        }
    }
}

extension Split {
    /// Divides `table` by `rule`.
    ///
    /// - Throws: ``EvaluationError`` as the rule's own function does.
    package init(_ rule: SplitRule, _ table: InteractionTable, weights: EventWeights) throws(EvaluationError) {
        switch rule {
        case .lastOne: self = try .lastOne(table, weights: weights)
        case .time(let share): self = try .time(table, share: share, weights: weights)
        case .users(let share, let seed): self = try .users(table, share: share, seed: seed, weights: weights)
        case .random(let share, let seed): self = try .random(table, share: share, seed: seed, weights: weights)
        case .sampledNegatives(let count, let seed):
            self = try .sampledNegatives(table, count: count, seed: seed, weights: weights)
        case .nextItem(let share): self = try .nextItem(table, share: share, weights: weights)
        }
    }
}

extension InteractionTable {
    /// The rows that `rule` leaves to learn from, with the vocabularies of the whole table: a search cuts its
    /// validation part from these and never sees the others.
    ///
    /// - Throws: ``EvaluationError`` as the rule's own function does.
    package func withoutTest(_ rule: SplitRule, weights: EventWeights) throws(EvaluationError) -> InteractionTable {
        let roles = try rule.roles(self, weights: weights)
        return self.rows(roles.indices.filter { roles[$0] == .training })
    }
}
