package import Domain

/// What became of the events that one sender handed over.
package struct EventReport: Hashable, Sendable {
    /// An event that was not taken.
    package struct Rejection: Hashable, Sendable {
        /// Its 0-based place in the array, or that of its line.
        package let index: Int
        /// What is wrong with it.
        package let error: FieldError
    }

    /// The most rejections that are listed; all are counted.
    package static let maximumListed = 1000

    /// Events that are durable and counted.
    package private(set) var accepted = 0
    /// Events that were there already.
    package private(set) var duplicates = 0
    /// Events that were not taken.
    package private(set) var rejectedCount = 0
    /// The first of them.
    package private(set) var rejected: [Rejection] = []
    /// The lines of a stream, or elements of an array, of which all this tells: those before this place.
    package private(set) var taken = 0
    /// By how many seconds the sender's clock, or else its latest event, was ahead of this machine's; negative is behind.
    /// Nil below a second.
    package var clockAheadSeconds: Double?

    /// Takes in what became of the elements up to the place `taken`.
    mutating func add(_ outcomes: [EventOutcome], _ rejections: [Rejection], taken: Int) {
        let duplicates = outcomes.count { $0 == .duplicate }
        accepted += outcomes.count - duplicates
        self.duplicates += duplicates
        rejectedCount += rejections.count
        rejected += rejections.prefix(Self.maximumListed - rejected.count)
        self.taken = taken
    }

    /// Appends the report as JSON.
    package func write(to bytes: inout [UInt8]) {
        guard rejectedCount == 0, clockAheadSeconds == nil else { return JSONValue.object(json).write(to: &bytes) }
        bytes.append(literal: #"{"accepted":"#)
        bytes.append(json: accepted)
        bytes.append(literal: #","duplicates":"#)
        bytes.append(json: duplicates)
        bytes.append(literal: #","rejected":[]}"#)
    }

    /// The report as JSON: `rejected_count` where the list is not whole, `clock` where clocks differ.
    package var json: JSONObject {
        var object: JSONObject = [
            "accepted": .integer(Int64(accepted)), "duplicates": .integer(Int64(duplicates)),
            "rejected": .array(rejected.map(\.json)),
        ]
        if rejectedCount > rejected.count { object["rejected_count"] = .integer(Int64(rejectedCount)) }
        if let clockAheadSeconds { object["clock"] = ["ahead_seconds": .number(clockAheadSeconds)] }
        return object
    }
}

extension EventReport.Rejection {
    fileprivate var json: JSONValue {
        ["index": .integer(Int64(index)), "field": .string(error.field), "reason": .string(error.description)]
    }
}
