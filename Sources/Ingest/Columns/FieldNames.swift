import Domain

/// Brings the members of JSON objects to the names that the records' JSON form has.
///
/// A member with such a name stays. Where one is missing, the member that `--columns` names takes its place, or else
/// the one whose name is recognised.
struct FieldNames {
    private static let limit = 1024

    private let wanted: [ColumnRole]
    private let asked: [(role: ColumnRole, name: String)]
    private let names: Set<String>
    private let skipsType: Bool
    private var ranks: [String: (role: ColumnRole, rank: Int)?] = [:]

    /// Names for records of `kind`. With `skipsType` no member but `type` itself is recognised as the event's type.
    init(kind: RecordKind, mapping: ColumnMapping, skipsType: Bool) {
        wanted = kind.roles
        names = Set(kind.roles.map(\.jsonName))
        asked = kind.roles.compactMap { role in mapping.columns[role].map { (role, $0.name) } }
        self.skipsType = skipsType
    }

    /// `object` with a record's own names, and the name that its `value` had.
    mutating func canonical(_ object: JSONObject) -> (object: JSONObject, valueName: String?) {
        var renames: [ColumnRole: (name: String, rank: Int)] = [:]
        for (role, name) in asked where name != role.jsonName && object[name] != nil { renames[role] = (name, -1) }
        for member in object.members where !names.contains(member.name) {
            guard let (role, rank) = recognised(member.name) else { continue }
            guard rank < renames[role]?.rank ?? Int.max, object[role.jsonName] == nil else { continue }
            renames[role] = (member.name, rank)
        }
        if renames.isEmpty { return (object, nil) }
        var result = object
        for (role, from) in renames {
            let value = result[from.name]
            result[from.name] = nil
            result[role.jsonName] = value
        }
        return (result, renames[.value]?.name)
    }

    private mutating func recognised(_ name: String) -> (role: ColumnRole, rank: Int)? {
        if let known = ranks[name] { return known }
        let folded = ColumnName.folded(name)
        var found: (role: ColumnRole, rank: Int)?
        for role in wanted where found == nil && !(skipsType && role == .type) {
            found = role.names.firstIndex(of: folded).map { (role, $0) }
        }
        if found == nil, folded == "id" {
            if wanted == ColumnRole.ofItem { found = (.item, 1000) }
            if wanted == ColumnRole.ofUser { found = (.user, 1000) }
        }
        if ranks.count < Self.limit { ranks[name] = .some(found) }
        return found
    }
}
