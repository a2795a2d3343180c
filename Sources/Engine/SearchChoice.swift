import Matrices
import Models
import Releases
import Serving

/// Chooses how a model's best items are found, by measuring on the machine that trains.
///
/// What was chosen is part of the release, so that a release gives the same lists on every machine.
struct SearchChoice {
    /// How many searches are timed.
    private static let timedCount = 64
    /// The part of the rows beyond which groups are no better than all.
    private static let largestShare = 0.5

    /// What was chosen; nil for a model whose items are all scored.
    let plan: SearchPlan?
    /// What the chosen search is saved as.
    let tensors: [Tensor]

    /// The choice for `model`.
    /// - Complexity: O(items · embedding size), and O(items^1.5 · embedding size) where groups are tried.
    init(for model: any Model, _ settings: KindredConfig.Search, threads: Int) {
        guard let factors = model as? any FactorModel, let exact = ItemSearch.exact(in: model, threads: threads)
        else {
            (plan, tensors) = (nil, [])
            return
        }
        let queries = factors.userFactors.rowCount > 0 ? factors.userFactors : factors.itemFactors
        let exactMs = Self.slowMs(of: exact, queries)
        let wantsGroups = settings.kind == .clustered || settings.kind == .auto && exactMs > settings.budgetMs
        guard wantsGroups,
            let clustered = ClusteredSearch.make(
                factors.itemFactors, queries: queries, recall: settings.recall, share: Self.largestShare,
                threads: threads)
        else {
            (plan, tensors) = (SearchPlan(kind: .exact, exactMs: exactMs), [])
            return
        }
        let clusteredMs = Self.slowMs(of: .clustered(clustered), queries)
        let isChosen = settings.kind == .clustered || clusteredMs < exactMs
        plan = SearchPlan(
            kind: isChosen ? .clustered : .exact, exactMs: exactMs, clusteredMs: clusteredMs,
            recall: clustered.recall, share: clustered.share)
        tensors = isChosen ? clustered.tensors : []
    }

    /// The search that `loaded` was saved with, or else one that reads all items; nil where all are scored.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when its arrays do not fit the model.
    static func restored(_ loaded: LoadedModel, _ name: String, release: Int, threads: Int) throws -> ItemSearch? {
        guard let model = loaded.model as? any FactorModel else { return nil }
        do {
            let clustered = try ClusteredSearch.restored(from: loaded.tensors, model.itemFactors)
            return clustered.map(ItemSearch.clustered) ?? ItemSearch.exact(in: model, threads: threads)
        } catch {
            throw EngineError.failed(
                "The search of the model \(name) in release \(release) cannot be used: \(error). Train again.")
        }
    }

    /// How long the slowest tenth of searches by some of `queries` take at least, in milliseconds.
    private static func slowMs(of search: ItemSearch, _ queries: DenseMatrix) -> Double {
        let clock = ContinuousClock()
        let times = (0..<timedCount).map { place in
            let query = Array(queries.row(place * queries.rowCount / timedCount))
            let start = clock.now
            _ = search.allowed(for: query, limit: 200, needed: 20) { _ in true }
            return (clock.now - start).inSeconds * 1000
        }.sorted()
        return times[timedCount * 9 / 10]
    }
}
