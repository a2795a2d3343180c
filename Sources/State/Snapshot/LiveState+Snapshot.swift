package import Domain
import Foundation
import HashTreeCollections

extension LiveState {
    /// Writes everything but what follows from it: a state that is read from it is this one, bit for bit.
    ///
    /// Two states that tell the same write the same bytes, whether they were folded from the log or read from a
    /// snapshot.
    /// - Parameters:
    ///   - note: What the caller wants to know the snapshot by; stands in ``SnapshotFile/note``.
    ///   - sink: Gets the bytes piece by piece, of a megabyte each.
    /// - Throws: What `sink` throws.
    package func write(note: String = "", to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
        var writer = SnapshotWriter(to: sink)
        try histories.write(to: &writer)
        try users.write(to: &writer)
        try writeItems(to: &writer)
        try chosenTogether.write("chosen", itemCount: numbers.count, to: &writer)
        try inOneBasket.write("baskets", itemCount: numbers.count, to: &writer)
        try segments.write(to: &writer)
        try contexts.write(itemCount: numbers.count, to: &writer)
        try exposures.write(itemCount: numbers.count, to: &writer)
        try hidden.write(to: &writer)
        try SnapshotFile.finish(
            &writer,
            [
                "note": .string(note), "position": .integer(position), "events": .integer(Int64(eventCount)),
                "merged": .integer(Int64(histories.mergedCount)),
                "weights": .string(canonicalText), "kinds": .array(kinds.names.map { .string($0) }),
            ])
    }

    /// The state that was written as `snapshot`: what visitors did and who they are stays in the file until it is
    /// asked for.
    ///
    /// - Throws: ``SnapshotError``.
    /// - Complexity: O(items), and a pass over the bytes for the checksum.
    package init(
        snapshot: SnapshotFile, weights: EventWeights, settings: StateSettings = StateSettings()
    ) throws(SnapshotError) {
        self.init(weights: weights, settings: settings)
        guard snapshot.description["weights"]?.string == canonicalText else { throw .otherWeights }
        position = try snapshot.count("position")
        eventCount = Int(try snapshot.count("events"))
        for name in snapshot.description["kinds"]?.array ?? [] {
            guard let kind = name.string.flatMap({ EventKind($0) }) else {
                throw .damaged(problem: "\(name) is no kind of event")
            }
            _ = kinds.insert(kind)
        }
        histories = HistoryTable(try StoredHistories(snapshot), mergedCount: Int(try snapshot.count("merged")))
        users = try UserTable(snapshot)
        try readItems(snapshot)
        chosenTogether = try PairTable("chosen", itemCount: numbers.count, snapshot)
        inOneBasket = try PairTable("baskets", itemCount: numbers.count, snapshot)
        segments = try SegmentTable(snapshot)
        contexts = try ContextTable(settings, snapshot)
        exposures = try ExposureTable(settings, snapshot)
        hidden = try HiddenTable(snapshot)
    }

    /// A checksum of everything that ``write(note:to:)`` writes: equal states have equal ones.
    /// - Complexity: O(size).
    package func checksum() -> String {
        let last = LastChecksum()
        do {
            try write { last.value = StableHash.extending(last.value, $0) }
        } catch {
            preconditionFailure("A checksum cannot fail: \(error)")
        }
        return String(last.value, radix: 16)
    }

    /// A class because the sink outlives the call that made it.
    private final class LastChecksum {
        var value: UInt64 = 0
    }

    private func writeItems(to writer: inout SnapshotWriter) throws {
        let ids = (0..<numbers.count).map { numbers.id(of: ItemNumber(value: UInt32($0))) }
        try writer.texts("items", ids.map(\.value))
        try writer.documents("items.documents", count: ids.count) { catalogue[ids[$0]]?.json }
        try writer.section("standings") { writer in
            for index in ids.indices { try standings[index].write(to: &writer) }
        }
    }

    private mutating func readItems(_ snapshot: SnapshotFile) throws(SnapshotError) {
        let (ids, documents) = (try snapshot.list("items"), try snapshot.list("items.documents"))
        let stored = try snapshot.section("standings")
        guard documents.count == ids.count, stored.count == ids.count * Standing.storedSize else {
            throw .damaged(problem: "there are \(ids.count) items with \(documents.count) documents")
        }
        for index in 0..<ids.count {
            let id = ItemID(stringLiteral: ids.text(at: index))
            let number = numbers.insert(id)
            var (standing, title) = (Standing(stored, at: index * Standing.storedSize), String?.none)
            if standing.isDescribed {
                guard let item = Self.item(documents[index]) else {
                    throw .damaged(problem: "the item at place \(index) cannot be read")
                }
                catalogue[id] = item
                title = item.title
                standing.featureCount = UInt16(content.put(item, number: number.value))
                standing.published = item.publishedAt?.milliseconds ?? .min
            }
            standings.append(standing)
            titles.append(title)
        }
    }

    private static func item(_ document: UnsafeRawBufferPointer) -> Item? {
        (try? JSONParser.parse(Array(document)))?.object.flatMap { try? Item(json: $0) }
    }
}

extension SnapshotWriter {
    /// Writes the sections `name.offsets` and `name`: a JSON text each, empty for nil.
    mutating func documents(_ name: String, count: Int, _ document: (Int) -> JSONObject?) throws {
        func text(_ index: Int) -> String { document(index).map { JSONValue.object($0).description } ?? "" }
        try section(name + ".offsets") { try $0.offsets(count: count) { text($0).utf8.count } }
        try section(name) { writer in
            for index in 0..<count { try writer.write(text(index)) }
        }
    }
}

extension LiveState {
    /// The weights and settings as a text: the same for the same ones.
    private var canonicalText: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        do {
            let texts = [try encoder.encode(weights), try encoder.encode(settings)]
            return texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
        } catch {
            preconditionFailure("The weights of events cannot be written as JSON: \(error)")
        }
    }
}
