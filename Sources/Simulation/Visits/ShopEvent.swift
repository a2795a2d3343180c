import Domain

/// An event in 24 bytes, so that a day of a large shop fits in little memory.
struct ShopEvent: Sendable {
    /// What happened.
    enum Kind: UInt8, Sendable {
        /// A page was opened, something was put in the cart, taken out, bought, rated, or sent back.
        case view, addToCart, removeFromCart, purchase, rating, `return`

        /// The kind as the rest of Kindred knows it.
        var eventKind: EventKind {
            switch self {
            case .view: .view
            case .addToCart: .addToCart
            case .removeFromCart: .removeFromCart
            case .purchase: .purchase
            case .rating: .rating
            case .return: .return
            }
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    let time: Int64
    /// The number of the visit, from 1; 0 for what is no part of one (ratings and returns).
    let session: UInt32
    /// The place of the shopper, whether or not they are logged in.
    let user: UInt32
    /// The place of the product.
    let item: UInt32
    /// What happened.
    let kind: Kind
    /// Whether the shop knows who it is.
    let isLoggedIn: Bool
    /// The 1-based place in the list it came from; 0 when from none.
    let position: UInt8
    /// The number of pieces; for a rating, the stars.
    let amount: UInt8

    /// The order of the stream: by time, then by visit, then by what the two are about; no two events that differ tie.
    static func precedes(_ left: Self, _ right: Self) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.session != right.session { return left.session < right.session }
        if left.user != right.user { return left.user < right.user }
        if left.item != right.item { return left.item < right.item }
        return (left.kind.rawValue, left.position, left.amount) < (right.kind.rawValue, right.position, right.amount)
    }
}
