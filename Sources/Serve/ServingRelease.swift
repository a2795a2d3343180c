package import Domain
import Matrices
package import Models
package import State

/// A model in a release, and how much it says in the blend.
package struct ServedModel: Sendable {
    /// The name the release knows it by: `als`.
    package let name: String
    /// The model.
    package let model: any Model
    /// Its weight in the blend, 0 or more; 0 keeps it out.
    package let weight: Float
    /// Finds the model's best items without scoring all of them; nil where the model, or so few items, have no need of it.
    package let search: ItemSearch?
    /// Finds the items that are most like one of the model's; nil where the model does.
    private let likeness: LikenessSearch?

    /// The model with another say.
    func with(weight: Float) -> ServedModel { ServedModel(self, weight: weight) }

    private init(_ other: ServedModel, weight: Float) {
        (name, model, search, likeness, self.weight) = (other.name, other.model, other.search, other.likeness, weight)
    }

    /// A model under a name, and how its best items are found; by reading all of them unless told otherwise.
    /// - Complexity: O(items · embedding size) where no `search` is given.
    package init(name: String, model: any Model, weight: Float, search: ItemSearch? = nil) {
        precondition(
            weight >= 0 && weight.isFinite, "The model \(name) has the blend weight \(weight); 0 or more is meant.")
        (self.name, self.model, self.weight) = (name, model, weight)
        let search = search ?? ItemSearch.exact(in: model)
        self.search = search
        likeness = (model as? any FactorModel).flatMap { search?.likeness(norms: $0.itemNorms) }
    }

    /// What goes with `item`, as the model's `similarItems` tells it, without what is not above 0.
    /// - Complexity: that of the model; for one of vectors with a search O(items · embedding size) at half a byte a number.
    func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard let ranking = likeness?.nearest(to: Int(item), limit: limit) else {
            return model.similarItems(to: item, limit: limit).filter { $0.score > 0 }
        }
        return ranking.map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    }
}

/// What of a release shapes a list: models over one vocabulary of items, and settings. Immutable.
///
/// A class because every request passes it from hand to hand: what does not change need not be copied.
package final class ServingRelease: Sendable {
    /// The model whose order fills every list that has nothing better; always in a release.
    package static let popularName = "popular"

    /// The release's number.
    package let number: Int
    /// Which item is behind each index of the models.
    package let items: Vocabulary<ItemID>
    /// The models, in the order of the manifest.
    package let models: [ServedModel]
    /// How lists are made from them.
    package let settings: ServingSettings

    /// What keeps items out of lists and moves them, with what it says about the items of the catalogue.
    let rules: RuleMemo

    /// Which numbers of a state stand behind the items.
    let matcher: ItemMatcher

    /// Whether what may be shown changes with nothing but the time: a rule `never` has a schedule, or asks what time it is.
    package let forbidsByTime: Bool

    /// The words of reasons.
    let sentences: SentenceBooks

    /// What requests asked items to be lately.
    let filters = FilterMemo()

    /// The same before the first release.
    static let filtersWithoutRelease = FilterMemo()

    /// The rules that hold before the first release: the built-in ones.
    static let rulesWithoutRelease = RuleMemo(.builtIn)

    /// The keys of the request's context and the user's attributes that the models ask about.
    let segmentKeys: Set<String>

    /// The model that fills every list; nil where the release has none.
    let popularModel: (any Model)?

    /// The vectors of the items in the first model that has some, `[items × embeddingSize]`; nil where none has.
    let itemFactors: DenseMatrix?

    /// All items by the score of `popular` for somebody of no group, the best first; empty where the release has no such
    /// model.
    let popularRanking: [ScoredItem]

    /// A release of these parts; ranks all items by popularity once.
    ///
    /// Every model scores the items of `items`.
    /// The settings are `validated()`.
    /// - Complexity: O(items · log(items)).
    package init(number: Int, items: Vocabulary<ItemID>, models: [ServedModel], settings: ServingSettings) {
        for served in models {
            precondition(
                served.model.itemCount == items.count,
                "The model \(served.name) scores \(served.model.itemCount) items, the release has \(items.count).")
        }
        (self.number, self.items, self.models, self.settings) = (number, items, models, settings)
        matcher = ItemMatcher(items)
        let compiled = CompiledRules(validated: settings.rules)
        (rules, forbidsByTime) = (RuleMemo(compiled), compiled.forbidsByTime)
        sentences = SentenceBooks(validated: settings.sentences)
        segmentKeys = models.reduce(into: []) { $0.formUnion($1.model.config.needs.segmentKeys) }
        popularModel = models.first { $0.name == Self.popularName }?.model
        itemFactors = models.lazy.compactMap { ($0.model as? any FactorModel)?.itemFactors }.first
        popularRanking = popularModel.map { Self.ranking(by: $0, items) } ?? []
    }

    /// The release with other settings, which are `validated()`.
    package func with(_ settings: ServingSettings) -> ServingRelease {
        ServingRelease(number: number, items: items, models: models, settings: settings)
    }

    /// Makes ready what depends on the items of `state`, so that no request waits for it.
    package func prepare(_ state: LiveState) {
        prepareRules(state)
        _ = matcher.matching(state)
    }

    /// Makes ready what rules say about the catalogue of `state`.
    package func prepareRules(_ state: LiveState) { _ = rules.index(of: state) }

    /// All models that have a say in a blend, `popular` included where it has a weight.
    var blendedModels: [ServedModel] { models.filter { $0.weight > 0 } }

    /// The models called `names`, each with a say: its weight in the blend, or 1; nil takes those that have a weight.
    func models(named names: [String]?) -> [ServedModel] {
        guard let names else { return blendedModels }
        return models.filter { names.contains($0.name) }.map { $0.weight > 0 ? $0 : $0.with(weight: 1) }
    }

    /// All items by the scores that `model` gives somebody without a history.
    private static func ranking(by model: any Model, _ items: Vocabulary<ItemID>) -> [ScoredItem] {
        var scores = [Float](repeating: 0, count: items.count)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: []), into: $0) }
        let all = scores.enumerated().map {
            ScoredItem(item: ItemIndex($0.offset), score: Candidate.bounded($0.element))
        }
        return all.sorted {
            $0.score != $1.score ? $0.score > $1.score : items.id(at: $0.item) < items.id(at: $1.item)
        }
    }
}
