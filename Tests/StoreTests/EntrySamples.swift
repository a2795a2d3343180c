import Domain

/// Entries of every kind with every field, and texts that break careless code.
enum EntrySamples {
    static let oddTexts = [
        "plain", "it's \"quoted\"; DROP TABLE log;--", "ünïcödé 日本語 🛒👨‍👩‍👧", "e\u{301} is not é", " lead and trail ",
        "\\ / \u{2028} \u{FEFF}", "%s ? :name @x $1", "NULL", "0", "content-0123456789abcdef0123456789abcdef",
        String(repeating: "x", count: 256), "a\u{0}b", "tab\tnew\nline\r\u{7F}",
        String(repeating: "long ", count: 20_000),
    ]

    static func all() -> [LogEntry] {
        var user = User(id: "user 1")
        user.attributes = ["country": "DE", "age": 30, "nested": ["a": [1, 2.5, nil, true]]]
        let decision = decision("d1")
        return [
            .event(fullEvent()),
            .event(Event(session: "s2", item: "i2", kind: .view, time: .unknown)),
            .event(Event(id: .given("e-3"), user: "u3", item: "i3", kind: .addToCart, time: Timestamp(seconds: 1))),
            .item(fullItem()), .item(Item(id: "bare")), .user(user), .user(User(id: "bare")),
            .itemDeleted("bare"), .userDeleted("bare"),
            .decision(decision, visitor: .user("u")), .decision(Self.decision("d2"), visitor: .session("s")),
            .decision(Self.decision("d3"), visitor: nil),
            .merged(session: "s9", into: "u1", time: Timestamp(milliseconds: 1_795_246_200_124)),
        ]
    }

    static func fullEvent() -> Event {
        var event = Event(
            user: "u1", session: "s1", item: "i1", kind: .purchase, value: 4.5, time: Timestamp(milliseconds: 1_234_567)
        )
        (event.quantity, event.price, event.position, event.decision) = (2, 19.99, 3, "d0")
        event.context = ["device": "phone", "n": 1, "x": 0.1, "deep": ["list": [[], [:], nil]]]
        return event
    }

    static func fullItem() -> Item {
        var item = Item(id: "i1")
        (item.title, item.details, item.brand) = ("Shoe", "Runs.\nFast.", "Nike")
        (item.categories, item.tags) = (["Shoes", "Running"], ["red", "new"])
        (item.price, item.currency, item.stock, item.isHidden) = (59.9, "EUR", 0, true)
        (item.publishedAt, item.url, item.imageURL) = (Timestamp(seconds: 5), "https://x/y", "https://x/y.png")
        item.attributes = ["weight": 0.3, "sizes": [40, 41]]
        return item
    }

    static func decision(_ id: DecisionID) -> Decision {
        Decision(
            id: id, placement: .home, release: id == "d2" ? nil : 7, source: .personal,
            recommendations: [
                Recommendation(
                    item: "i9", score: 0.1, position: 1,
                    reason: Reason(
                        code: .becauseOfHistory, text: "Because you bought \"Shoe\"",
                        because: [Evidence(item: "i1", share: 1.0 / 3), Evidence(item: "i2", share: -0.25)])),
                Recommendation(
                    item: "i8", score: -1e-20, position: 2, reason: Reason(code: .popular, text: "Popular")),
            ],
            logPosition: 41, time: Timestamp(milliseconds: 1_795_246_200_123))
    }
}
