/// What can be recommended: a product, an article, a video, a course, a track.
public struct Item: Hashable, Sendable {
    /// The catalogue's id.
    public var id: ItemID
    /// What a person calls it.
    public var title: String?
    /// A few sentences about it.
    public var details: String?
    /// The categories it is in, the most specific last. `["Shoes", "Running"]`
    public var categories: [String]
    /// Who makes it; the author, the artist, the publisher.
    public var brand: String?
    /// Free words.
    public var tags: [String]
    /// The price of one piece in `currency`; not negative.
    public var price: Double?
    /// The ISO 4217 code.
    public var currency: String?
    /// How many pieces there are; nil where the catalogue does not count. Zero or less is out of stock.
    public var stock: Double?
    /// Whether its owner keeps it out of every list.
    public var isHidden: Bool
    /// When it came into the catalogue.
    public var publishedAt: Timestamp?
    /// Its page.
    public var url: String?
    /// Its picture.
    public var imageURL: String?
    /// Every other field, as the catalogue brought it.
    public var attributes: JSONObject

    /// An item with an id alone; set what is known.
    public init(id: ItemID) {
        (self.id, categories, tags, isHidden, attributes) = (id, [], [], false, [:])
    }

    /// Whether a list may hold it: not hidden, and in stock where stock is counted.
    public var isAvailable: Bool { !isHidden && (stock ?? 1) > 0 }

    /// What a person calls it, or else its id.
    public var displayName: String { title ?? id.value }
}
