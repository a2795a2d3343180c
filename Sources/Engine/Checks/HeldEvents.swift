import Domain

/// Events about items that the catalogue does not speak of yet, in the order of the log; bounded in number and in age.
struct HeldEvents: Sendable {
    private struct Held: Sendable {
        let event: Event
        let item: ItemID
        /// The log's own time when it came, in milliseconds.
        let since: Int64
    }

    private let maximumCount: Int
    private let maximumMilliseconds: Double
    private var waiting: ArraySlice<Held> = []
    private var countByItem: [ItemID: Int] = [:]

    /// Nothing waits.
    init(_ settings: CheckSettings) {
        maximumCount = settings.unknownItem.maximumHeld
        maximumMilliseconds = settings.unknownItem.maximumDays * 86_400_000
    }

    /// How many events wait.
    var count: Int { waiting.count }

    /// Keeps `event`, which is about `item` and came when the log's own time was `time`.
    ///
    /// - Returns: How many events wait no longer: too old, or too many.
    mutating func hold(_ event: Event, about item: ItemID, at time: Timestamp) -> Int {
        waiting.append(Held(event: event, item: item, since: time.milliseconds))
        countByItem[item, default: 0] += 1
        var dropped = 0
        while let first = waiting.first,
            waiting.count > maximumCount || Double(time.milliseconds - first.since) > maximumMilliseconds
        {
            waiting.removeFirst()
            forget(first.item)
            dropped += 1
        }
        return dropped
    }

    /// The events about `item`, which wait no longer.
    /// - Complexity: O(1) where none does; else O(waiting events).
    mutating func release(_ item: ItemID) -> [Event] {
        guard countByItem.removeValue(forKey: item) != nil else { return [] }
        let events = waiting.filter { $0.item == item }.map(\.event)
        waiting = ArraySlice(waiting.filter { $0.item != item })
        return events
    }

    private mutating func forget(_ item: ItemID) {
        let count = countByItem[item, default: 1] - 1
        countByItem[item] = count > 0 ? count : nil
    }
}

extension HeldEvents {
    /// The events that wait, as JSON, the first to come first.
    var json: JSONValue {
        .array(
            waiting.map { held in
                .object(["event": .object(held.event.json), "since": .integer(held.since)])
            })
    }

    /// The events that wait, as ``json`` told them; nil when it did not.
    init?(_ json: JSONValue, _ settings: CheckSettings) {
        self.init(settings)
        guard let entries = json.array else { return nil }
        for entry in entries {
            guard let object = entry.object, let since = object["since"]?.integer,
                let event = object["event"]?.object.flatMap({ try? Event(json: $0, received: .unknown) }),
                let item = event.item
            else { return nil }
            waiting.append(Held(event: event, item: item, since: since))
            countByItem[item, default: 0] += 1
        }
    }
}
