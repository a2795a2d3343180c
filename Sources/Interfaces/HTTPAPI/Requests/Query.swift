import Domain
import Hummingbird

/// The part of an address after the question mark, as typed fields.
struct Query {
    /// The most bytes a text that is searched for may have.
    static let maximumTextBytes = 256

    private let values: [(name: String, value: String)]

    /// Reads the query of `request`, which may hold `names` and nothing else.
    /// - Throws: `FieldError` for an unknown name or a broken escape.
    init(_ request: Request, names: String...) throws(FieldError) { try self.init(request.uri.query, names: names) }

    /// Reads the query `text`, which may hold `names` and nothing else.
    /// - Throws: As above.
    init(_ text: String?, names: [String]) throws(FieldError) {
        var values: [(name: String, value: String)] = []
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = percentDecoded(parts[0], plusIsSpace: true), names.contains(name) else {
                let given = parts[0].prefix(40)
                let near = NearestName.of(String(given), among: names).map { "did you mean \"\($0)\"?" }
                let known = names.isEmpty ? "give it in the body" : "there is \(names.joined(separator: ", "))"
                throw FieldError("query", "has \"\(given)\", which does not exist here; \(near ?? known)")
            }
            guard let value = percentDecoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true) else {
                throw FieldError(name, "holds a broken % escape, or is not UTF-8; write % itself as %25")
            }
            values.append((name, value))
        }
        self.values = values
    }

    /// Every value of `name`, in order.
    func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    /// The value of `name`; nil when it is missing.
    /// - Throws: `FieldError` when it is there twice.
    func string(_ name: String) throws(FieldError) -> String? {
        guard let first = values.firstIndex(where: { $0.name == name }) else { return nil }
        let count = values.count { $0.name == name }
        guard count == 1 else { throw FieldError(name, "is given \(count) times; give it once") }
        return values[first].value
    }

    /// The whole number `name`, or `standard` when it is missing.
    /// - Throws: `FieldError` when it is not in `range`.
    func integer(_ name: String, in range: ClosedRange<Int>, standard: @autoclosure () -> Int) throws(FieldError)
        -> Int
    {
        guard let text = try string(name) else { return standard() }
        guard let number = Int(text), range.contains(number) else {
            throw FieldError(
                name, "is \"\(text.prefix(40))\"; give a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// The id `name`; nil when it is missing.
    /// - Throws: `FieldError` when it is no id.
    func identifier<Tag>(_ name: String, as type: Identifier<Tag>.Type = Identifier<Tag>.self)
        throws(FieldError) -> Identifier<Tag>?
    {
        guard let text = try string(name) else { return nil }
        do { return try Identifier<Tag>(text) } catch { throw FieldError(name, error.description) }
    }

    /// The text to search for, empty when it is missing.
    /// - Throws: `FieldError` when it is too long or holds a control character.
    func text(_ name: String) throws(FieldError) -> String {
        let text = try string(name) ?? ""
        guard text.utf8.count <= Self.maximumTextBytes else {
            throw FieldError(name, "has \(text.utf8.count) bytes; \(Self.maximumTextBytes) is the most")
        }
        guard !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw FieldError(name, "holds a control character; remove it")
        }
        return text
    }
}
