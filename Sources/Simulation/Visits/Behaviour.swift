/// The numbers that say how shoppers behave; `truth/shop.json` tells them to whoever checks an estimate.
enum Behaviour {
    /// How many products a list shows.
    static let listLength = 20
    /// The share of shoppers at one place of a list who look at the next.
    static let goesOn = 0.88
    /// How strongly affinity decides which aisle a visit is about.
    static let aisleFocus = 8.5
    /// The share of lists that are the shop's front page, the same for everybody.
    static let frontPageShare = 0.2
    /// The share of lists that the shopper narrows down to what suits them.
    static let narrowedShare = 0.4
    /// How many products the shopper remembers; see ``seenBefore``.
    static let memory = 64
    /// The factor on opening a product that is remembered.
    static let seenBefore = 0.35

    /// The probability that a shopper looks at the 1-based `position` of a list: 0.88^(position - 1).
    static func examination(position: Int) -> Double {
        var probability = 1.0
        for _ in 1..<max(1, position) { probability *= goesOn }
        return probability
    }

    /// The probability that a product that was looked at is opened.
    static func view(affinity: Float) -> Double { PortableMath.logistic(3.6 * Double(affinity) - 2.6) }

    /// The probability that an opened product goes in the cart.
    static func addToCart(affinity: Float) -> Double { PortableMath.logistic(2.6 * Double(affinity) - 3.9) }

    /// The probability that a product in the cart is bought in the same visit.
    static let purchase = 0.46
    /// The probability that a product in the cart that is not bought is taken out.
    static let removal = 0.25
    /// The probability that a purchase is rated.
    static let rating = 0.24

    /// The stars of a rating before noise (standard deviation 0.7) and rounding to 1...5.
    static func stars(affinity: Float) -> Double { 3.1 + 1.1 * Double(affinity) }

    /// The probability that a purchase is sent back.
    static func sendsBack(affinity: Float) -> Double { affinity < 0.6 ? 0.08 : 0.03 }
}
