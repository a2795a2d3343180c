/// What a visitor did: view, purchase, rating and so on. Others say feedback type.
///
/// A name of 1 to 64 lower-case letters, digits and underscores; case and spaces are folded on the way in,
/// so "Add To Cart" and "add_to_cart" are one kind. Which names count, and how much, is ``EventWeights``.
public struct EventKind: Hashable, Sendable {
    /// The folded name.
    public let name: String

    /// Takes `name`, folded; nil when something other than letters, digits, `_`, `-` and spaces is in it,
    /// or when it has no or over 64 characters.
    public init?(_ name: some StringProtocol) {
        var folded: [UInt8] = []
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                folded.append(byte)
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte + 32)
            case UInt8(ascii: "-"), UInt8(ascii: " "): folded.append(UInt8(ascii: "_"))
            default: return nil
            }
        }
        guard (1...64).contains(folded.count) else { return nil }
        self.name = String(decoding: folded, as: UTF8.self)
    }

    /// Takes what is known to be a folded name.
    init(known name: String) { self.name = name }

    /// The item's page was opened.
    public static let view = EventKind(known: "view")
    /// The item was clicked in a list.
    public static let click = EventKind(known: "click")
    /// The item was put in the cart.
    public static let addToCart = EventKind(known: "add_to_cart")
    /// The item was taken out of the cart.
    public static let removeFromCart = EventKind(known: "remove_from_cart")
    /// The item was bought.
    public static let purchase = EventKind(known: "purchase")
    /// The item was sent back.
    public static let `return` = EventKind(known: "return")
    /// The item was given a number: the event's value.
    public static let rating = EventKind(known: "rating")
    /// The item was liked.
    public static let like = EventKind(known: "like")
    /// The item was disliked.
    public static let dislike = EventKind(known: "dislike")
    /// The item was saved for later.
    public static let bookmark = EventKind(known: "bookmark")
    /// The track or video was started.
    public static let play = EventKind(known: "play")
    /// The track or video was left before its end.
    public static let skip = EventKind(known: "skip")
    /// The track, video or article was followed to its end.
    public static let complete = EventKind(known: "complete")
    /// The visitor stayed with the item: the event's value, in seconds.
    public static let dwell = EventKind(known: "dwell")
    /// The item was passed on to somebody.
    public static let share = EventKind(known: "share")
    /// Something was searched for; the words are in the context, and an item need not be there.
    public static let search = EventKind(known: "search")
    /// The item was shown in a list.
    public static let impression = EventKind(known: "impression")
    /// The visitor asked not to see the item again.
    public static let hide = EventKind(known: "hide")
    /// What `hide` asked for is taken back.
    public static let unhide = EventKind(known: "unhide")
}

extension EventKind: CustomStringConvertible, Comparable {
    /// The folded name.
    public var description: String { name }

    /// Orders by name.
    public static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}
