/// Which column of a delimited file plays which role, and what the others are called.
struct ColumnPlan {
    /// The columns with a role.
    private(set) var roles: [ColumnRole: Column] = [:]
    /// The columns without one: kept with the record under these names.
    private(set) var extras: [Column] = []
    /// Flag columns: a 1 there puts the item in the category of this name.
    private(set) var flags: [Column] = []
    /// How many columns a row has.
    let count: Int
    /// The roles that were asked for by name, not recognised.
    private(set) var asked: Set<ColumnRole> = []

    /// A fixed layout: the role of each column, or the name under which it is kept.
    init(fixed columns: [FixedColumn]) {
        count = columns.count
        for (index, column) in columns.enumerated() {
            switch column {
            case .role(let role): roles[role] = Column(index: index, name: role.jsonName)
            case .extra(let name): extras.append(Column(index: index, name: name))
            case .flag(let name): flags.append(Column(index: index, name: name))
            case .unused: break
            }
        }
    }

    /// Works out the roles of the columns called `names`: first what `mapping` says, then by recognised names.
    ///
    /// - Parameters:
    ///   - names: The header's cells; nil where there is no header, and `count` columns have but positions.
    ///   - kind: What the rows are; roles in `mapping` that such records do not have are passed over.
    ///   - isUsable: Whether a recognised column may play the role, judged by the first row.
    /// - Throws: ``IngestError/unknownColumn(path:column:available:)``.
    init(
        names: [String]?, count: Int, mapping: ColumnMapping, kind: RecordKind, path: String,
        isUsable: (ColumnRole, Int) -> Bool
    ) throws(IngestError) {
        self.count = count
        let wanted = kind.roles
        let shown = Self.shownNames(names, count: count)
        for role in wanted {
            guard let reference = mapping.columns[role] else { continue }
            guard let index = Self.index(of: reference, names: names, count: count) else {
                throw .unknownColumn(path: path, column: reference.name, available: shown)
            }
            roles[role] = Column(index: index, name: shown[index])
            asked.insert(role)
        }
        if let names { recognise(names.map(ColumnName.folded), shown, wanted, isUsable) }
        let taken = Set(roles.values.map(\.index))
        extras = Self.extras(shown, besides: taken, reserved: kind.reservedNames)
    }

    private mutating func recognise(
        _ folded: [String], _ shown: [String], _ wanted: [ColumnRole], _ isUsable: (ColumnRole, Int) -> Bool
    ) {
        for role in wanted where roles[role] == nil {
            let taken = Set(roles.values.map(\.index))
            for name in role.names {
                let index = folded.indices.first { folded[$0] == name && !taken.contains($0) && isUsable(role, $0) }
                guard let index else { continue }
                roles[role] = Column(index: index, name: shown[index])
                break
            }
        }
    }

    /// Gives `role` to the column that has `other`, which loses it.
    mutating func move(_ other: ColumnRole, to role: ColumnRole) {
        roles[role] = roles.removeValue(forKey: other)
    }

    /// Gives `role` to the first column whose folded name is `name`, if it has none yet.
    mutating func adopt(_ name: String, as role: ColumnRole) {
        guard roles[role] == nil, let place = extras.firstIndex(where: { ColumnName.folded($0.name) == name }) else {
            return
        }
        roles[role] = extras.remove(at: place)
    }

    /// Takes `role` away; its column is kept with the record.
    mutating func release(_ role: ColumnRole) {
        guard let column = roles.removeValue(forKey: role) else { return }
        extras.append(column)
        extras.sort { $0.index < $1.index }
    }

    /// A sentence that says what was taken from where.
    func note(_ wanted: [ColumnRole]) -> String {
        let parts = wanted.compactMap { role in roles[role].map { "\(role.rawValue) from \"\($0.name)\"" } }
        return "Columns: \(parts.joined(separator: ", "))."
    }

    private static func index(of reference: ColumnReference, names: [String]?, count: Int) -> Int? {
        if let names {
            if let index = names.firstIndex(of: reference.name) { return index }
            let folded = ColumnName.folded(reference.name)
            if !folded.isEmpty, let index = names.firstIndex(where: { ColumnName.folded($0) == folded }) {
                return index
            }
        }
        return reference.position.flatMap { $0 < count ? $0 : nil }
    }

    /// The names as messages show them: a column without a name goes by its position.
    static func shownNames(_ names: [String]?, count: Int) -> [String] {
        (0..<count).map { index in
            let name = names?[index].trimmingSpaces ?? ""
            return name.isEmpty ? "column_\(index + 1)" : name
        }
    }

    /// The columns that are left, under names that are all different and none of `reserved`.
    private static func extras(_ shown: [String], besides taken: Set<Int>, reserved: Set<String>) -> [Column] {
        var used = reserved
        var extras: [Column] = []
        for index in shown.indices where !taken.contains(index) {
            var name = shown[index]
            while !used.insert(name).inserted { name += "_2" }
            extras.append(Column(index: index, name: name))
        }
        return extras
    }
}

/// One column of a published layout.
enum FixedColumn {
    /// It plays a role.
    case role(ColumnRole)
    /// It is kept under a name.
    case extra(String)
    /// A 1 in it means a category.
    case flag(String)
    /// It tells nothing.
    case unused
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = \.isWhitespace
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
