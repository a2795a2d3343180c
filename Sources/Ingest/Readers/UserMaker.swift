import Domain

/// Makes users out of rows of fields.
struct UserMaker: RecordMaker {
    private let id: Column
    private let extra: ExtraFields

    /// A maker for a file whose columns are `plan`.
    init(plan: ColumnPlan, user: Column) { (id, extra) = (user, ExtraFields(plan.extras)) }

    var notes: [String] { [] }

    mutating func record(from row: FieldRow) throws(RowProblem) -> User {
        guard let userID = try row.identifier(id, as: UserID.self) else {
            throw RowProblem(.noVisitor, "\"\(id.name)\" is empty. Fill in the user's id.")
        }
        return User(id: userID, attributes: extra.object(from: row))
    }
}
