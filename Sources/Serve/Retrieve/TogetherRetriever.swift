import Domain
import State

/// What was in visits together with an item lately: for items that no release knows yet, or says too little of.
enum TogetherRetriever {
    /// The candidates for the page of `page`.
    /// - Complexity: that of `LiveState.companions`.
    static func candidates(for page: ItemID, _ state: LiveState, limit: Int, where isAllowed: (ItemID) -> Bool)
        -> [Candidate]
    {
        state.companions(of: page, limit: limit) { isAllowed(state.itemID(of: $0)) }.map { companion in
            Candidate(
                item: companion.item.item, score: companion.item.score,
                ground: companion.isBasket ? .boughtTogether(with: page) : .alsoChosen(with: page))
        }
    }
}
