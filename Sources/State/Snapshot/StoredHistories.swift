import Domain

/// The visitors of a snapshot and their histories, in the order the log met them.
struct StoredHistories: Sendable {
    private let visitors: KeyIndex
    private let entries: StoredList
    private let dropped: StoredList
    private let visits: SharedBytes
    /// The user whom each visitor was merged into; empty for most.
    private let owners: StoredList

    /// The sections of `file`.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when they do not fit each other.
    init(_ file: SnapshotFile) throws(SnapshotError) {
        visitors = try KeyIndex("visitors", in: file)
        entries = try file.list("histories", stride: History.Entry.storedSize)
        dropped = try file.list("dropped", stride: History.Dropped.storedSize)
        (visits, owners) = (try file.section("visits"), try file.list("owners"))
        guard entries.count == count, dropped.count == count, owners.count == count,
            visits.count == count * VisitTimes.storedSize
        else {
            throw .damaged(problem: "there are \(entries.count) histories of \(visitors.keys.count) visitors")
        }
    }

    /// How many visitors there are.
    var count: Int { visitors.keys.count }

    /// The visitor at `index`.
    func visitor(at index: Int) -> Visitor { Visitor(key: visitors.keys.text(at: index)) }

    /// The history of `visitor`; nil where there is none.
    func history(of visitor: Visitor) -> History? {
        place(of: visitor).map { place in
            History(
                entries: entries.elements(at: place), dropped: dropped.elements(at: place), visit: visit(at: place))
        }
    }

    /// How many entries the history of `visitor` has; nil where there is none.
    func length(of visitor: Visitor) -> Int? { place(of: visitor).map { entries.length(at: $0) } }

    private func visit(at place: Int) -> VisitTimes { VisitTimes(visits.bytes, at: place * VisitTimes.storedSize) }

    /// The user whom `visitor` was merged into; nil for one who is nobody's.
    func owner(of visitor: Visitor) -> UserID? {
        guard let place = place(of: visitor), owners.length(at: place) > 0 else { return nil }
        return UserID(stringLiteral: owners.text(at: place))
    }

    private func place(of visitor: Visitor) -> Int? {
        var key = visitor.key
        return key.withUTF8 { visitors.place(of: UnsafeRawBufferPointer($0)) }
    }

    /// Writes what ``init(_:)`` reads: of each of `visitors` the history in `changed`, or else the one in `stored`,
    /// whose visitors are the first.
    static func write(
        _ visitors: [Visitor], changed: [History?], _ stored: StoredHistories?, to writer: inout SnapshotWriter
    ) throws {
        try KeyIndex.write("visitors", count: visitors.count, key: { visitors[$0].key }, to: &writer)
        try writer.list("histories", changed.map { $0?.entries }, else: stored?.entries)
        try writer.list("dropped", changed.map { $0?.dropped }, else: stored?.dropped)
        try writer.section("visits") { writer in
            for (place, history) in changed.enumerated() {
                let visit = history?.visit ?? stored?.visit(at: place) ?? VisitTimes()
                try visit.write(to: &writer)
            }
        }
    }
}

/// A part of a history that is kept in a file with a fixed size.
protocol StoredElement {
    /// How many bytes it takes.
    static var storedSize: Int { get }

    /// The element that ``write(to:)`` wrote at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int)

    /// Writes ``storedSize`` bytes.
    func write(to writer: inout SnapshotWriter) throws
}

extension StoredList {
    /// The elements of the list at `index`.
    func elements<Element: StoredElement>(at index: Int) -> [Element] {
        let bytes = self[index]
        return Swift.stride(from: 0, to: bytes.count, by: Element.storedSize).map { Element(bytes, at: $0) }
    }
}

extension SnapshotWriter {
    /// Writes the sections `name.offsets` and `name`: of each place the list in `changed`, or else the one in `stored`.
    fileprivate mutating func list<Element: StoredElement>(
        _ name: String, _ changed: [[Element]?], else stored: StoredList?
    ) throws {
        try section(name + ".offsets") { writer in
            try writer.offsets(count: changed.count) { changed[$0]?.count ?? stored?.length(at: $0) ?? 0 }
        }
        try section(name) { writer in
            for (index, list) in changed.enumerated() {
                if let list {
                    for element in list { try element.write(to: &writer) }
                } else if let stored {
                    try writer.write(stored[index])
                }
            }
        }
    }
}

extension Visitor {
    /// The visitor as a text that no other has: `u` or `s`, and the id.
    fileprivate var key: String {
        switch self {
        case .user(let id): "u" + id.value
        case .session(let id): "s" + id.value
        }
    }

    fileprivate init(key: String) {
        let id = String(key.dropFirst())
        self = key.hasPrefix("u") ? .user(UserID(stringLiteral: id)) : .session(SessionID(stringLiteral: id))
    }
}
