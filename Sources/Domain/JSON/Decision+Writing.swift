extension Decision {
    /// Appends the bytes of ``json``, without making the values between.
    ///
    /// DecisionWritingTests holds the two together: a member that one of them has, the other has too.
    /// - Complexity: O(bytes).
    public func write(to bytes: inout [UInt8]) {
        Self.write(id: id, to: &bytes)
        writeRest(to: &bytes)
    }

    /// Appends the beginning of the bytes of ``json``, up to and with the id.
    package static func write(id: DecisionID, to bytes: inout [UInt8]) {
        bytes.append(literal: #"{"decision_id":"#)
        bytes.append(json: id.value)
    }

    /// Appends what of the bytes of ``json`` follows the id.
    /// - Complexity: O(bytes).
    package func writeRest(to bytes: inout [UInt8]) {
        bytes.append(literal: #","placement":"#)
        bytes.append(json: placement.value)
        bytes.append(literal: #","release":"#)
        if let release { bytes.append(json: release) } else { bytes.append(literal: "null") }
        bytes.append(literal: #","source":"#)
        bytes.append(json: source.rawValue)
        if let original { bytes.append(json: JSONValue.object(original.json).bytes(), as: #","original":"#) }
        if let strategy {
            bytes.append(literal: #","strategy":"#)
            bytes.append(json: strategy)
        }
        bytes.append(literal: #","recommendations":["#)
        for (place, recommendation) in recommendations.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            recommendation.write(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        if let nextCursor {
            bytes.append(literal: #","next_cursor":"#)
            bytes.append(json: nextCursor.text)
        }
        if !removed.isEmpty { writeRemoved(to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    /// Appends the member `removed`, by name.
    private func writeRemoved(to bytes: inout [UInt8]) {
        bytes.append(literal: #","removed":{"#)
        for (place, entry) in removed.sorted(by: { $0.key < $1.key }).enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(json: entry.key)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(json: entry.value)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension Recommendation {
    /// Appends the bytes of ``json``.
    fileprivate func write(to bytes: inout [UInt8]) {
        bytes.append(literal: #"{"item_id":"#)
        bytes.append(json: item.value)
        bytes.append(literal: #","score":"#)
        bytes.append(json: score)
        bytes.append(literal: #","position":"#)
        bytes.append(json: position)
        bytes.append(literal: #","reason":"#)
        reason.write(to: &bytes)
        if !parts.isEmpty { bytes.append(json: JSONValue.object(partsJSON).bytes(), as: #","parts":"#) }
        if let propensity { bytes.append(json: JSONValue.number(propensity).bytes(), as: #","propensity":"#) }
        if !rules.isEmpty {
            bytes.append(literal: #","rules":["#)
            for (place, rule) in rules.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes.append(json: rule)
            }
            bytes.append(UInt8(ascii: "]"))
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension Reason {
    /// Appends the bytes of ``json``.
    fileprivate func write(to bytes: inout [UInt8]) {
        bytes.append(literal: #"{"code":"#)
        bytes.append(json: code.rawValue)
        bytes.append(literal: #","text":"#)
        bytes.append(json: text)
        bytes.append(literal: #","because":["#)
        for (place, evidence) in because.enumerated() {
            bytes.append(literal: place > 0 ? #",{"item_id":"# : #"{"item_id":"#)
            bytes.append(json: evidence.item.value)
            bytes.append(literal: #","share":"#)
            bytes.append(json: evidence.share)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(literal: "]}")
    }
}

extension [UInt8] {
    /// Appends a member that few answers have: its name with what goes before, and its value.
    fileprivate mutating func append(json value: [UInt8], as name: StaticString) {
        append(literal: name)
        self += value
    }
}
