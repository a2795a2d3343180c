package import Domain
import State
import Store

/// A decision as the log keeps it, for people who ask how a list came about.
package struct DecisionRecord: Hashable, Sendable {
    /// What was answered, and what was asked.
    package let decision: Decision
    /// Whom it was for; nil for nobody known.
    package let visitor: Visitor?

    /// The record as the API gives it: the answer, and what was known and asked.
    package var json: JSONObject {
        var object = decision.json
        object["timestamp"] = .string(decision.time.description)
        object["log_position"] = .integer(decision.logPosition)
        switch visitor {
        case .user(let id): object["user_id"] = .string(id.value)
        case .session(let id): object["session_id"] = .string(id.value)
        case nil: break
        }
        object["request"] = decision.request.map { .object($0.json) } ?? .null
        return object
    }
}

extension Kindred {
    /// How often the log is asked again for a decision while some wait for the disk.
    private static let lookUps = 50

    /// The record of the decision `id`, also of one that is just on its way to the disk.
    ///
    /// - Throws: ``DecisionError/notRecorded(_:perSecond:days:)``; ``EngineError/failed(_:)`` when the log cannot be read.
    /// - Complexity: O(log n) for n records, and up to half a second for an id that nobody knows while decisions are
    ///   being written.
    package func decisionRecord(_ id: DecisionID) async throws -> DecisionRecord {
        for _ in 0..<Self.lookUps {
            let isSettled = decisions.isIdle
            if let found = try translatingErrors({ try store.decision(id) }) {
                return DecisionRecord(decision: found.decision, visitor: found.visitor)
            }
            if isSettled { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw DecisionError.notRecorded(
            id, perSecond: config.decisions.perSecond, days: config.retention.decisionDays)
    }

    /// What people call the item `id`: its title where the state or the catalogue on disk has one, else the id.
    package func itemName(_ id: ItemID) -> String {
        let stored = try? store.item(id)
        return (state.item(id) ?? stored ?? nil)?.displayName ?? id.value
    }
}
