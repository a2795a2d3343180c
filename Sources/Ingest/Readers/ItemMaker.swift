import Domain

/// Makes items out of rows of fields.
struct ItemMaker: RecordMaker {
    private let id: Column
    private let plan: ColumnPlan
    private let extra: ExtraFields
    private let times: TimeRule

    /// A maker for a file whose columns are `plan`.
    init(plan: ColumnPlan, item: Column, times: TimeRule) {
        (id, self.plan, extra, self.times) = (item, plan, ExtraFields(plan.extras), times)
    }

    var notes: [String] { [] }

    mutating func record(from row: FieldRow) throws(RowProblem) -> Item {
        guard let itemID = try row.identifier(id, as: ItemID.self) else {
            throw RowProblem(.noItem, "\"\(id.name)\" is empty. Fill in the item's id.")
        }
        var item = Item(id: itemID)
        item.title = string(.title, row)
        item.details = string(.description, row)
        item.categories = Self.list(string(.categories, row) ?? "") + flagged(row)
        item.brand = string(.brand, row)
        item.tags = Self.list(string(.tags, row) ?? "", separators: ["|", ";", ","])
        item.price = try row.double(plan.roles[.price])
        if let price = item.price, price < 0, let column = plan.roles[.price] {
            throw RowProblem(.badNumber, "\"\(column.name)\" is \(price). A price is not negative.")
        }
        item.currency = string(.currency, row)
        item.stock = try row.double(plan.roles[.stock])
        item.isHidden = try truth(plan.roles[.isHidden], row)
        if let column = plan.roles[.publishedAt], !row.isEmpty(column.index) {
            item.publishedAt = try times.time(column, in: row)
        }
        item.url = string(.url, row)
        item.imageURL = string(.imageURL, row)
        item.attributes = extra.object(from: row)
        return item
    }

    /// The parts of `text` between `|` or `;`, each once, without those that say that there are none.
    static func list(_ text: String, separators: Set<Character> = ["|", ";"]) -> [String] {
        var parts: [String] = []
        for piece in text.split(whereSeparator: separators.contains) {
            let part = String(piece).trimmingSpaces
            let isNone = part.isEmpty || part == "(no genres listed)" || part == #"\N"#
            if !isNone, !parts.contains(part) { parts.append(part) }
        }
        return parts
    }

    private func string(_ role: ColumnRole, _ row: FieldRow) -> String? { row.optionalString(plan.roles[role]?.index) }

    private func flagged(_ row: FieldRow) -> [String] {
        plan.flags.filter { row.trimmedBytes($0.index).elementsEqual([0x31]) }.map(\.name)
    }

    private func truth(_ column: Column?, _ row: FieldRow) throws(RowProblem) -> Bool {
        guard let column, let text = row.optionalString(column.index) else { return false }
        switch text.lowercased() {
        case "true", "1", "yes", "t", "y": return true
        case "false", "0", "no", "f", "n": return false
        default:
            throw RowProblem(.badField, "\"\(column.name)\" is \(row.quoted(column.index)). Write true or false.")
        }
    }
}
