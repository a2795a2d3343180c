import Domain

/// The settings below `events.kinds`: a table from the kind's name to what it weighs and needs.
enum EventKindSettings {
    /// What the file says of one kind.
    struct Kind: Equatable, Sendable {
        /// What an event of it weighs.
        let weight: EventWeights.Kind
        /// The fields it must have; nil leaves what it needs out of the box.
        let needs: [String]?
    }

    private static let names = ["weight", "minimum_value", "touches", "needs"]

    /// The kinds that `object` sets. Those it does not name keep their default.
    ///
    ///     {"view": {"weight": 1}, "rating": {"weight": 2, "minimum_value": 3, "needs": ["value"]}}
    ///
    /// - Throws: ``CommandError`` that names the key and the nearest known one, or what the field must be.
    static func read(_ object: JSONObject, path: String) throws(CommandError) -> [String: Kind] {
        var kinds: [String: Kind] = [:]
        for member in object.members {
            let name = "events.kinds.\(member.name)"
            guard let fields = member.value.object else {
                throw refusal(name, "is \(member.value.typeName); give an object like {\"weight\": 1}", path: path)
            }
            kinds[member.name] = try kind(fields, name: name, path: path)
        }
        return kinds
    }

    private static func kind(_ fields: JSONObject, name: String, path: String) throws(CommandError) -> Kind {
        var reader = FieldReader(fields)
        let (weight, minimum, touches, needs): (Double?, Double?, Bool?, [String]?)
        do throws(FieldError) {
            weight = try reader.double("weight")
            minimum = try reader.double("minimum_value")
            touches = try reader.bool("touches")
            needs = try reader.strings("needs")
        } catch {
            throw refusal("\(name).\(error.field)", error.problem, path: path)
        }
        if let unknown = reader.remaining.members.first {
            let nearest = NearestName.of(unknown.name, among: names)
            throw .unknownSetting(name: "\(name).\(unknown.name)", path: path, nearest: nearest.map { "\(name).\($0)" })
        }
        guard let weight else { throw refusal("\(name).weight", "is missing; give -100 to 100", path: path) }
        return Kind(
            weight: EventWeights.Kind(weight: weight, minimumValue: minimum, touches: touches ?? true), needs: needs)
    }

    private static func refusal(_ name: String, _ problem: String, path: String) -> CommandError {
        .invalidSetting(InvalidSetting(name, problem: problem), origin: path, isOption: false)
    }
}
