/// What a list is asked for: everything `decide` may know that is not release or state, the time included.
public struct RecommendationRequest: Hashable, Sendable {
    /// The largest list that can be asked for.
    public static let maximumLimit = 500
    /// The most items that can be excluded by one request, or named as a session.
    public static let maximumItems = 1000

    /// The answer's id; exploration is seeded from it.
    public var decision: DecisionID
    /// The spot the list is for.
    public var placement: Placement
    /// Whom it is for, when known.
    public var user: UserID?
    /// The visit it is for, when there is one.
    public var session: SessionID?
    /// What an anonymous visitor touched, oldest first, when the caller knows better than the log.
    public var sessionItems: [ItemID]
    /// The item whose page it is, on an item's page.
    public var item: ItemID?
    /// How many items, 1...500.
    public var limit: Int
    /// Items that must not be in the list.
    public var exclude: Set<ItemID>
    /// Device, country, weather: any typed keys.
    public var context: JSONObject
    /// When it is asked.
    public var time: Timestamp

    /// A request with the fields that most have; set the others afterwards.
    public init(
        decision: DecisionID, placement: Placement, user: UserID? = nil, item: ItemID? = nil, limit: Int = 10,
        time: Timestamp
    ) {
        (self.decision, self.placement, self.user, self.item) = (decision, placement, user, item)
        (self.limit, self.time) = (limit, time)
        (sessionItems, exclude, context) = ([], [], [:])
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
        guard sessionItems.count <= Self.maximumItems else {
            throw FieldError("items", "names \(sessionItems.count) items; \(Self.maximumItems) is the most")
        }
        guard Placement.known.contains(placement) else {
            let names = Placement.known.map(\.value).joined(separator: ", ")
            throw FieldError("placement", "is \"\(placement)\", which does not exist; give one of \(names)")
        }
        if placement == .similar, item == nil {
            throw FieldError("item_id", "is missing; the placement \"similar\" needs the item whose page it is")
        }
        return self
    }
}
