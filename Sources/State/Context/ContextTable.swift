import Domain

/// How often each item was chosen in which context: by the time of day, the weekday, and the keys that senders put into
/// their events' contexts.
///
/// An item counts once a visit, and in the times once a part of a day, and once a day. Else a week in which everybody wants
/// it would look like a liking for the days of that week: choices of one day have their cause in common.
///
/// Bounded whatever senders write: at most ``maximumKeys`` keys of at most ``ContextKey/maximumValues`` values, so at most
/// 1,024 counts of 4 bytes an item beside the 32 bytes of the times. A key that turns out to have more values, a page's
/// address or a search word, is closed and its counts go; after ``maximumClosedKeys`` of those no new key is taken up.
struct ContextTable: Sendable {
    /// The most keys beside the times.
    static let maximumKeys = 16
    /// The most keys that are known to have too many values.
    static let maximumClosedKeys = 64

    /// The part of the day and the weekday, whose counts stand in ``times``.
    private(set) var timeKeys = [
        ContextKey(LocalTime.partOfDayKey, values: LocalTime.partsOfDay),
        ContextKey(LocalTime.weekdayKey, values: LocalTime.weekdays),
    ]
    /// The other keys; nil where there was one that is closed.
    private(set) var keys: [ContextKey?] = []
    /// The place of each key in ``keys``; of a closed one -1.
    private(set) var places: [String: Int] = [:]
    /// Counts of the four parts of the day and the seven weekdays, by item; then the day of its last choice, and the parts of
    /// that day that are counted, a bit each.
    private(set) var times = ChunkedArray<SIMD16<UInt16>>()
    /// Counts of the other keys, by item; ascending by id.
    private(set) var slots = ChunkedArray<[ContextSlot]>()

    /// Where ``times`` have the day of the last choice, modulo 65,536.
    private static let dayLane = 11
    /// Where they have the parts of that day that are counted.
    private static let partsLane = 12

    private let zone: TimeZoneRule
    /// The keys that count; nil counts all.
    private let wanted: Set<String>?

    /// A table without choices.
    init(_ settings: StateSettings) {
        zone = TimeZoneRule(settings.timeZone) ?? .utc
        wanted = settings.contextKeys.contains(StateSettings.everyKey) ? nil : Set(settings.contextKeys)
    }

    /// A table that was stored.
    init(
        _ settings: StateSettings, timeKeys: [ContextKey], keys: [ContextKey?], closed: [String],
        times: ChunkedArray<SIMD16<UInt16>>, slots: ChunkedArray<[ContextSlot]>
    ) {
        self.init(settings)
        (self.timeKeys, self.keys, self.times, self.slots) = (timeKeys, keys, times, slots)
        for (place, key) in keys.enumerated() { if let key { places[key.name] = place } }
        for name in closed { places[name] = -1 }
    }

    /// The names of the keys that have too many values, in order.
    var closedKeys: [String] { places.filter { $0.value < 0 }.keys.sorted() }

    /// What a clock of the shop shows at `time`.
    func localTime(_ time: Timestamp) -> LocalTime { LocalTime(time, in: zone) }

    /// Counts one choice of `item`.
    /// - Complexity: O(1) for the times, O(n) a key of the context for an item with n counts; O(items) for the value
    ///   that closes a key.
    mutating func add(_ item: UInt32, at time: Timestamp, _ context: JSONObject) {
        guard wanted?.isEmpty != true else { return }
        if time != .unknown { addTime(item, localTime(time)) }
        guard !context.isEmpty else { return }
        for member in context.members { addMember(item, member.name, member.value) }
    }

    private mutating func addTime(_ item: UInt32, _ local: LocalTime) {
        while times.count <= Int(item) { times.append(SIMD16()) }
        let (day, part) = (
            UInt16(truncatingIfNeeded: local.day), UInt16(1) << UInt16(truncatingIfNeeded: local.partOfDay)
        )
        // Most choices of what many want are of a part of the day that counts already: those end here.
        var (isFirst, isFirstOfDay) = (false, false)
        times.update(at: Int(item)) { counts in
            let parts = counts[Self.dayLane] == day ? counts[Self.partsLane] : 0
            (isFirst, isFirstOfDay) = (parts & part == 0, parts == 0)
            if isFirst { (counts[Self.dayLane], counts[Self.partsLane]) = (day, parts | part) }
        }
        if isFirst { addTime(item, local.partOfDay, ofKey: 0) }
        if isFirstOfDay { addTime(item, local.weekday, ofKey: 1) }
    }

