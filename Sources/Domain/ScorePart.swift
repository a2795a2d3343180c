/// A part of a score: the parts of a recommendation add up to its score, up to rounding.
public struct ScorePart: Hashable, Sendable {
    /// What the visitor likes, before anything else counts.
    public static let relevance = "relevance"
    /// What the request's context adds or takes.
    public static let context = "context"
    /// What the item's age takes.
    public static let freshness = "freshness"
    /// What its popularity takes.
    public static let popularity = "popularity"
    /// What a sale earns.
    public static let margin = "margin"
    /// How little known it is.
    public static let novelty = "novelty"
    /// What rules add or take.
    public static let rules = "rules"

    /// What it stands for: one of the names above, or that of a retriever where several blend their scores.
    public var name: String
    /// How much it adds; negative where it takes.
    public var value: Float

    /// A part of a score.
    public init(_ name: String, _ value: Float) { (self.name, self.value) = (name, value) }
}
