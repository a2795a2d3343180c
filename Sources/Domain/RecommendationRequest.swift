/// What a list is asked for: everything `decide` may know that is not release or state, the time included.
public struct RecommendationRequest: Hashable, Sendable {
    /// The largest list that can be asked for.
    public static let maximumLimit = 1000
    /// The most items that can be excluded by one request, or named as a session.
    public static let maximumItems = 1000

    /// The name that leaves the choice of a strategy to Kindred.
    public static let automaticStrategy = "auto"

    /// The answer's id; exploration is seeded from it.
    public var decision: DecisionID
    /// The spot the list is for.
    public var placement: Placement
    /// Whom it is for, when known.
    public var user: UserID?
    /// The visit it is for, when there is one.
    public var session: SessionID?
    /// What the caller knows better than the log, by placement: what the visitor touched in this visit, oldest first; the
    /// basket; what a search engine found, best first.
    public var items: [ItemID]
    /// The search engine's scores of ``items``, as many as there are; empty where it gave none.
    public var itemScores: [Float]
    /// The item whose page it is, on an item's page.
    public var item: ItemID?
    /// How many items, 1...1,000.
    public var limit: Int
    /// Items that must not be in the list.
    public var exclude: Set<ItemID>
    /// Device, country, weather: any typed keys.
    public var context: JSONObject
    /// The strategy that the list begins with; ``automaticStrategy`` takes the first that has something to say.
    public var strategy: String
    /// When it is asked.
    public var time: Timestamp

    /// A request with the fields that most have; set the others afterwards.
    public init(
        decision: DecisionID, placement: Placement, user: UserID? = nil, item: ItemID? = nil, limit: Int = 10,
        time: Timestamp
    ) {
        (self.decision, self.placement, self.user, self.item) = (decision, placement, user, item)
        (self.limit, self.time) = (limit, time)
        (items, itemScores, exclude, context, strategy) = ([], [], [], [:], Self.automaticStrategy)
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``FieldError`` that names the field.
    public func validated() throws(FieldError) -> Self {
        guard (1...Self.maximumLimit).contains(limit) else {
            throw FieldError("limit", "is \(limit); give 1 to \(Self.maximumLimit)")
        }
        guard exclude.count <= Self.maximumItems else {
            throw FieldError("exclude", "names \(exclude.count) items; \(Self.maximumItems) is the most")
        }
        guard items.count <= Self.maximumItems else {
            throw FieldError("items", "names \(items.count) items; \(Self.maximumItems) is the most")
        }
        return self
    }
}