    private mutating func addTime(_ item: UInt32, _ value: Int, ofKey place: Int) {
        guard wanted?.contains(timeKeys[place].name) ?? true else { return }
        let lanes = Self.lanes(ofTimeKey: place)
        let lane = lanes.lowerBound + value
        var (before, total) = ([UInt16](), 0)
        times.update(at: Int(item)) { counts in
            if counts[lane] == ContextKey.maximumCount {
                before = lanes.map { counts[$0] }
                for lane in lanes { counts[lane] /= 2 }
            }
            for lane in lanes { total += Int(counts[lane]) }
            counts[lane] += 1
        }
        let counts = times[Int(item)]
        if !before.isEmpty { timeKeys[place].replace(before, by: before.map { $0 / 2 }) }
        timeKeys[place].add(value, count: counts[lane] - 1, itemTotal: total)
    }

    /// Where the counts of a time key stand in ``times``.
    static func lanes(ofTimeKey place: Int) -> Range<Int> {
        place == 0
            ? 0..<LocalTime.partsOfDay.count
            : LocalTime.partsOfDay.count..<LocalTime.partsOfDay.count + LocalTime.weekdays.count
    }

    private mutating func addMember(_ item: UInt32, _ name: String, _ value: JSONValue) {
        guard let place = places[name] ?? takeUp(name), place >= 0, let text = Self.text(of: value) else { return }
        guard let code = keys[place]?.place(of: text) else { return close(place) }
        while slots.count <= Int(item) { slots.append([]) }
        // Taken out for the while, so that the key's arrays have one owner and change in place.
        var key = keys[place]
        keys[place] = nil
        slots.update(at: Int(item)) { Self.add(ContextSlot.id(key: place, value: code), to: &$0, &key) }
        keys[place] = key
    }

    private static func add(_ id: UInt16, to slots: inout [ContextSlot], _ key: inout ContextKey?) {
        let wanted = ContextSlot(id: id, count: 0)
        var total = 0
        for slot in slots where slot.key == wanted.key { total += Int(slot.count) }
        let place = slots.firstIndex { $0.id >= id } ?? slots.count
        if place == slots.count || slots[place].id != id { slots.insert(wanted, at: place) }
        if slots[place].count == ContextKey.maximumCount {
            total = halve(wanted.key, of: &slots, &key)
        }
        key?.add(wanted.value, count: slots[place].count, itemTotal: total)
        slots[place].count += 1
    }

    private static func halve(_ place: Int, of slots: inout [ContextSlot], _ key: inout ContextKey?) -> Int {
        var before = [UInt16](repeating: 0, count: ContextKey.maximumValues)
        var (after, total) = (before, 0)
        for index in slots.indices where slots[index].key == place {
            before[slots[index].value] = slots[index].count
            slots[index].count /= 2
            after[slots[index].value] = slots[index].count
            total += Int(slots[index].count)
        }
        let count = key?.values.count ?? 0
        key?.replace(Array(before[..<count]), by: Array(after[..<count]))
        return total
    }

    /// Finds a place for a key that is new; nil where it does not count or there is none.
    private mutating func takeUp(_ name: String) -> Int? {
        guard wanted?.contains(name) ?? true, name.utf8.count <= ContextKey.maximumTextLength,
            !timeKeys.contains(where: { $0.name == name }),
            places.count - keys.lazy.filter({ $0 != nil }).count < Self.maximumClosedKeys
        else { return nil }
        guard let place = keys.firstIndex(of: nil) ?? (keys.count < Self.maximumKeys ? keys.count : nil) else {
            return nil
        }
        if place == keys.count { keys.append(nil) }
        keys[place] = ContextKey(name)
        places[name] = place
        return place
    }

    /// Forgets what was counted by a key that has too many values.
    private mutating func close(_ place: Int) {
        guard let name = keys[place]?.name else { return }
        keys[place] = nil
        places[name] = -1
        for item in 0..<slots.count where slots[item].contains(where: { $0.key == place }) {
            slots.update(at: item) { $0.removeAll { $0.key == place } }
        }
    }

    /// What a value is called; nil for one that no situation has.
    static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer, .number, .bool: value.description
        case .null, .array, .object: nil
        }
    }
}
