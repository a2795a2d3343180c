/// Which column plays which role, as `--columns` says.
package struct ColumnMapping: Hashable, Sendable {
    /// What was said for each role.
    private(set) var columns: [ColumnRole: ColumnReference] = [:]

    /// A mapping that leaves every column to be recognised.
    package init() {}

    /// Reads `user=userId,item=movieId,value=rating,time=4`: roles with a column's name or 1-based position.
    ///
    /// A role may go by any name that is recognised in a header: `timestamp=` is `time=`.
    /// - Throws: ``IngestError/badColumns(part:)``, ``IngestError/unknownRole(role:known:)``.
    package init(parsing text: String) throws(IngestError) {
        for part in text.split(separator: ",", omittingEmptySubsequences: true) {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { throw .badColumns(part: String(part)) }
            guard let role = ColumnRole(named: sides[0]) else {
                throw .unknownRole(role: sides[0], known: ColumnRole.allCases.map(\.rawValue))
            }
            guard columns[role] == nil else { throw .badColumns(part: String(part)) }
            columns[role] = ColumnReference(name: sides[1])
        }
    }

    /// Whether nothing is said.
    package var isEmpty: Bool { columns.isEmpty }
}

/// A column as somebody calls it: by name, or by position where no column has that name.
struct ColumnReference: Hashable, Sendable {
    /// What was written.
    let name: String

    /// The 0-based position, where a number from 1 on was written.
    var position: Int? {
        guard let number = Int(name), number >= 1 else { return nil }
        return number - 1
    }
}
