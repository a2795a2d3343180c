import Domain

/// Makes events of JSON objects.
struct JSONEventMaker {
    private var names: FieldNames
    private let kind: EventKind?
    private let times: TimeRule
    private(set) var rules: EventRules

    /// A maker under these options.
    init(_ options: SourceOptions) {
        names = FieldNames(kind: .event, mapping: options.columns, skipsType: options.kind != nil)
        (kind, times, rules) = (options.kind, TimeRule(format: options.timeFormat), EventRules(options))
    }

    /// The event that `object` tells.
    ///
    /// Without a type it is of the kind that was asked for; else a rating, where its value is called so; else a view.
    /// - Throws: ``RowProblem`` when it tells none.
    mutating func event(from object: JSONObject) throws(RowProblem) -> Event {
        var (fields, valueName) = names.canonical(object)
        if fields["type"] == nil || fields["type"] == .null {
            let kind = kind ?? (valueName.map(DefaultKind.isRating) == true ? .rating : .view)
            fields["type"] = .string(kind.name)
        }
        if let user = fields["user_id"], let session = fields["session_id"], session != .null {
            let text = user.string ?? user.integer.map { String($0) } ?? ""
            if let id = try? UserID(text), rules.isGuest(id, hasSession: true) { fields["user_id"] = nil }
        }
        if let text = fields["timestamp"]?.string {
            fields["timestamp"] = .string(try times.rfc3339(text, "timestamp"))
        }
        var event: Event
        do throws(FieldError) { event = try Event(json: fields, received: .unknown) } catch { throw RowProblem(error) }
        rules.settleReturn(&event)
        try rules.admit(event)
        return event
    }
}

/// Makes items of JSON objects.
struct JSONItemMaker {
    private var names: FieldNames
    private let times: TimeRule

    /// A maker under these options.
    init(_ options: SourceOptions) {
        names = FieldNames(kind: .item, mapping: options.columns, skipsType: false)
        times = TimeRule(format: options.timeFormat)
    }

    /// The item that `object` tells; categories in one string are split as in a CSV file.
    /// - Throws: ``RowProblem`` when it tells none.
    mutating func item(from object: JSONObject) throws(RowProblem) -> Item {
        var fields = names.canonical(object).object
        if let text = fields["categories"]?.string {
            fields["categories"] = .array(ItemMaker.list(text).map(JSONValue.string))
        }
        if let text = fields["published_at"]?.string {
            fields["published_at"] = .string(try times.rfc3339(text, "published_at"))
        }
        do throws(FieldError) { return try Item(json: fields) } catch { throw RowProblem(error) }
    }
}

/// Makes users of JSON objects.
struct JSONUserMaker {
    private var names: FieldNames

    /// A maker under these options.
    init(_ options: SourceOptions) { names = FieldNames(kind: .user, mapping: options.columns, skipsType: false) }

    /// The user that `object` tells.
    /// - Throws: ``RowProblem`` when it tells none.
    mutating func user(from object: JSONObject) throws(RowProblem) -> User {
        do throws(FieldError) { return try User(json: names.canonical(object).object) } catch {
            throw RowProblem(error)
        }
    }
}

extension RowProblem {
    /// What is wrong with a JSON field.
    init(_ error: FieldError) {
        let isMissing = error.problem.hasPrefix("is missing")
        let text = error.description.asSentence
        switch error.field {
        case "user_id": self.init(isMissing ? .noVisitor : .badIdentifier, text)
        case "item_id": self.init(isMissing ? .noItem : .badIdentifier, text)
        case "session_id", "event_id", "decision_id": self.init(.badIdentifier, text)
        case "timestamp", "published_at": self.init(.badTimestamp, text)
        case "type": self.init(.badType, text)
        case "value" where isMissing: self.init(.missingValue, text)
        case "value", "quantity", "price", "position", "stock": self.init(.badNumber, text)
        default: self.init(.badField, text)
        }
    }
}

extension TimeRule {
    /// The time that the member `name` writes as `text`, as RFC 3339.
    /// - Throws: ``RowProblem`` for something that is no time.
    func rfc3339(_ text: String, _ name: String) throws(RowProblem) -> String {
        let time = Array(text.utf8).withUnsafeBufferPointer { self.time($0) }
        if let time, Timestamp.range.contains(time) { return time.description }
        let shown = JSONValue.string(String(text.prefix(60))).description
        throw RowProblem(.badTimestamp, "\"\(name)\" is \(shown), \(complaint)")
    }
}
