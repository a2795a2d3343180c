import Domain

/// Finds returns of what the visitor never bought, and removals from the cart of what was not put there.
///
/// What a session did counts for the user who is in it later too, and for the one it became at a login, of whom the latest
/// four sessions are remembered. Where the memory is full, nothing is said of a pair that may have been forgotten: only when
/// it reaches back 90 days is a return marked.
struct ImpossibleOrders {
    /// 524,288 pairs of visitor and item are remembered, the latest; 12 MB then.
    private static let maximumSetBits = 16
    /// The logins of 65,536 users are remembered, the latest.
    private static let maximumUserSetBits = 13
    /// How far back the memory must reach, in milliseconds: later than that hardly anything is sent back.
    private static let reach: Int64 = 90 * 86_400_000

    /// What comes first; the raw values stand in stored keys.
    private enum Step: UInt64 {
        case purchase = 11
        case cart = 12
    }

    private var done = RecentTable<LastTime>(maximumSetBits: Self.maximumSetBits)
    private var former = RecentTable<FormerSessions>(maximumSetBits: Self.maximumUserSetBits)

    /// Nothing seen yet.
    init() {}

    /// Whether `event` cannot be what it says; a purchase or something put in the cart is remembered.
    mutating func marks(_ event: Event, visitor: StableKey) -> Bool {
        switch event.kind {
        case .view, .click: return false
        case .purchase: remember(.purchase, event, visitor)
        case .addToCart: remember(.cart, event, visitor)
        case .return: return !isKnown(.purchase, event, visitor)
        case .removeFromCart: return !isKnown(.cart, event, visitor)
        default: break
        }
        return false
    }

    /// Remembers that `session` became `user`.
    mutating func merge(session: SessionID, into user: UserID) {
        let place = former.place(for: StableKey(user: user))
        former[place].add(StableKey(session: session))
    }

    private mutating func remember(_ step: Step, _ event: Event, _ visitor: StableKey) {
        remember(Self.key(step, event, visitor), event.time)
        guard event.user != nil, let session = event.session else { return }
        remember(Self.key(step, event, StableKey(session: session)), event.time)
    }

    private mutating func remember(_ key: StableKey, _ time: Timestamp) {
        let place = done.place(for: key)
        done[place].milliseconds = max(done[place].milliseconds, time.milliseconds)
    }

    private func isKnown(_ step: Step, _ event: Event, _ visitor: StableKey) -> Bool {
        if isKnown(Self.key(step, event, visitor), event.time) { return true }
        if event.user != nil, let place = former.place(of: visitor),
            former[place].keys.contains(where: { isKnown(Self.key(step, event, $0), event.time) })
        {
            return true
        }
        guard event.user != nil, let session = event.session else { return false }
        return isKnown(Self.key(step, event, StableKey(session: session)), event.time)
    }

    /// Whether it was done, or may have been.
    private func isKnown(_ key: StableKey, _ time: Timestamp) -> Bool {
        if done.place(of: key) != nil { return true }
        guard let places = done.fullPlaces(of: key) else { return false }
        return !places.contains { done[$0].milliseconds <= time.milliseconds - Self.reach }
    }

    private static func key(_ step: Step, _ event: Event, _ visitor: StableKey) -> StableKey {
        visitor.with(event.item?.value ?? "").with(step.rawValue)
    }
}

extension ImpossibleOrders {
    /// Writes what it remembers.
    func write(to writer: inout MemoryWriter) {
        done.write(to: &writer)
        former.write(to: &writer)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    mutating func read(from reader: inout MemoryReader) throws(CheckMemoryError) {
        done = try RecentTable(from: &reader, maximumSetBits: Self.maximumSetBits)
        former = try RecentTable(from: &reader, maximumSetBits: Self.maximumUserSetBits)
    }
}
