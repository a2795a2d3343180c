import Domain

/// Reads lines of `user item item ...` as one event for each item, in the order of the line.
///
/// A class because it holds the place in the file. A line with a bad id is refused as a whole.
final class AdjacencyReader {
    private let input: RowInput
    private let text: TextRule
    private let kind: EventKind
    private let rules: EventRules
    private var pending: (user: UserID, items: ArraySlice<ItemID>, line: Int)?

    /// A reader that makes events of the kind that `options` ask for, or views.
    init(_ input: RowInput, text: TextRule, options: SourceOptions) {
        (self.input, self.text, kind, rules) = (input, text, options.kind ?? .view, EventRules(options))
    }

    /// The next events, at most `maximum`; none at the end.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func next(_ maximum: Int) throws(IngestError) -> [Row<Event>] {
        var rows: [Row<Event>] = []
        let start = input.window.consumedBytes
        while rows.count < maximum, !input.isFull(rows.count, since: start) {
            if let (user, items, line) = pending {
                let part = items.prefix(maximum - rows.count)
                for item in part {
                    rows.append(.record(Event(user: user, item: item, kind: kind, time: .unknown), line: line))
                }
                let rest = items.dropFirst(part.count)
                pending = rest.isEmpty ? nil : (user, rest, line)
                continue
            }
            guard try input.hasMore() else { break }
            if let refusal = try takeLine() { rows.append(.refused(refusal)) }
        }
        return rows
    }

    private func takeLine() throws(IngestError) -> Refusal? {
        try input.skipNotes()
        guard try input.hasMore() else { return nil }
        guard let (length, next) = try input.lineLength() else {
            return try input.refuseLine(RowProblem(.tooLong, "it is too long."))
        }
        let bytes = UnsafeBufferPointer(rebasing: input.window.bytes[..<length])
        defer { input.consume(next, lines: 1) }
        do throws(RowProblem) {
            let found = try neighbours(bytes)
            // Every event of the line has the same fields, so one stands for all of them.
            if let found {
                try rules.admit(Event(user: found.user, item: found.items.first, kind: kind, time: .unknown))
            }
            pending = found
            return nil
        } catch {
            return Refusal(line: input.line, raw: Array(bytes), reason: error.reason, message: error.message)
        }
    }

    private func neighbours(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(RowProblem) -> (user: UserID, items: ArraySlice<ItemID>, line: Int)? {
        let text = bytes.allSatisfy { $0 < 0x80 } ? RowText.utf8 : try text.text(for: bytes)
        let words = bytes.split { $0 == 0x20 || $0 == 0x09 }.map { text.string(UnsafeBufferPointer(rebasing: $0)) }
        guard let first = words.first else { return nil }
        do throws(InvalidIdentifier) {
            let user = try UserID(first)
            var items: [ItemID] = []
            items.reserveCapacity(words.count - 1)
            for word in words.dropFirst() { items.append(try ItemID(word)) }
            if !items.isEmpty { return (user, items[...], input.line) }
        } catch {
            throw RowProblem(.badIdentifier, "an id \(error).")
        }
        throw RowProblem(.noItem, "it has a user and no item. Write it like: user item item")
    }
}
