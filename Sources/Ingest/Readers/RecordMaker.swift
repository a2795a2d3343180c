import Domain

/// Makes the records of one kind out of rows of fields.
protocol RecordMaker {
    /// What a row becomes.
    associatedtype Record

    /// The record that `row` tells.
    /// - Throws: ``RowProblem`` when it tells none.
    mutating func record(from row: FieldRow) throws(RowProblem) -> Record

    /// What a person should know about how rows were read so far.
    var notes: [String] { get }
}

/// Reads the columns without a role as attributes.
struct ExtraFields {
    private let columns: [(column: Column, isNumber: Bool)]

    /// Takes these columns. A column called age, year or duration holds numbers; every other is kept as text, as a
    /// postcode or an article number is no quantity although it is made of digits.
    init(_ columns: [Column]) {
        let numeric: Set<String> = ["age", "year", "duration"]
        self.columns = columns.map { ($0, numeric.contains(ColumnName.folded($0.name))) }
    }

    /// The fields that are not empty, in the order of the columns.
    func object(from row: FieldRow) -> JSONObject {
        if columns.isEmpty { return [:] }
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(columns.count)
        for (column, isNumber) in columns where !row.isEmpty(column.index) {
            if isNumber, let number = Double(decimal: row.trimmedBytes(column.index)) {
                members.append((column.name, Int64(exactly: number).map(JSONValue.integer) ?? .number(number)))
            } else {
                members.append((column.name, .string(row.string(column.index))))
            }
        }
        return JSONObject(members)
    }
}
