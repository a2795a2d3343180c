package import Domain

extension Rule {
    /// How many rules a release may have.
    package static let maximumRules = 500

    /// Itself, when its fields fit one another and are in range; what stands in the language is not looked at.
    ///
    /// - Throws: ``FieldError`` that names the field.
    package func validated() throws(FieldError) -> Rule {
        guard (1...100).contains(name.utf8.count), name.unicodeScalars.allSatisfy({ $0.value >= 32 }) else {
            throw FieldError("name", "is \"\(name)\"; give 1 to 100 bytes without control characters")
        }
        if condition != nil, exception != nil {
            throw FieldError("unless", "stands beside \"if\"; give one of the two")
        }
        for (key, isGiven) in given where isGiven && !Self.fields(of: kind).contains(key) {
            let kinds = Kind.allCases.filter { Self.fields(of: $0).contains(key) }.map(\.rawValue)
            throw FieldError(
                key.rawValue,
                "does not belong to a rule of kind \"\(kind.rawValue)\", but to \(kinds.joined(separator: ", "))")
        }
        try checkFigures()
        for placement in placements ?? [] where (try? Placement(placement)) == nil {
            throw FieldError("placements", "names \"\(placement)\", no placement")
        }
        if let placements, placements.isEmpty {
            throw FieldError("placements", "is empty; leave it out to mean all, or set \"enabled\" to false")
        }
        _ = try CompiledSchedule(schedule)
        return self
    }

    private func checkFigures() throws(FieldError) {
        switch kind {
        case .never:
            if condition == nil, exception == nil {
                throw FieldError("if", "is missing; a rule of kind \"never\" without it would empty every list")
            }
        case .boost: try require("factor", factor, factor.map { $0 > 1 && $0 <= 100 }, "above 1, up to 100")
        case .bury: try require("factor", factor, factor.map { $0 > 0 && $0 < 1 }, "above 0 and below 1")
        case .pin:
            try require("position", position, position.map { (1...500).contains($0) }, "1 to 500")
            if items == nil, condition == nil {
                throw FieldError("items", "is missing; give the ids to pin, or a condition with \"if\"")
            }
            if let items, !(1...100).contains(items.count) || items.contains(where: { (try? ItemID($0)) == nil }) {
                throw FieldError("items", "is no list of 1 to 100 item ids")
            }
        case .cap:
            try require("max", maximum, maximum.map { (1...500).contains($0) }, "1 to 500")
            if let window, !(2...500).contains(window) { throw FieldError("window", "is \(window); give 2 to 500") }
            if let window, let maximum, maximum >= window {
                throw FieldError("max", "is \(maximum), as much as the window has places; the rule would do nothing")
            }
        case .promote: try require("share", share, share.map { $0 > 0 && $0 <= 1 }, "above 0, up to 1")
        }
    }

    private func require<Value>(
        _ field: String, _ value: Value?, _ isInRange: Bool?, _ range: String
    ) throws(FieldError) {
        guard let value, let isInRange else {
            throw FieldError(field, "is missing; a rule of kind \"\(kind.rawValue)\" needs it: \(range)")
        }
        guard isInRange else { throw FieldError(field, "is \(value); give \(range)") }
    }

    /// The fields of the kinds, and whether they are there.
    private var given: [(CodingKeys, Bool)] {
        [
            (.condition, condition != nil), (.exception, exception != nil), (.factor, factor != nil),
            (.position, position != nil), (.items, items != nil), (.maximum, maximum != nil),
            (.window, window != nil), (.field, field != nil), (.share, share != nil),
        ]
    }

    private static func fields(of kind: Kind) -> Set<CodingKeys> {
        switch kind {
        case .never: [.condition, .exception]
        case .boost, .bury: [.condition, .factor]
        case .pin: [.condition, .position, .items]
        case .cap: [.condition, .maximum, .window, .field]
        case .promote: [.condition, .share]
        }
    }
}
