import Domain

/// One row of delimited fields, valid while its bytes are in the window.
struct FieldRow {
    /// The row's bytes, without the line end.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where each field stands in them.
    let fields: [FieldRange]
    /// How they are read.
    let text: RowText

    /// The text of the field at `index`: spaces around it are dropped unless it is quoted.
    func string(_ index: Int) -> String {
        let field = fields[index]
        return text.string(field.isQuoted ? slice(field) : trimmed(slice(field)), isDoubled: field.isDoubled)
    }

    /// The text of the field at `index`; nil where it is empty, or where the row has no such column.
    func optionalString(_ index: Int?) -> String? {
        guard let index, !isEmpty(index) else { return nil }
        return string(index)
    }

    /// The bytes of the field at `index` without spaces around them.
    func trimmedBytes(_ index: Int) -> UnsafeBufferPointer<UInt8> { trimmed(slice(fields[index])) }

    /// Whether the field at `index` has nothing but spaces.
    func isEmpty(_ index: Int) -> Bool { trimmedBytes(index).isEmpty }

    /// The id at `index`; nil where it is empty.
    /// - Throws: ``RowProblem`` for something that is no id.
    func identifier<Tag>(_ column: Column?, as type: Identifier<Tag>.Type) throws(RowProblem) -> Identifier<Tag>? {
        guard let column, !isEmpty(column.index) else { return nil }
        do throws(InvalidIdentifier) { return try Identifier<Tag>(string(column.index)) } catch {
            throw RowProblem(.badIdentifier, "\"\(column.name)\" \(error).")
        }
    }

    /// The number at `index`; nil where it is empty.
    /// - Throws: ``RowProblem`` for something that is no finite number.
    func double(_ column: Column?) throws(RowProblem) -> Double? {
        guard let column else { return nil }
        let bytes = trimmedBytes(column.index)
        if bytes.isEmpty { return nil }
        guard let number = Double(decimal: bytes) else {
            throw RowProblem(
                .badNumber, "\"\(column.name)\" is \(quoted(column.index)), not a number. Write it like 2.5.")
        }
        return number
    }

    /// The field at `index` as a message quotes it: one line, at most 60 characters.
    func quoted(_ index: Int) -> String {
        let shown = string(index)
        let cut = shown.count > 60 ? String(shown.prefix(60)) + "…" : shown
        return JSONValue.string(cut).description
    }

    private func slice(_ field: FieldRange) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[field.start..<field.end])
    }

    private func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        var (start, end) = (0, bytes.count)
        while start < end, bytes[start] == 0x20 { start += 1 }
        while end > start, bytes[end - 1] == 0x20 { end -= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<end])
    }
}

/// A column that plays a role.
struct Column: Hashable, Sendable {
    /// Its 0-based place.
    let index: Int
    /// What messages call it: its name in the header, or its position.
    let name: String
}
