import Domain
import Store
import Testing

@Suite struct LogPositionTests {
    private func position(_ body: (LogStore) async throws -> Void) async throws -> LogPosition {
        let directory = TemporaryDirectory()
        let store = try directory.store()
        try await body(store)
        return try store.position()
    }

    private let entries = EntrySamples.all()

    @Test func `an empty log stands at 0`() async throws {
        let empty = try await position { _ in }
        #expect(empty == LogPosition(sequence: 0, digest: 0))
        #expect(empty.digestText == String(repeating: "0", count: 32))
    }

    @Test func `one content has one digest, whichever way it came in`() async throws {
        let expected = try await position { _ = try $0.append(entries) }
        let oneByOne = try await position { store in for entry in entries { _ = try store.append([entry]) } }
        let grouped = try await position { store in
            for entry in entries { _ = try await store.appendGrouped([entry]) }
        }
        let bulk = try await position { store in
            try store.bulk { appender in for entry in entries { _ = try appender.append(entry) } }
        }
        let repeated = try await position { store in for _ in 0..<2 { _ = try store.append(entries.dropLast(0)) } }
        #expect(oneByOne == expected)
        #expect(grouped == expected)
        #expect(bulk == expected)
        #expect(expected.sequence == Int64(entries.count))
        #expect(repeated != expected, "the items and users that were deleted come back")
    }

    @Test func `a duplicate leaves the position where it was`() async throws {
        let once = try await position { _ = try $0.append([.event(view(1))]) }
        let twice = try await position { store in for _ in 0..<2 { _ = try store.append([.event(view(1))]) } }
        #expect(once == twice)
    }

    @Test func `every record counts, and so does their order`() async throws {
        var digests: Set<String> = []
        for left in entries.indices {
            var fewer = entries
            fewer.remove(at: left)
            digests.insert(try await position { _ = try $0.append(fewer) }.digestText)
        }
        digests.insert(try await position { _ = try $0.append([.event(view(1)), .event(view(2))]) }.digestText)
        digests.insert(try await position { _ = try $0.append([.event(view(2)), .event(view(1))]) }.digestText)
        var other = view(1, id: .given("x"))
        digests.insert(try await position { _ = try $0.append([.event(other)]) }.digestText)
        other.value = 1
        digests.insert(try await position { _ = try $0.append([.event(other)]) }.digestText)
        #expect(digests.count >= entries.count + 2)
    }

    /// The manifests of old releases hold these digits; a change of the format would disown them.
    @Test func `the digest stays what the first version wrote`() async throws {
        let firstKinds = entries.filter { if case .merged = $0 { false } else { true } }
        let digest = try await position { _ = try $0.append(firstKinds) }.digestText
        #expect(digest == "cda010c257a724b3aa5d50d3dce7e0dd")
    }
}
