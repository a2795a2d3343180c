import Domain
import Foundation
package import Matrices

/// Sequence and time aware neighbourhood: VSKNN that knows the places of items and the age of sessions.
///
///     w_j     = exp((p_j - l) / λ₁)
///     sim(n)  = Σ_{j ∈ S ∩ n} w_j / √(Σ_{j ∈ S} w_j² · |n|) · exp(-(T - t_n) / λ₂)
///     score_i = Σ_{n ∈ neighbours with i}  sim(n) · exp(-|q_n(i) - q_n(n*)| / λ₃)
///
/// with `S` the different items of the present session, `l` its length, repeats counted, `p_j` the place at which `j` was
/// touched last; `|n|` the different items of the past session `n`, `t_n` its end, `q_n` the last place of an item in it,
/// `n*` the item of `S` that stands last in it. `λ₁` is `positionScale`, `λ₂` `ageDays`, `λ₃` `nearnessScale`. The
/// neighbours are the `neighborCount` of highest `sim` among the `sampleSize` newest sessions with any item of `S`.
///
/// *Source:* Garg, Gupta, Malhotra, Vig and Shroff, 2019, doi:10.1145/3331184.3331322.
/// *Deviations:* ages are counted to the end `T` of the last past session, not to the request: all scores of a request
/// differ by one factor, no order does, and no score shrinks to nothing between two trainings. An age factor is 1e-30 at
/// least. A session of unknown time is as old as 1970, unless all are.
package struct STANModel: NeighborhoodScoring {
    /// The name on the command line and in the manifest.
    package static let name = "stan"
    private static let smallestFactor = 1e-30

    /// What it was trained with.
    package let config: STANConfig
    let neighborhood: SessionNeighborhood
    var pause: Int64 { Int64(config.pauseMinutes * 60_000) }

    /// Indexes the sessions of `set`: the visits of two events or more.
    ///
    /// - Complexity: O(events + sessions · log(sessions)).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: STANConfig, options: TrainingOptions
    ) throws -> STANModel {
        try SessionTraining.run(set, name, options) {
            let sessions = IndexedSessions(
                set.events(), itemCount: set.itemCount, pause: Int64(config.pauseMinutes * 60_000),
                sampleSize: config.sampleSize)
            return STANModel(
                config: config, index: sessions.index, places: sessions.places,
                factors: Buffer(factors(of: sessions, ageDays: config.ageDays)))
        }
    }

    /// `exp(-(T - t_n) / λ₂) / √|n|` of each session.
    private static func factors(of sessions: IndexedSessions, ageDays: Double) -> [Float] {
        let now = Timestamp(milliseconds: sessions.ends.last ?? 0)
        return sessions.ends.enumerated().map { session, end in
            let age = now.days(since: Timestamp(milliseconds: end))
            let count = sessions.index.entries(ofSession: session).count
            return Float(max(smallestFactor, exp(-age / ageDays)) / Double(count).squareRoot())
        }
    }

    private init(config: STANConfig, index: SessionIndex, places: Buffer<UInt32>, factors: Buffer<Float>) {
        self.config = config
        neighborhood = SessionNeighborhood(
            index: index, sampleSize: config.sampleSize, neighborCount: config.neighborCount, sessionFactors: factors,
            nearness: PlaceNearness(places: places, scale: config.nearnessScale))
    }

    func emphasis(on session: CurrentSession) -> SessionEmphasis {
        let weights = session.distinct.map { exp(Double(1 - $0.step) / config.positionScale) }
        let length = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return SessionEmphasis(session) { step in
            Float(exp(Double(1 - step) / config.positionScale) / length)
        } match: { _ in
            1
        }
    }

    /// The index, `sessions.places`, `[items of the sessions]`, and `sessions.factors`, `[sessions]`.
    package var tensors: [Tensor] {
        neighborhood.index.tensors
            + (neighborhood.nearness.map { nearness in
                [Tensor(name: "sessions.places", shape: [nearness.places.count], values: .uint32(nearness.places))]
            } ?? [])
            + (neighborhood.sessionFactors.map { factors in
                [Tensor(name: "sessions.factors", shape: [factors.count], values: .float32(factors))]
            } ?? [])
    }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: STANConfig) throws {
        let index = try SessionIndex(tensors: tensors)
        let places = try tensors.wholeNumbers("sessions.places")
        guard places.count == index.items.count else {
            throw TensorError(
                name: "sessions.places", problem: "has \(places.count) numbers, not \(index.items.count)")
        }
        self.init(
            config: config, index: index, places: places,
            factors: try tensors.floats("sessions.factors", count: index.sessionCount))
    }
}
