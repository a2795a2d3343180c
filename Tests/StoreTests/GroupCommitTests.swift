import Dispatch
import Domain
import Foundation
import Testing

@testable import Store

@Suite struct GroupCommitTests {
    private let directory = TemporaryDirectory()

    /// Runs `body` while an import holds the writing connection, and lets the import go when `body` is over.
    private func whileWriting<T>(_ store: LogStore, _ body: () async throws -> T) async throws -> T {
        let (begun, over) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let importing: Void = withCheckedThrowingContinuation { continuation in
            DispatchQueue(label: "import").async {
                continuation.resume(
                    with: Result {
                        try store.bulk { _ in
                            begun.signal()
                            over.wait()
                        }
                    })
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "begun").async {
                begun.wait()
                continuation.resume()
            }
        }
        defer { over.signal() }
        let result = try await body()
        over.signal()
        try await importing
        return result
    }

    /// Polls until `count` entries wait in `store`.
    private func waiting(_ count: Int, in store: LogStore) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while store.groups.waitingEntries < count {
            try #require(ContinuousClock.now < deadline, "the calls do not arrive")
            await Task.yield()
        }
    }

    @Test func `calls that arrive together share one commit, each with its own answer`() async throws {
        let store = try directory.store()
        let commits = store.commitCount
        let tasks = try await whileWriting(store) {
            let tasks = (0..<64).map { number in
                Task { try await store.appendGrouped([.event(view(number / 2)), .event(view(1000 + number))]) }
            }
            try await waiting(128, in: store)
            return tasks
        }
        var (appended, duplicates) = (0, 0)
        for task in tasks {
            let outcomes = try await task.value
            #expect(outcomes.count == 2)
            #expect(outcomes[1].isAppended)
            if outcomes[0] == .duplicate { duplicates += 1 } else { appended += 1 }
        }
        #expect((appended, duplicates) == (32, 32))
        #expect(store.commitCount - commits == 2, "one for the import, one for all the calls")
        #expect(try store.counts().events == 96)
    }

    @Test func `an answer says where the event stands in the log`() async throws {
        let store = try directory.store()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let outcomes = try await store.appendGrouped([.event(view(number))])
                    guard case .appended(let sequence)? = outcomes.first else {
                        Issue.record("\(outcomes)")
                        return
                    }
                    let record = try store.records(after: sequence - 1).first
                    #expect(record?.sequence == sequence)
                    guard case .event(let event)? = record?.entry else {
                        Issue.record("record \(sequence) is no event")
                        return
                    }
                    #expect(event.item == view(number).item)
                }
            }
            try await group.waitForAll()
        }
        #expect(try store.records().map(\.sequence) == Array(1...Int64(200)))
    }

    @Test func `when too many entries wait, the next call is refused at once and nothing of it is kept`() async throws {
        let store = try directory.store()
        let half = GroupCommit.maximumWaitingEntries / 2
        let tasks = try await whileWriting(store) {
            let tasks = (0..<2).map { part in
                Task { try await store.appendGrouped((0..<half).map { .event(view(part * half + $0)) }) }
            }
            try await waiting(2 * half, in: store)
            await #expect(throws: StoreError.busy(waiting: 2 * half)) {
                try await store.appendGrouped([.event(view(1_000_000))])
            }
            return tasks
        }
        for task in tasks { #expect(try await task.value.count == half) }
        #expect(try store.counts().events == 2 * half)
        #expect(try await store.appendGrouped([.event(view(1_000_000))]) == [.appended(sequence: Int64(2 * half + 1))])
    }

    @Test func `what waits is bounded in bytes too`() async throws {
        let store = try directory.store()
        var large = view(1)
        large.context = ["text": .string(String(repeating: "x", count: GroupCommit.maximumWaitingBytes * 2 / 3))]
        let second = large
        let task = try await whileWriting(store) {
            let task = Task { try await store.appendGrouped([.event(second)]) }
            try await waiting(1, in: store)
            await #expect(throws: StoreError.busy(waiting: 1)) { try await store.appendGrouped([.event(second)]) }
            return task
        }
        #expect(try await task.value == [.appended(sequence: 1)])
        #expect(try await store.appendGrouped([.event(view(2))]) == [.appended(sequence: 2)])
    }

    @Test func `a bad number is refused to its caller alone`() async throws {
        let store = try directory.store()
        var bad = view(2)
        bad.quantity = .infinity
        async let good = store.appendGrouped([.event(view(1))])
        await #expect(throws: StoreError.notFinite(field: "quantity")) { try await store.appendGrouped([.event(bad)]) }
        #expect(try await good == [.appended(sequence: 1)])
    }

    @Test func `when the commit fails, every caller of the group is told and nothing is kept`() async throws {
        let store = try directory.store()
        try store.execute("PRAGMA query_only = 1")
        for number in 0..<3 {
            await #expect(throws: StoreError.readOnly(path: store.path)) {
                try await store.appendGrouped([.event(view(number))])
            }
        }
        try store.execute("PRAGMA query_only = 0")
        #expect(try await store.appendGrouped([.event(view(1))]) == [.appended(sequence: 1)])
    }

    @Test func `an empty call is answered`() async throws {
        let store = try directory.store()
        #expect(try await store.appendGrouped([]) == [])
        #expect(try store.append([]) == [])
    }
}
