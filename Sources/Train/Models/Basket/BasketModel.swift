package import Domain
package import Matrices

/// Bought together: what goes with an item more often than chance and its popularity explain.
///
/// Of B baskets n_i hold item i and n_ij both i and j. An item's partners are those that pass a test, scored by how much
/// being with it says about them:
///
///     lift(j, i) = (n_ij + κ) / (n_i · n_j / B + κ)
///     s(j, i)    = n_ij / n_j         · ln lift(j, i)     directed: from j, which is in the basket, to i
///                  n_ij / √(n_i · n_j) · ln lift(j, i)    undirected
///     score_i    = Σ_{j ∈ history}  w_j · s(j, i)         over the j whose best `neighborCount` partners i is among
///
/// κ is `liftShrinkage`. A partner passes when n_ij is at least `minimumSupport` and Fisher's exact test finds more
/// baskets with both than chance has, at the level of Benjamini and Hochberg over all items: of the partners of an item at
/// most the share `falseDiscoveryRate` is there by chance on average. Confidence alone puts the best sellers first, which
/// are in every basket; lift alone pairs met once. The product is what the item adds to what one knows of the partner, in
/// nats: 0 for whatever is as frequent with it as without.
///
/// A basket is a visit: an anonymous session, or a user's events without a pause of `pauseMinutes`; all of a user's
/// where times are unknown. An item counts once a basket, whatever its weight; larger baskets than `maximumItems` are
/// left out. Only kinds of event of positive weight count: for baskets of purchases alone give the other kinds weight 0.
///
/// *Source:* the directed score is a term of the J-measure of Smyth and Goodman, 1992, doi:10.1109/69.149926; see
/// ``Association`` for support, confidence and lift, and Fisher, 1935, doi:10.2307/2342435, for the test.
/// *Deviations:* the lift is shrunk; pairs alone, no rules of three items or more.
package struct BasketModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "basket"

    /// What it was trained with.
    package let config: BasketConfig
    /// The scores of the partners kept, `[items × items]`: row `j` holds the partners of item `j`.
    package let partners: CSRMatrix

    /// How many items it scores.
    package var itemCount: Int { partners.columnCount }

    /// A model of these parts.
    init(config: BasketConfig, partners: CSRMatrix) { (self.config, self.partners) = (config, partners) }

    /// Writes the sum of the bonds with the history, weighted; 0 for an item that goes with nothing of it.
    /// - Complexity: O(items + history · neighborCount).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        partners.addScores(of: query.history, to: scores)
    }

    /// The partners of `item` with their scores.
    /// - Complexity: O(neighborCount · log neighborCount).
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        partners.largest(inRow: item, limit: limit)
    }

    /// The term of each past item in each score: `w_j · s(j, i)`.
    /// - Complexity: O(items · history · log neighborCount).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { partners.parts(of: query.history, to: $0) }
    }

    /// The partners, as `partners.offsets`, `partners.columns` and `partners.values`.
    package var tensors: [Tensor] { partners.tensors("partners") }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: BasketConfig) throws {
        self.init(config: config, partners: try tensors.squareMatrix("partners"))
    }
}
