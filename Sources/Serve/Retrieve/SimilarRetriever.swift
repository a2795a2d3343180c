import Domain
import Models

/// What the models say goes with an item.
enum SimilarRetriever {
    /// The candidates for the page of `page`: the models' similar items, blended like scores where several answer.
    ///
    /// What ``ContentModel`` alone proposes is of the same kind: it knows nothing of what anybody chose.
    /// - Complexity: that of the models' `similarItems`.
    static func candidates(
        for page: ItemID, _ release: ServingRelease, limit: Int, where isAllowed: (ItemID) -> Bool
    ) -> [Candidate] {
        guard let index = release.items[page] else { return [] }
        let answers = release.personalModels.map { served in
            (served, served.model.similarItems(to: index, limit: limit).filter { $0.score.isFinite && $0.score > 0 })
        }.filter { !$0.1.isEmpty }
        let items = Set(answers.flatMap { $0.1.map(\.item) }).sorted()
            .filter { isAllowed(release.items.id(at: $0)) }
        let scores = answers.map { answer in
            let byItem = Dictionary(answer.1.map { ($0.item, $0.score) }, uniquingKeysWith: max)
            return items.map { byItem[$0] ?? 0 }
        }
        let blend = Blend(answers.map(\.0), scores: scores)
        return items.enumerated().map { place, item in
            Candidate(
                item: release.items.id(at: item), score: blend.score(scores.map { $0[place] }),
                ground: isChosen(answers.map(\.0.model), scores.map { $0[place] })
                    ? .alsoChosen(with: page) : .sameKind(as: page))
        }
    }

    /// Whether a model that learned from visitors is among those with a score.
    private static func isChosen(_ models: [any Model], _ scores: [Float]) -> Bool {
        zip(models, scores).contains { $1 > 0 && !($0 is ContentModel) }
    }
}
