import Domain
import Matrices

/// The past sessions most like the present one, and what they say of each item.
///
///     sim(n)  = factor_n · Σ_{j ∈ present ∩ n}  likeness_j
///     score_i = Σ_{n ∈ neighbours with i}  sim(n) · match_{j*(n)} · weight_i · nearness(|place_n(i) - place_n(n*)|)
///
/// with `j*(n)` the item of the present session touched last among those in `n`, and `n*` the item of the present session
/// that stands last in `n`. The neighbours are the `neighborCount` of highest `sim` among the `sampleSize` newest sessions
/// that have any of the items; of equals the newer. What a model does not use is 1.
struct SessionNeighborhood: Sendable {
    /// The past sessions.
    let index: SessionIndex
    /// How many of the newest sessions with any of the items are looked at.
    let sampleSize: Int
    /// How many of them count.
    let neighborCount: Int
    /// The `factor` of each session, `[sessions]`; nil where all are 1.
    var sessionFactors: Buffer<Float>?
    /// The `weight` of each item, `[items]`; nil where all are 1.
    var itemWeights: Buffer<Float>?
    /// The place of each item in its session, `[items of the sessions]`, and the nearness of each distance; nil where
    /// all are 1.
    var nearness: PlaceNearness?
}

/// How near two items of one session are.
///
///     nearness(d) = exp(-d / scale)
struct PlaceNearness: Sendable {
    /// The place of each item in its session, `[items of the sessions]`.
    let places: Buffer<UInt32>
    /// The nearness of the distances 0, 1, 2, …, `[SessionIndex.maximumLength]`.
    let weights: [Float]
}

/// How much each item of the present session counts, the newest first.
struct SessionEmphasis {
    /// The items, each once.
    let items: [ItemIndex]
    /// What each adds to the likeness of a past session that has it.
    let likeness: [Float]
    /// What a past session counts in which it is the newest of the present session.
    let match: [Float]

    /// The emphasis on `session` that is told for each item from its step, 1 being the newest.
    init(_ session: CurrentSession, likeness: (_ step: Int) -> Float, match: (_ step: Int) -> Float) {
        let distinct = session.distinct
        items = distinct.map(\.item)
        self.likeness = distinct.map { likeness($0.step) }
        self.match = distinct.map { match($0.step) }
    }
}

/// A past session that is like the present one.
struct SessionNeighbor {
    /// Its number.
    let session: Int
    /// Its `factor`, times the `match` of the newest item in common: what an item's likeness is multiplied with.
    let factor: Float
    /// `sim`, times the `match`.
    let strength: Float
}
