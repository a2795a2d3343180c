import Domain

/// Reads a file line by line as JSON objects, one record each.
///
/// A class because it holds the place in the file.
final class JSONLinesReader<Record> {
    private let input: RowInput
    private let text: TextRule
    private let make: (JSONObject) throws(RowProblem) -> Record

    /// A reader that makes records with `make`.
    init(_ input: RowInput, text: TextRule, make: @escaping (JSONObject) throws(RowProblem) -> Record) {
        (self.input, self.text, self.make) = (input, text, make)
    }

    /// The next lines, at most `maximum`, fewer where they are long; none at the end.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func next(_ maximum: Int) throws(IngestError) -> [Row<Record>] {
        var rows: [Row<Record>] = []
        let start = input.window.consumedBytes
        while rows.count < maximum, !input.isFull(rows.count, since: start), try input.hasMore() {
            try input.skipNotes()
            guard try input.hasMore() else { break }
            guard let (length, next) = try input.lineLength() else {
                rows.append(.refused(try input.refuseLine(RowProblem(.tooLong, "it is too long."))))
                continue
            }
            let bytes = UnsafeBufferPointer(rebasing: input.window.bytes[..<length])
            if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { rows.append(row(bytes)) }
            input.consume(next, lines: 1)
        }
        return rows
    }

    private func row(_ bytes: UnsafeBufferPointer<UInt8>) -> Row<Record> {
        do throws(RowProblem) {
            return .record(try make(try object(bytes)), line: input.line)
        } catch {
            return .refused(Refusal(line: input.line, raw: Array(bytes), reason: error.reason, message: error.message))
        }
    }

    private func object(_ bytes: UnsafeBufferPointer<UInt8>) throws(RowProblem) -> JSONObject {
        let rowText = bytes.allSatisfy { $0 < 0x80 } ? RowText.utf8 : try text.text(for: bytes)
        let value = try Self.value(bytes, rowText)
        guard let object = value.object else {
            throw RowProblem(.notJSON, "it is \(value.typeName), not an object. Write one {...} a line.")
        }
        return object
    }

    private static func value(_ bytes: UnsafeBufferPointer<UInt8>, _ text: RowText) throws(RowProblem) -> JSONValue {
        do throws(JSONError) {
            if case .utf8 = text { return try JSONParser.parse(bytes) }
            return try JSONParser.parse(text.utf8(bytes))
        } catch {
            throw RowProblem(.notJSON, "it is \(error). Write one {...} a line.")
        }
    }
}
