package import Domain

/// A simulated shop: a catalogue, customers with tastes that drift, and what they do; all from one seed.
///
/// The same configuration gives the same bytes on every machine.
package struct Shop: Sendable {
    /// What it was made from.
    package let config: ShopConfig
    /// The products, `p-00001` on.
    package var items: [Item] { catalogue.items }
    /// The registered customers, `u-000001` on.
    package let users: [User]

    /// The products with the truth about them.
    let catalogue: Catalogue
    /// The customers with the truth about them, in the order of ``users``.
    let shoppers: [Shopper]

    /// The shop of `config`.
    ///
    /// - Throws: ``InvalidSetting`` that names the field that is out of range.
    /// - Complexity: O(items + users).
    package init(_ config: ShopConfig = ShopConfig()) throws(InvalidSetting) {
        self.config = try config.validated()
        let space = TasteSpace(seed: config.seed)
        catalogue = Catalogue(config, space: space)
        let maker = ShopperMaker(config: config, space: space)
        shoppers = (0..<config.users).map(maker.shopper)
        users = shoppers.map(\.user)
    }

    /// Hands over every event in time order, a day at a time; a day may have none.
    ///
    /// Each event has an id of its own (`shop-42-0000123`: the seed and a running number), so that two equal views
    /// are two events. Memory holds a day's events and what is already due later.
    /// - Complexity: O(users · days + events).
    package func events(_ body: ([Event]) throws -> Void) rethrows {
        let reader = EventReader(self)
        var count = 0
        try days { day in
            try body(
                day.map { event in
                    count += 1
                    return reader.event(event, number: count)
                })
        }
    }

    /// Hands over the events of each day in their compact form.
    func days(_ body: ([ShopEvent]) throws -> Void) rethrows {
        var timeline = Timeline(config: config, catalogue: catalogue, shoppers: shoppers)
        for day in 0..<config.days { try body(timeline.events(on: day)) }
    }
}

/// Turns compact events into the ones that the rest of Kindred knows.
struct EventReader {
    private let shop: Shop

    /// Reads events of `shop`.
    init(_ shop: Shop) { self.shop = shop }

    /// The `number`th event of the stream.
    func event(_ compact: ShopEvent, number: Int) -> Event {
        let item = shop.items[Int(compact.item)]
        var event = Event(
            id: .given("shop-\(shop.config.seed)-\(padded(number, 7))"),
            user: compact.isLoggedIn ? shop.users[Int(compact.user)].id : nil,
            session: compact.session > 0 ? Self.sessionID(compact.session) : nil, item: item.id,
            kind: compact.kind.eventKind, time: Timestamp(seconds: compact.time))
        switch compact.kind {
        case .view: break
        case .rating: event.value = Double(compact.amount)
        case .addToCart, .removeFromCart, .purchase, .return:
            event.quantity = Double(compact.amount)
            event.price = item.price
        }
        event.position = compact.position > 0 ? Int(compact.position) : nil
        return event
    }

    /// The id of the visit with this number.
    static func sessionID(_ number: UInt32) -> SessionID { SessionID(stringLiteral: "s-\(padded(Int(number), 7))") }
}
