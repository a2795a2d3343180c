import Models

/// The weighted sum of several models' scores over the candidates, with the arithmetic of `BlendModel`.
///
///     score(i) = Σ_m  weight_m · max(0, s_m(i)) / b_m        b_m = max over the candidates of s_m
///
/// A model none of whose candidates scores above 0 has no say. A single model keeps its own scores.
struct Blend {
    /// What a model's scores are multiplied by: weight_m / b_m, or 0 where it has no say.
    let factors: [Float]
    private let isSingle: Bool

    /// The blend of `models` whose scores of the candidates are `scores[model][candidate]`.
    init(_ models: [ServedModel], scores: [[Float]]) {
        isSingle = models.count == 1
        factors = zip(models, scores).map { served, scores in
            ScoreCalibration.factor(weight: served.weight, best: scores.max() ?? 0)
        }
    }

    /// The blended score of a candidate that has `scores[model]`.
    func score(_ scores: [Float]) -> Float {
        if isSingle { return Candidate.bounded(scores[0]) }
        return zip(factors, scores).reduce(0) { $0 + ScoreCalibration.term($1.0, Candidate.bounded($1.1)) }
    }

    /// The blended scores of `count` candidates to which the models gave `scores[model][candidate]`.
    func values(_ scores: [[Float]], count: Int) -> [Float] {
        if isSingle { return scores[0].map(Candidate.bounded) }
        return (0..<count).map { place in score(scores.map { $0[place] }) }
    }

    /// What the contributions of `model` to a candidate it gave `score` are multiplied by.
    func factor(ofModel model: Int, score: Float) -> Float {
        if isSingle { return 1 }
        return score > 0 ? factors[model] : 0
    }
}
