/// The decision whose list another one shows again.
///
/// The list is as the state was then, less what may not be shown any more; who recomputes it asks under this id, at this
/// time and at the same position of the log.
public struct OriginalDecision: Hashable, Sendable {
    /// Its id.
    public var id: DecisionID
    /// What it rests on.
    public var source: DecisionSource
    /// When it was asked for.
    public var time: Timestamp

    /// A decision that was made before.
    public init(id: DecisionID, source: DecisionSource, time: Timestamp) {
        (self.id, self.source, self.time) = (id, source, time)
    }

    /// Reads what ``json`` wrote.
    ///
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject) throws(FieldError) {
        var fields = FieldReader(json)
        guard let id = try fields.identifier("decision_id", as: DecisionID.self) else {
            throw FieldError("decision_id", "is missing")
        }
        guard let source = DecisionSource(rawValue: try fields.string("source") ?? "") else {
            throw FieldError("source", "is missing or names no source")
        }
        guard let time = Timestamp(rfc3339: try fields.string("time") ?? "") else {
            throw FieldError("time", "is missing or no time")
        }
        self.init(id: id, source: source, time: time)
    }

    /// The decision as answers and records name it.
    public var json: JSONObject {
        [
            "decision_id": .string(id.value), "source": .string(source.rawValue), "time": .string(time.description),
        ]
    }
}
