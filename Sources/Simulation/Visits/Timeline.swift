import Domain
import Matrices

/// Lives through the days of a shop, one after the other.
///
/// What a shopper does on a day depends on the seed, the shopper, the day and what they did before, on nobody else;
/// so a day can be handed on as soon as all shoppers have had it, and only what is due later is kept.
struct Timeline {
    /// The sizes and the seed.
    let config: ShopConfig
    /// What can be looked at.
    let catalogue: Catalogue
    /// Who looks.
    let shoppers: [Shopper]
    /// When.
    let calendar: ShopCalendar
    private let hours = WeightedDraw(ShopCalendar.hours)
    /// What is due on each day from today on, `[days]`; days past are empty.
    private var due: [[ShopEvent]]
    /// What each shopper remembers, the latest last.
    var memories: [Memory]
    private var sessions: UInt32 = 0

    /// What a shopper remembers of earlier visits.
    struct Memory {
        /// The products opened last, at most ``Behaviour/memory``.
        var seen: [UInt32] = []
        /// The products bought.
        var bought: [UInt32] = []
    }

    /// The days of a shop that has not opened yet.
    init(config: ShopConfig, catalogue: Catalogue, shoppers: [Shopper]) {
        (self.config, self.catalogue, self.shoppers) = (config, catalogue, shoppers)
        calendar = ShopCalendar(config)
        due = Array(repeating: [], count: config.days)
        memories = Array(repeating: Memory(), count: shoppers.count)
    }

    /// What happened on `day`, in time order; days are asked for once each, in order.
    /// - Complexity: O(users + events of the day), times the number of aisles for each visit.
    mutating func events(on day: Int) -> [ShopEvent] {
        for user in shoppers.indices { live(through: day, user: user) }
        let events = due[day].sorted(by: ShopEvent.precedes)
        due[day] = []
        return events
    }

    /// Puts `event` on the day it falls on; what falls after the last day is dropped.
    mutating func schedule(_ event: ShopEvent) {
        let day = Int((event.time - calendar.days[0].midnight) / 86_400)
        if day < due.count { due[day].append(event) }
    }

    /// The visits of a shopper on a day: a geometric number, at most four, each in an hour of its own.
    private mutating func live(through day: Int, user: Int) {
        let shopper = shoppers[user]
        guard day >= shopper.registrationDay - 7 else { return }
        var random = SeededRandom(
            seed: config.seed, stream: SeededRandom.ShopStream.visit(user: user, day: day))
        let rate = shopper.visitsPerDay * calendar.days[day].traffic
        var visits = 0
        while visits < 4, random.happens(rate / (1 + rate)) { visits += 1 }
        guard visits > 0 else { return }
        let starts = (0..<visits).map { _ in
            calendar.days[day].midnight + Int64(hours.place(&random)) * 3600 + Int64(random.below(3600))
        }
        for start in starts.sorted() {
            sessions += 1
            let login = login(shopper, day: day, &random)
            var visit = Visit(user: user, session: sessions, day: day, clock: start, login: login, random: random)
            walk(&visit)
            random = visit.random
        }
    }

    /// How a visit begins: known, or anonymous; before they register, shoppers are.
    private func login(_ shopper: Shopper, day: Int, _ random: inout SeededRandom) -> Visit.Login {
        if day < shopper.registrationDay { return .never }
        guard random.happens(config.anonymousShare) else { return .done }
        return random.happens(0.6) ? .never : .later
    }
}
