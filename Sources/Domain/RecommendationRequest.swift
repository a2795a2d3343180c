/// What a list is asked for: everything `decide` may know that is not release or state, the time included.
public struct RecommendationRequest: Hashable, Sendable {
    /// The largest list that can be asked for.
    public static let maximumLimit = 1000
    /// The most items that can be excluded by one request, or named as a session.
    public static let maximumItems = 1000

    /// The longest filter, in bytes.
    public static let maximumFilterBytes = 4096

    /// The largest size of a search engine's score.
    public static let maximumScore: Float = 1e30
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
    /// A condition on the items of the list, in the language of the rules; nil asks for none.
    public var filter: String?
    /// In which languages the reasons are wanted, BCP 47 tags, the most wanted first; empty leaves it to the settings.
    public var languages: [String]
    /// Where the reader stands in a list that is turned page by page; nil for a list of one page.
    public var cursor: ListCursor?
    /// Whether the answer says what each score is made of.
    public var explains: Bool
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
        (items, itemScores, exclude, context, languages) = ([], [], [], [:], [])
        (strategy, explains) = (Self.automaticStrategy, false)
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
        guard itemScores.isEmpty || itemScores.count == items.count else {
            throw FieldError("items", "has a score for \(itemScores.count) of \(items.count) items; give all or none")
        }
        if let bad = itemScores.first(where: { !$0.isFinite || abs($0) > Self.maximumScore }) {
            throw FieldError("items", "holds the score \(bad); give numbers of at most ±\(Self.maximumScore)")
        }
        if let filter, !(1...Self.maximumFilterBytes).contains(filter.utf8.count) {
            throw FieldError(
                "filter", "has \(filter.utf8.count) bytes; give 1 to \(Self.maximumFilterBytes), or leave it out")
        }
        if let bad = languages.first(where: { !LanguageTag.isValid($0) }) {
            throw FieldError("language", "is \"\(bad.prefix(40))\", no language tag; write it like de or pt-BR")
        }
        guard languages.count <= LanguageTag.maximumCount else {
            throw FieldError("language", "names \(languages.count) languages; \(LanguageTag.maximumCount) is the most")
        }
        if let cursor, cursor.list != ListCursor.listMark(of: self) {
            throw FieldError(
                "cursor",
                "is of another list; send it with the placement, user, session, item, filter and strategy it came for")
        }
        return self
    }
}
