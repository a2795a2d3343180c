extension Decision {
    /// Reads a decision from its JSON form.
    ///
    /// - Parameters:
    ///   - logPosition: The position it was made at, which the JSON form leaves out.
    ///   - time: The moment it was asked for, which the JSON form leaves out.
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject, logPosition: Int64, time: Timestamp) throws(FieldError) {
        var fields = FieldReader(json)
        guard let id = try fields.identifier("decision_id", as: DecisionID.self) else {
            throw FieldError("decision_id", "is missing")
        }
        guard let placement = try fields.identifier("placement", as: Placement.self) else {
            throw FieldError("placement", "is missing")
        }
        guard let source = DecisionSource(rawValue: try fields.string("source") ?? "") else {
            throw FieldError("source", "is missing or names no source")
        }
        let original = try fields.object("original")
        let strategy = try fields.string("strategy")
        let release = try fields.integer("release")
        var recommendations: [Recommendation] = []
        for object in try fields.objects("recommendations") { recommendations.append(try Recommendation(json: object)) }
        self.init(
            id: id, placement: placement, release: release.map { Int($0) }, source: source,
            strategy: strategy, recommendations: recommendations, logPosition: logPosition, time: time)
        self.original = try original.map { (object) throws(FieldError) in try OriginalDecision(json: object) }
        if let asked = try fields.object("request") {
            // A request that this version cannot read is missing, rather than the whole record.
            request = try? RecommendationRequest(
                json: asked, placement: placement, decision: id, standardLimit: 10, time: time)
        }
        for member in (try fields.object("removed") ?? [:]).members {
            removed[member.name] = member.value.integer.map { Int($0) }
        }
    }
}

extension Recommendation {
    /// Reads a place in a list from its JSON form.
    ///
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject) throws(FieldError) {
        var fields = FieldReader(json)
        guard let item = try fields.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing")
        }
        guard let score = try fields.double("score") else { throw FieldError("score", "is missing") }
        guard let position = try fields.integer("position") else { throw FieldError("position", "is missing") }
        guard let reason = try fields.object("reason") else { throw FieldError("reason", "is missing") }
        let parts = (try fields.object("parts") ?? [:]).members.compactMap { member in
            member.value.double.map { ScorePart(member.name, Float($0)) }
        }
        let propensity = try fields.double("propensity")
        self.init(
            item: item, score: Float(score), position: Int(position), reason: try Reason(json: reason), parts: parts,
            propensity: propensity, rules: fields.take("rules")?.array?.compactMap(\.string) ?? [])
    }
}

extension Reason {
    /// Reads a reason from its JSON form.
    ///
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject) throws(FieldError) {
        var fields = FieldReader(json)
        guard let code = ReasonCode(rawValue: try fields.string("code") ?? "") else {
            throw FieldError("code", "is missing or names no reason")
        }
        let text = try fields.string("text") ?? ""
        var because: [Evidence] = []
        for object in try fields.objects("because") { because.append(try Evidence(json: object)) }
        self.init(code: code, text: text, because: because)
    }
}

extension Evidence {
    /// Reads a past item and its share from their JSON form.
    ///
    /// - Throws: ``FieldError`` with the first field that is missing or does not fit.
    public init(json: JSONObject) throws(FieldError) {
        var fields = FieldReader(json)
        guard let item = try fields.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing")
        }
        guard let share = try fields.double("share") else { throw FieldError("share", "is missing") }
        self.init(item: item, share: Float(share))
    }
}

extension FieldReader {
    /// Takes the objects `name`: an array of objects; none when it is missing.
    /// - Throws: ``FieldError`` when it is anything else.
    public mutating func objects(_ name: String) throws(FieldError) -> [JSONObject] {
        guard let value = take(name) else { return [] }
        guard let array = value.array else { throw FieldError(name, "is \(value.typeName), not an array of objects") }
        var objects: [JSONObject] = []
        for element in array {
            guard let object = element.object else {
                throw FieldError(name, "holds \(element.typeName), not only objects")
            }
            objects.append(object)
        }
        return objects
    }
}
