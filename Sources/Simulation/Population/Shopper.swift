import Domain
import Matrices

/// A registered customer and what is true of them behind the scenes.
struct Shopper: Sendable {
    /// The customer as the shop knows them.
    let user: User
    /// The aisles they are after on the first day, the strongest first: two to four of them.
    let interests: [Int]
    /// The aisles they are after on the last day.
    let laterInterests: [Int]
    /// The taste vector on the first day, `[TasteSpace.size]`.
    let start: [Float]
    /// The taste vector on the last day, `[TasteSpace.size]`.
    let end: [Float]
    /// The mean number of visits a day; log-normal, so a few come often.
    let visitsPerDay: Double
    /// The day they register, from the first day of the events; 0 or less was there before.
    let registrationDay: Int

    /// The taste vector on `day` of `days`: it moves from `start` to `end` in a straight line.
    ///
    ///     taste = (1 - t) · start + t · end,   t = day / (days - 1)
    func taste(day: Int, days: Int) -> [Float] {
        let t = days > 1 ? Float(day) / Float(days - 1) : 0
        return zip(start, end).map { (1 - t) * $0 + t * $1 }
    }
}

/// Makes the customers, each from their own random stream.
struct ShopperMaker {
    private let config: ShopConfig
    private let space: TasteSpace
    private let departmentOfAisle: [Int]
    private let aislesOfDepartment: [[Int]]

    private static let countries = ["DE", "FR", "NL", "AT", "BE", "ES", "IT", "PL"]
    private static let countryShares = [0.34, 0.15, 0.12, 0.09, 0.08, 0.08, 0.08, 0.06]
    private static let devices = ["phone", "desktop", "tablet"]

    /// Makes customers for `config`.
    init(config: ShopConfig, space: TasteSpace) {
        (self.config, self.space) = (config, space)
        departmentOfAisle = Department.all.enumerated().flatMap { place, department in
            department.aisles.map { _ in place }
        }
        var aisles = [[Int]](repeating: [], count: Department.all.count)
        for (aisle, department) in departmentOfAisle.enumerated() { aisles[department].append(aisle) }
        aislesOfDepartment = aisles
    }

    /// The customer at place `index`.
    func shopper(_ index: Int) -> Shopper {
        var random = SeededRandom(seed: config.seed, stream: SeededRandom.ShopStream.user(index))
        let age = random.place(weighted: AgeBand.shares)
        let country = random.place(weighted: Self.countryShares)
        let phone = [0.8, 0.7, 0.55, 0.4, 0.25][age]
        let device = random.place(weighted: [phone, 0.9 - phone, 0.1])
        let registrationDay = random.happens(0.75) ? -random.below(1000) : random.below(config.days)

        let interests = interests(age: age, &random)
        let later = drifted(interests, age: age, &random)
        let style = TasteSpace.direction(TasteSpace.styleSize, &random)
        let laterStyle = TasteSpace.unit(
            zip(style, TasteSpace.direction(TasteSpace.styleSize, &random)).map { 0.9 * $0 + 0.4 * $1 })
        let purse = Float(0.5 * random.portableNormal() + 0.25 * Double(age) - 0.5)
        let visits = 0.2 * PortableMath.exp(0.8 * random.portableNormal() - 0.32)

        var user = User(id: UserID(stringLiteral: "u-\(padded(index + 1, 6))"))
        user.attributes["country"] = .string(Self.countries[country])
        user.attributes["age_band"] = .string(AgeBand.allCases[age].rawValue)
        user.attributes["device"] = .string(Self.devices[device])
        let registered = config.start.milliseconds + (Int64(registrationDay) * 86_400 + 28_800) * 1000
        user.attributes["registered_at"] = .string(Timestamp(milliseconds: registered).description)
        return Shopper(
            user: user, interests: interests, laterInterests: later,
            start: taste(of: interests, style: style, purse: purse),
            end: taste(of: later, style: laterStyle, purse: purse),
            visitsPerDay: visits, registrationDay: registrationDay)
    }

    /// Two to four aisles; a further one is, half of the time, from the department of the one before.
    private func interests(age: Int, _ random: inout SeededRandom) -> [Int] {
        var chosen: [Int] = []
        let count = 2 + random.below(3)
        while chosen.count < count {
            let next = interest(age: age, beside: random.happens(0.5) ? chosen.last : nil, &random)
            if !chosen.contains(next) { chosen.append(next) }
        }
        return chosen
    }

    private func interest(age: Int, beside known: Int?, _ random: inout SeededRandom) -> Int {
        let department =
            known.map { departmentOfAisle[$0] }
            ?? random.place(weighted: Department.all.map { $0.ages[age] })
        return random.pick(aislesOfDepartment[department])
    }

    /// The interests of the last day: six in ten customers have given up one for something new, and the others'
    /// order has changed.
    private func drifted(_ interests: [Int], age: Int, _ random: inout SeededRandom) -> [Int] {
        var later = interests
        later.swapAt(0, random.below(later.count))
        guard random.happens(0.6) else { return later }
        let given = random.below(later.count)
        let new = interest(age: age, beside: nil, &random)
        if !later.contains(new) { later[given] = new }
        return later
    }

    /// Σ 0.75^rank · aisle, at length 1, with the style at 0.8 and the purse behind it.
    private func taste(of interests: [Int], style: [Float], purse: Float) -> [Float] {
        var what = [Float](repeating: 0, count: TasteSpace.whatSize)
        var weight: Float = 1
        for aisle in interests {
            for place in what.indices { what[place] += weight * space.aisles[aisle][place] }
            weight *= 0.75
        }
        return TasteSpace.unit(what) + style.map { 0.8 * $0 } + [purse]
    }
}
