package import Domain

/// An item that was in visits together with another.
package struct Companion: Sendable {
    /// The item with its score: 0...1 and higher is better, comparable with other companions of the same item.
    package let item: NumberedItem
    /// Whether what speaks for it most are carts and purchases rather than views.
    package let isBasket: Bool
}

extension LiveState {
    /// In how many visits two items must have been together to be told: what one visit held is nobody else's business.
    package static var minimumVisitsTogether: Int { 2 }

    /// The items that were in visits together with `page` lately: up to `limit`, the best first.
    ///
    ///     score(j) = n_ij / √(n_i · n_j), for visits and for carts and purchases, added up
    ///
    /// n_ij are the visits that hold both, n_i all pairs of i, each visit counting half after 30 days. Pairs of fewer
    /// than ``minimumVisitsTogether`` visits are left out. Of equals the one the log met first.
    /// - Parameter isAllowed: Asked only about items that would make the list.
    /// - Complexity: O(``PartnerList/capacity``).
    package func companions(
        of page: ItemID, limit: Int, where isAllowed: (ItemNumber) -> Bool = { _ in true }
    ) -> [Companion] {
        guard let number = numbers[page] else { return [] }
        let chosen = Self.scores(chosenTogether, of: number.value)
        let baskets = Self.scores(inOneBasket, of: number.value)
        var best = BestItems(limit: limit)
        for item in Set(chosen.keys).union(baskets.keys) {
            let score = Float((chosen[item] ?? 0) + (baskets[item] ?? 0)) / 2
            guard standings[Int(item)].isAvailable, best.admits(score, item), isAllowed(ItemNumber(value: item)) else {
                continue
            }
            best.insert(score, item)
        }
        return best.sorted().map { entry in
            Companion(
                item: numbered(entry.item, score: entry.score),
                isBasket: baskets[entry.item] ?? 0 > chosen[entry.item] ?? 0)
        }
    }

    private static func scores(_ table: PairTable, of item: UInt32) -> [UInt32: Double] {
        let own = table.partners(of: item)
        let together = own.slots.filter { $0.visits >= minimumVisitsTogether }
        return Dictionary(
            uniqueKeysWithValues: together.map { slot in
                let total = table.partners(of: slot.item).total
                return (slot.item, min(1, slot.weight / (own.total * total).squareRoot()))
            })
    }
}
