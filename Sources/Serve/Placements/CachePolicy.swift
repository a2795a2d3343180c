package import Domain
import Models

/// For how long a list of a placement may be shown again to whom asks for the same.
///
/// Whatever it says, a list is made anew once its visitor did something, another release serves, or it holds something that
/// may not be shown any more. So it is about what others do: how old the popularity in a list may be.
package struct CachePolicy: Codable, Equatable, Sendable {
    /// For how many seconds at most; a list that nothing changes lasts for three quarters of them at least. 0...86,400; 0
    /// shows nothing again.
    package var seconds: Int
    /// The keys of the request's context that tell one list from another; nil takes all.
    package var contextKeys: [String]?

    /// Lists that are shown again for up to `seconds`.
    package init(seconds: Int) { self.seconds = seconds }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case seconds
        case contextKeys = "context_keys"
    }

    /// What of `context` tells lists apart.
    package func bucket(_ context: JSONObject) -> JSONObject {
        guard let contextKeys, !context.isEmpty else { return context }
        var kept = JSONObject()
        for member in context.members where contextKeys.contains(member.name) { kept[member.name] = member.value }
        return kept
    }

    /// Passes when every field is in range.
    /// - Throws: `InvalidSetting` that names the field after `path`.
    func check(_ path: String) throws(InvalidSetting) {
        try Setting.check(seconds, in: 0...86_400, "\(path).seconds")
    }
}

extension CachePolicy {
    /// Reads what was encoded; what is not said has the default of personal lists.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(seconds: try fields.decodeIfPresent(Int.self, forKey: .seconds) ?? PlacementSettings.cacheSeconds)
        contextKeys = try fields.decodeIfPresent([String].self, forKey: .contextKeys)
    }
}
