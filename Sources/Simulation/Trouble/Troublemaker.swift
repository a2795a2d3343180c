import Domain
import Matrices

/// Puts trouble into the days of a shop, one after the other.
///
/// Besides what ``TroubleConfig`` asks for, views get the dwell that followed them and half of all visits a user agent,
/// so that there is something to be right about.
struct Troublemaker {
    private let shop: Shop
    private let config: TroubleConfig
    private var random: SeededRandom
    private let reader: EventReader
    private var budgets = [Double](repeating: 0, count: RobotKind.allCases.count)
    private var (count, visits, added) = (0, 0, 0)
    private var bought: Set<[String]> = []
    private var pending: [Arrival] = []

    /// The items that come after the last day.
    let laterItems: [Item]

    private static let browsers = [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1",
        "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
        "OurShop/5.2 okhttp/4.12.0",
    ]
    private static let robots = [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Scrapy/2.11 (+https://scrapy.org)",
        "python-requests/2.32.3",
    ]
    private static let dwell = EventKind("dwell")
    private static let clockError: Int64 = 5 * 3_600_000

    /// Trouble for `shop`.
    init(_ shop: Shop, _ config: TroubleConfig) {
        (self.shop, self.config) = (shop, config)
        random = SeededRandom(seed: shop.config.seed, stream: SeededRandom.ShopStream.trouble)
        reader = EventReader(shop)
        laterItems = (0..<(config.laterItems > 0 ? 20 : 0)).map { number in
            var item = shop.items[number * shop.items.count / 20]
            item.id = ItemID(stringLiteral: "p-later-\(number)")
            return item
        }
    }

    /// What reaches the shop on a day on which `compact` happens, in the order in which it does.
    mutating func arrivals(_ compact: [ShopEvent], midnight: Int64) -> [Arrival] {
        var day = pending
        for event in compact { day += arrivals(of: event) }
        let people = Double(day.count)
        for kind in RobotKind.allCases.indices where config.bots > 0 {
            budgets[kind] += people * config.bots / (1 - config.bots) / Double(budgets.count)
            while budgets[kind] >= Double(RobotKind.allCases[kind].pages) {
                budgets[kind] -= Double(RobotKind.allCases[kind].pages)
                day += visit(of: RobotKind.allCases[kind], midnight: midnight)
            }
        }
        day += impossibleOrders(count: people * config.impossibleOrders, midnight: midnight)
        day += duplicates(of: day)
        let end = (midnight + 86_400) * 1000
        pending = day.filter { $0.time >= end }
        return day.filter { $0.time < end }.sorted {
            ($0.time, $0.event.identity.description) < ($1.time, $1.event.identity.description)
        }
    }

    /// An event of a person, and the dwell behind it where it is a view.
    private mutating func arrivals(of compact: ShopEvent) -> [Arrival] {
        count += 1
        var event = reader.event(compact, number: count)
        // A visit's own properties follow from its number, so that all its events share them.
        var own = SeededRandom(
            seed: shop.config.seed, stream: SeededRandom.ShopStream.visitTrouble(Int(compact.session)))
        if own.happens(0.5) { event.context["user_agent"] = .string(own.pick(Self.browsers)) }
        let isShifted = compact.session > 0 && own.happens(config.shiftedClock)
        var arrival = Arrival(time: event.time.milliseconds + Int64(random.below(900)), event: event)
        if event.kind == .purchase, let item = event.item { bought.insert([event.visitor.value, item.value]) }
        if event.kind == .view, !laterItems.isEmpty, random.happens(config.laterItems) {
            arrival.event.item = random.pick(laterItems).id
            arrival.trouble.append(.unknownItem)
        }
        if event.kind == .addToCart, random.happens(config.outliers) {
            arrival.event.quantity = 1000 * Double(1 + random.below(9))
            arrival.trouble.append(.outlier)
        }
        var arrivals = [arrival]
        if event.kind == .view, let dwell = dwell(after: arrival) { arrivals.append(dwell) }
        guard isShifted else { return arrivals }
        return arrivals.map { arrival in
            var late = arrival
            late.event.time.milliseconds -= Self.clockError
            late.trouble.append(.clock)
            return late
        }
    }

    /// Log-normal: half a minute, a factor of 2.2 up and down; an outlier is a night.
    private mutating func dwell(after view: Arrival) -> Arrival? {
        guard let kind = Self.dwell, random.happens(0.3) else { return nil }
        let seconds = PortableMath.exp(3.4 + 0.8 * random.portableNormal())
        var event = view.event
        (event.id, event.kind, event.position) = (newID("dwell"), kind, nil)
        event.time.milliseconds += Int64(seconds * 1000)
        event.value = (seconds * 10).rounded() / 10
        var arrival = Arrival(time: view.time + Int64(seconds * 1000), event: event)
        arrival.trouble = view.trouble.filter { $0 == .unknownItem }
        if random.happens(config.outliers) {
            arrival.event.value = 20_000 + 60_000 * random.uniform()
            arrival.trouble.append(.outlier)
        }
        return arrival
    }

    /// The second of two clicks, up to a second and a half later.
    private mutating func duplicates(of day: [Arrival]) -> [Arrival] {
        guard config.duplicates > 0 else { return [] }
        var again: [Arrival] = []
        for arrival in day where random.happens(config.duplicates) {
            let later = Int64(80 + random.below(1400))
            var event = arrival.event
            event.id = newID("again")
            event.time.milliseconds += later
            var copy = Arrival(time: arrival.time + later, event: event)
            (copy.trouble, copy.robot) = (arrival.trouble + [.nearDuplicate], arrival.robot)
            again.append(copy)
        }
        return again
    }

    private mutating func visit(of kind: RobotKind, midnight: Int64) -> [Arrival] {
        visits += 1
        let session = SessionID(stringLiteral: "s-9\(padded(visits, 6))")
        let agent = kind == .scraper ? random.pick(Self.robots) : Self.browsers[0]
        let favourites = (0..<3).map { _ in random.below(shop.items.count) }
        var time = Double(midnight) + 86_400 * 0.8 * random.uniform()
        var next = random.below(shop.items.count)
        return (0..<kind.pages).map { _ in
            time += kind.pause(&random)
            switch kind {
            case .poller: next = random.pick(favourites)
            case .careful: next = shop.catalogue.frontPage.place(&random)
            case .crawler, .scraper, .collector: next = (next + 1) % shop.items.count
            }
            let moment = Timestamp(milliseconds: Int64(time * 1000))
            let event = Event(
                id: newID("robot"), session: session, item: shop.items[next].id, kind: .view, time: moment,
                context: ["user_agent": .string(agent)])
            return Arrival(time: moment.milliseconds, event: event, trouble: [.robot], robot: kind)
        }
    }

    /// Returns by customers of what they did not buy.
    private mutating func impossibleOrders(count: Double, midnight: Int64) -> [Arrival] {
        var orders: [Arrival] = []
        while Double(orders.count) < count.rounded() {
            let (user, item) = (random.pick(shop.users).id, random.pick(shop.items).id)
            guard !bought.contains([user.value, item.value]) else { continue }
            let moment = Timestamp(milliseconds: (midnight + Int64(random.below(86_400))) * 1000)
            var event = Event(id: newID("return"), user: user, item: item, kind: .return, time: moment)
            event.quantity = 1
            orders.append(Arrival(time: moment.milliseconds, event: event, trouble: [.impossibleOrder]))
        }
        return orders
    }

    private mutating func newID(_ what: String) -> EventID {
        added += 1
        return .given("shop-\(shop.config.seed)-\(what)-\(padded(added, 7))")
    }
}
