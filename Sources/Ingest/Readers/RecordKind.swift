/// What a file is read for.
enum RecordKind {
    case event, item, user

    /// The roles that a column can play for it.
    var roles: [ColumnRole] {
        switch self {
        case .event: ColumnRole.ofEvent
        case .item: ColumnRole.ofItem
        case .user: ColumnRole.ofUser
        }
    }

    /// The names that no attribute may have: attributes stand beside an item's or a user's own fields, while an
    /// event keeps them apart in its context.
    var reservedNames: Set<String> { self == .event ? [] : Set(roles.map(\.jsonName)) }

    /// What messages call several of it.
    var plural: String {
        switch self {
        case .event: "events"
        case .item: "items"
        case .user: "users"
        }
    }
}
