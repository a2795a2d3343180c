package import Domain

/// Why an item is, or is not, in the list that a request gets.
package struct Absence: Hashable, Sendable {
    /// What became of the item, from what ends the question soonest.
    package enum Outcome: String, Sendable, CaseIterable {
        /// It is in the list.
        case inList = "in_list"
        /// Neither the catalogue nor a model knows it.
        case notInCatalogue = "not_in_catalogue"
        /// A rule keeps it out.
        case forbidden
        /// No source of candidates proposed it.
        case notRetrieved = "not_retrieved"
        /// Others rank above it, as many as there are places.
        case rankedLower = "ranked_lower"
        /// It ranks high enough, and something moved it out.
        case pushedOut = "pushed_out"
    }

    /// What one source of candidates said.
    package struct Source: Hashable, Sendable {
        /// The strategy of which it is a part.
        package let strategy: String
        /// Its name in the settings of placements.
        package let name: String
        /// How many items it proposed when it was asked for many.
        package let candidates: Int
        /// The item's rank among them, from 1; nil where it is not among them.
        package let rank: Int?
    }

    /// The item.
    package let item: ItemID
    /// What became of it.
    package var outcome: Outcome
    /// Its place in the list, from 1.
    package var position: Int?
    /// What keeps it out.
    package var refusal: ItemRefusal?
    /// What keeps it out, as rules are named.
    package var rule: String? { refusal?.name }
    /// Its rank among all candidates, from 1: those of a strategy stand above those of the next.
    package var rank: Int?
    /// Among how many candidates.
    package var poolSize: Int?
    /// The strategy by which it has the rank.
    package var strategy: String?
    /// Its score there.
    package var score: Float?
    /// What moved it out: names of rules, and of the placement's settings for ranking.
    package var pushedBy: [String] = []
    /// What each source said, in the order in which they are asked.
    package var sources: [Source] = []
    /// The list as it is.
    package let decision: Decision

    init(_ item: ItemID, _ outcome: Outcome, _ decision: Decision) {
        (self.item, self.outcome, self.decision) = (item, outcome, decision)
    }

    /// A sentence for people who look after the shop.
    package var text: String {
        let limit = decision.recommendations.count
        switch outcome {
        case .inList: return "It is in the list, at place \(position ?? 0)."
        case .notInCatalogue: return "It is not in the catalogue. Import it, or look whether the id is written so."
        case .forbidden: return refusal?.text ?? "It may not be in the list."
        case .notRetrieved:
            let asked = sources.map { "\($0.name) (\($0.candidates))" }.joined(separator: ", ")
            return "No source of candidates proposed it. Asked were, with how many they proposed: \(asked)."
        case .rankedLower:
            return """
                It is ranked \(rank ?? 0) of \(poolSize ?? 0) candidates, by the strategy "\(strategy ?? "")"; the list \
                has \(limit) places.
                """
        case .pushedOut:
            let causes = pushedBy.map { "\"\($0)\"" }.joined(separator: ", ")
            return "It is ranked \(rank ?? 0), and was moved out of the list's \(limit) places by \(causes)."
        }
    }
}
