import Domain

/// The settings below `retention.kinds`: a table from the kind's name to the age up to which its events are kept.
enum RetentionKindSettings {
    /// The days that `object` sets.
    ///
    ///     {"view": "90d", "purchase": "5y"}
    ///
    /// - Throws: ``CommandError/invalidSetting(_:origin:isOption:)`` that names the kind.
    static func read(_ object: JSONObject, path: String) throws(CommandError) -> [String: Double] {
        var days: [String: Double] = [:]
        for member in object.members {
            guard let age = member.value.double ?? member.value.string.flatMap(Age.days) else {
                let problem = "is \(member.value.description); give an age such as \"90d\", \"12w\" or \"2y\""
                let error = InvalidSetting("retention.kinds.\(member.name)", problem: problem)
                throw .invalidSetting(error, origin: path, isOption: false)
            }
            days[member.name] = age
        }
        return days
    }
}
