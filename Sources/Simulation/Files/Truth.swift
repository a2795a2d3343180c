import Domain

/// What is true behind the scenes, as JSON: later work checks its models and estimates against it.
struct Truth {
    /// How many customers ``topItems(user:)`` is written for, at most.
    static let sampleSize = 500
    /// How many products ``topItems(user:)`` lists, at most.
    static let listLength = 50

    private let shop: Shop

    /// The truth about `shop`.
    init(_ shop: Shop) { self.shop = shop }

    /// The places of the sampled customers, evenly spread.
    var sample: [Int] {
        let count = min(Self.sampleSize, shop.shoppers.count)
        return (0..<count).map { $0 * shop.shoppers.count / count }
    }

    /// The configuration, and how shoppers behave.
    var behaviour: JSONValue {
        let config = shop.config
        let places = 1...Behaviour.listLength
        return .object([
            "items": .integer(Int64(config.items)), "users": .integer(Int64(config.users)),
            "days": .integer(Int64(config.days)), "seed": .string(String(config.seed)),
            "start": .string(config.start.description), "anonymous_share": .number(config.anonymousShare),
            "styles": .array(TasteSpace.styles.map(JSONValue.string)),
            "vector_parts": [
                "what": .integer(Int64(TasteSpace.whatSize)), "style": .integer(Int64(TasteSpace.styleSize)),
                "price": 1,
            ],
            "examination": .array(places.map { Self.rounded(Behaviour.examination(position: $0)) }),
            "month_traffic": .array(ShopCalendar.months.map(JSONValue.number)),
            "weekday_traffic": .array(ShopCalendar.weekdays.map(JSONValue.number)),
            "hour_traffic": .array(ShopCalendar.hours.map(JSONValue.number)),
            "season": .object(
                JSONObject(
                    Department.all.map { department in
                        (department.name, .array((1...12).map { .number(department.season.factor(month: $0)) }))
                    })),
        ])
    }

    /// A product's taste vector and popularity.
    func item(_ place: Int) -> JSONValue {
        .object([
            "item_id": .string(shop.items[place].id.value),
            "popularity": Self.rounded(shop.catalogue.popularity[place]),
            "first_day": .integer(Int64(shop.catalogue.firstDay[place])),
            "vector": Self.vector(shop.catalogue.vector(of: place)),
        ])
    }

    /// A customer's taste vectors and interests on the first and on the last day.
    func user(_ place: Int) -> JSONValue {
        let shopper = shop.shoppers[place]
        return .object([
            "user_id": .string(shopper.user.id.value),
            "visits_per_day": Self.rounded(shopper.visitsPerDay),
            "interests_start": aisles(shopper.interests), "interests_end": aisles(shopper.laterInterests),
            "start": Self.vector(shopper.start[...]), "end": Self.vector(shopper.end[...]),
        ])
    }

    /// The products that can be bought and that a customer likes best after the last day, the best first; ties by
    /// the catalogue's order.
    /// - Complexity: O(items · TasteSpace.size + items · log items).
    func topItems(user place: Int) -> JSONValue {
        let taste = shop.shoppers[place].end[...]
        let scored = shop.items.indices.filter { shop.items[$0].isAvailable }.map {
            (item: $0, affinity: TasteSpace.product(taste, shop.catalogue.vector(of: $0)))
        }
        let best = scored.sorted { ($1.affinity, $0.item) < ($0.affinity, $1.item) }.prefix(Self.listLength)
        return .object([
            "user_id": .string(shop.users[place].id.value),
            "items": .array(
                best.map {
                    .object([
                        "item_id": .string(shop.items[$0.item].id.value),
                        "affinity": Self.rounded(Double($0.affinity)),
                    ])
                }),
        ])
    }

    /// Who was behind a visit that began without a login.
    static func session(_ event: ShopEvent, in shop: Shop) -> JSONValue {
        .object([
            "session_id": .string(EventReader.sessionID(event.session).value),
            "user_id": .string(shop.users[Int(event.user)].id.value),
        ])
    }

    private func aisles(_ places: [Int]) -> JSONValue {
        .array(
            places.map {
                let shelf = shop.catalogue.aisles[$0]
                return .array([.string(shelf.department.name), .string(shelf.aisle.name)])
            })
    }

    private static func vector(_ numbers: ArraySlice<Float>) -> JSONValue {
        .array(numbers.map { rounded(Double($0)) })
    }

    /// Four digits after the point.
    private static func rounded(_ number: Double) -> JSONValue { .number((number * 10_000).rounded() / 10_000) }
}
