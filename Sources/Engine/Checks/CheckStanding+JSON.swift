public import Domain

extension CheckStanding {
    /// The standing as the API and the command line answer it.
    public var json: JSONObject {
        [
            "events": .integer(events), "marked": .integer(marked), "left_out": .integer(leftOut),
            "held": .integer(held), "duplicate_ids": .integer(duplicateIDs),
            "checks": .array(checks.map { .object($0.json(of: events)) }),
        ]
    }
}

extension CheckStanding.Line {
    /// The line as JSON, with its share of `events`, 0...1.
    public func json(of events: Int64) -> JSONObject {
        [
            "name": .string(check.rawValue), "policy": .string(policy.rawValue), "marked": .integer(marked),
            "share": .number(events > 0 ? Double(marked) / Double(events) : 0),
        ]
    }
}
