import Matrices

/// One visit while it goes on.
struct Visit {
    /// Whether the shop knows who it is.
    enum Login: Sendable {
        /// From the first page on.
        case done
        /// Not yet, but when something goes in the cart.
        case later
        /// Not in this visit.
        case never
    }

    /// The place of the shopper.
    let user: Int
    /// The number of the visit.
    let session: UInt32
    /// The day it begins.
    let day: Int
    /// The time, in seconds since 1970.
    var clock: Int64
    /// Whether the shop knows who it is by now.
    var login: Login
    /// Where its chances come from.
    var random: SeededRandom
    /// What is in the cart.
    var cart: [(item: Int, quantity: Int)] = []

    /// A visit that begins.
    init(user: Int, session: UInt32, day: Int, clock: Int64, login: Login, random: SeededRandom) {
        (self.user, self.session, self.day, self.clock) = (user, session, day, clock)
        (self.login, self.random) = (login, random)
    }

    /// The visitor takes `seconds`, at least 1.
    mutating func pass(seconds: Int) { clock += Int64(max(1, seconds)) }

    /// What happens now with `item`.
    func event(_ kind: ShopEvent.Kind, item: Int, position: Int = 0, amount: Int = 1) -> ShopEvent {
        ShopEvent(
            time: clock, session: session, user: UInt32(user), item: UInt32(item), kind: kind,
            isLoggedIn: login == .done, position: UInt8(position), amount: UInt8(amount))
    }
}
