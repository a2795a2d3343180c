/// Decides whether an event is taken in: one rule for what is sent over HTTP and for what stands in files.
public struct EventAdmission: Sendable {
    /// What one kind asks of an event.
    private struct Rule: Sendable {
        let needsItem: Bool
        let needs: [String]
    }

    private let rules: [EventKind: Rule]
    private let refusesUnknown: Bool
    private let future: Int64
    private let age: Int64
    private let retention: EventRetention

    /// The rules that `weights`, `intake` and `retention` make together.
    public init(
        weights: EventWeights = EventWeights(), intake: EventIntake = EventIntake(),
        retention: EventRetention = EventRetention()
    ) {
        var rules: [EventKind: Rule] = [:]
        for name in Set(weights.kinds.keys).union(intake.needs.keys) {
            guard let kind = EventKind(name) else { continue }
            let needs = intake.needs[name] ?? []
            rules[kind] = Rule(
                needsItem: weights.touches(kind) || needs.contains(EventField.item.rawValue),
                needs: needs.filter { $0 != EventField.item.rawValue })
        }
        self.rules = rules
        refusesUnknown = intake.unknownKinds == .refuse
        future = Int64(intake.maximumFutureSeconds) * 1000
        age = Int64(intake.maximumAgeDays) * 86_400_000
        self.retention = retention
    }

    /// Whether an event of `kind` must have an item.
    public func needsItem(_ kind: EventKind) -> Bool { rules[kind]?.needsItem ?? true }

    /// Refuses an event of a kind nobody configured, where that is the policy, and one that lacks what its kind needs.
    ///
    /// - Throws: ``FieldError``.
    /// - Complexity: O(fields the kind needs).
    public func check(_ event: Event) throws(FieldError) {
        if event.hiddenTrait != nil || event.kind == .unhide && event.item != nil { return }
        guard let rule = rules[event.kind] else {
            if refusesUnknown {
                throw FieldError("type", "is \"\(event.kind)\", which is not configured; add it to events.kinds")
            }
            return try requireItem(event)
        }
        if rule.needsItem { try requireItem(event) }
        for field in rule.needs where !event.has(field) {
            throw FieldError(field, "is missing; an event of type \(event.kind) needs it")
        }
    }

    /// Refuses an event whose time is too far ahead of `now`, or too long ago; in any case one that is older than its
    /// kind is kept, so that what was removed from the log does not come in again.
    ///
    /// - Parameter anyAge: Whether an event may otherwise be as old as it likes, as in files.
    /// - Throws: ``FieldError`` of the timestamp, with both times.
    public func checkTime(of event: Event, now: Timestamp, anyAge: Bool = false) throws(FieldError) {
        let ahead = event.time.milliseconds - now.milliseconds
        if ahead > future {
            throw FieldError(
                "timestamp",
                "is \(event.time), \((ahead / 1000).grouped) s after this machine's clock, \(now); at most "
                    + "\((future / 1000).grouped) s are taken, so mend the sender's clock or time zone")
        }
        if !anyAge, ahead < -age {
            throw FieldError(
                "timestamp",
                "is \(event.time), over \((age / 86_400_000).grouped) days before now, \(now); import old events from a "
                    + "file, or raise events.maximum_age_days")
        }
        if let refusal = retention.refusal(of: event, at: now) { throw refusal }
    }

    private func requireItem(_ event: Event) throws(FieldError) {
        guard event.item == nil else { return }
        throw FieldError("item_id", "is missing" + event.context.question(meaning: EventField.item.rawValue))
    }
}

extension Event {
    /// Whether the field `name` of the JSON form, or else the member `name` of the context, is there.
    fileprivate func has(_ name: String) -> Bool {
        switch EventField(rawValue: name) {
        case .user: user != nil
        case .session: session != nil
        case .item: item != nil
        case .eventID: id != nil
        case .value: value != nil
        case .quantity: quantity != nil
        case .price: price != nil
        case .decision: decision != nil
        case .position: position != nil
        case .timestamp: time != .unknown
        case .schema, .type, .context: true
        case .currency, nil: context[name].map { $0 != .null } ?? false
        }
    }
}
