import Domain
import Matrices
import State

/// Turns the scores of a pool into what the placement wants to show, and tells the parts.
///
/// With s the score of a candidate i and b the best of the pool,
///
///     n(i)     = max(0, s) / b where b > 0, else 1                                relevance, 0...1
///     r(i)     = n · context(i) · freshness(i) · damping(i)
///     score(i) = (w_r · r(i) / max r + w_m · margin(i) + w_n · novelty(i)) / (w_r + w_m + w_n)
///
/// so that each objective is 0...1 within the pool, and a weight is the share it has of the whole. The factors:
///
///     context(i)   = exp(strength · Σ_c affinity(i, c))                           see ``ContextAffinity``
///     freshness(i) = 1 - share + share · 2^(-age / half-life)                     an unknown age is without end
///     damping(i)   = (1 + popularity(i))^-β
///     margin(i)    = the attribute `margin`, or else (price - `cost`) / price     held to 0...1; 0 where neither is known
///     novelty(i)   = 1 - log(1 + popularity(i)) / log(1 + the highest of the pool)
///
/// The parts add up to the score: `relevance` is what n alone gives; `context`, `freshness` and `popularity` are what each
/// factor, in this order, adds or takes; `margin` and `novelty` stand beside.
///
/// *Source:* novelty is the self-information of Zhou et al. 2010, doi:10.1073/pnas.1000488107, brought to 0...1; damping is
/// the popularity of Steck 2011, doi:10.1145/2043932.2043957, as a weight; the sum of objectives is a linear scalarisation.
struct ScoreAdjustment {
    private let settings: RankingSettings
    private let state: LiveState
    private let time: Timestamp
    private let affinities: ContextAffinities?

    /// The adjustment for one request.
    init(_ settings: RankingSettings, _ request: RecommendationRequest, _ state: LiveState) {
        (self.settings, self.state, time) = (settings, state, request.time)
        affinities =
            settings.context.strength > 0
            ? state.contextAffinities(to: request.context, at: request.time, keys: settings.context.keys) : nil
    }

    /// The pool with new scores and their parts, in the same order.
    /// - Complexity: O(candidates).
    func adjust(_ pool: [Candidate]) -> [Candidate] {
        guard settings.adjustsScores, !pool.isEmpty else { return pool }
        let best = Double(pool.reduce(0) { max($0, $1.score) })
        let facts = pool.map { CandidateFacts($0.item, state, time, settings) }
        let highest = facts.reduce(0) { max($0, $1.popularity) }
        let stepwise = zip(pool, facts).map { candidate, facts in
            steps(relevance: best > 0 ? max(0, Double(candidate.score)) / best : 1, facts)
        }
        let most = stepwise.reduce(0) { max($0, $1.relevance) }
        let weights = settings.objectives
        let scale = weights.relevance / (most > 0 ? most : 1) / weights.sum
        return pool.indices.map { place in
            var parts = stepwise[place].parts.map { ScorePart($0.name, Float($0.value * scale)) }
            var score = stepwise[place].relevance * scale
            for (part, weight, value) in [
                (ScorePart.margin, weights.margin, facts[place].margin),
                (ScorePart.novelty, weights.novelty, facts[place].novelty(highest: highest)),
            ] where weight > 0 {
                let value = weight / weights.sum * value
                parts.append(ScorePart(part, Float(value)))
                score += value
            }
            return pool[place].with(score: Float(score), parts)
        }
    }

    /// The relevance after each factor, and what each added.
    private func steps(
        relevance: Double, _ facts: CandidateFacts
    ) -> (relevance: Double, parts: [(name: String, value: Double)]) {
        var (value, parts) = (relevance, [(name: ScorePart.relevance, value: relevance)])
        func multiply(_ name: String, _ factor: Double) {
            parts.append((name, value * factor - value))
            value *= factor
        }
        if let affinities {
            multiply(
                ScorePart.context, Elementary.exp(settings.context.strength * affinities.logRatio(of: facts.number)))
        }
        if let freshness = settings.freshness, freshness.share > 0 {
            let age = facts.ageDays.map { Elementary.exp2(-$0 / freshness.halfLifeDays) } ?? 0
            multiply(ScorePart.freshness, 1 - freshness.share + freshness.share * age)
        }
        if settings.damping > 0 {
            multiply(ScorePart.popularity, Elementary.pow(1 + facts.popularity, -settings.damping))
        }
        return (value, parts)
    }
}

/// What a score is adjusted by, of one candidate.
private struct CandidateFacts {
    let number: ItemNumber?
    /// As in ``LiveState/popularity(of:at:)``; 0 where nothing asks for it.
    private(set) var popularity = 0.0
    /// How old the item is; nil where nobody says.
    private(set) var ageDays: Double?
    /// Which share of the price it earns, 0...1.
    private(set) var margin = 0.0

    init(_ id: ItemID, _ state: LiveState, _ time: Timestamp, _ settings: RankingSettings) {
        number = state.itemNumber(of: id)
        if settings.damping > 0 || settings.objectives.novelty > 0, let number {
            popularity = state.popularity(of: number, at: time)
        }
        let readsItem = settings.freshness != nil || settings.objectives.margin > 0
        guard readsItem, let item = state.item(id) else { return }
        ageDays = item.publishedAt.map { max(0, time.days(since: $0)) }
        margin = Self.margin(of: item)
    }

    func novelty(highest: Double) -> Double {
        highest > 0 ? 1 - Elementary.log1p(popularity) / Elementary.log1p(highest) : 1
    }

    private static func margin(of item: Item) -> Double {
        if let margin = item.attributes["margin"]?.double { return min(max(margin, 0), 1) }
        guard let price = item.price, price > 0, let cost = item.attributes["cost"]?.double else { return 0 }
        return min(max((price - cost) / price, 0), 1)
    }
}
