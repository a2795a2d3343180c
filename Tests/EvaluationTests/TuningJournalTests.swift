import Domain
import Foundation
import Testing

@testable import Evaluation

@Suite struct TuningJournalTests {
    private let search: JSONObject = ["journal": 1, "model": "als", "seed": "7", "data": "0123456789abcdef"]

    private func measurement(_ trial: Int) -> TrialMeasurement {
        TrialMeasurement(
            trial: trial, rung: 1, settings: ["regularization": 0.0031, "solver": "cholesky"], visitors: 200,
            value: 0.12345, seconds: 1.5)
    }

    @Test func `what is added is there when the journal is opened again`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        do {
            let journal = try TuningJournal(path: folder.path, search: search)
            for trial in 0..<3 { try journal.append(measurement(trial)) }
            #expect(journal.resumed == 0)
        }
        let journal = try TuningJournal(path: folder.path, search: search)
        #expect(journal.measurements == (0..<3).map(measurement))
        #expect(journal.resumed == 3)
    }

    @Test(arguments: ["seed", "model", "data"])
    func `the journal of another search is refused with what differs, and emptied on demand`(name: String) throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        do { try TuningJournal(path: folder.path, search: search).append(measurement(0)) }
        var other = search
        other[name] = "8"
        let error = #expect(throws: TuningError.self) { try TuningJournal(path: folder.path, search: other) }
        #expect(error?.description.contains("its \(name) is") == true)
        let journal = try TuningJournal(path: folder.path, search: other, restarts: true)
        #expect(journal.measurements.isEmpty)
    }

    @Test(arguments: ["nonsense", "[]", "{}", "{\"trial\":1}", "{\"trial\":\"x\",\"rung\":0}"])
    func `a line that cannot be read is told by its number`(line: String) throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        do { try TuningJournal(path: folder.path, search: search).append(measurement(0)) }
        let file = try #require(FileHandle(forWritingAtPath: folder.path))
        try file.seekToEnd()
        try file.write(contentsOf: Data((line + "\n").utf8))
        try file.close()
        let error = #expect(throws: TuningError.self) { try TuningJournal(path: folder.path, search: search) }
        #expect(error?.description.hasPrefix("Line 3 of the journal") == true)
    }

    @Test func `two searches do not write one journal`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let journal = try TuningJournal(path: folder.path, search: search)
        #expect(throws: TuningError.journalInUse(path: folder.path)) {
            try TuningJournal(path: folder.path, search: search)
        }
        #expect(journal.measurements.isEmpty)
    }

    @Test func `a place that cannot be written is told`() {
        let error = #expect(throws: TuningError.self) {
            try TuningJournal(path: "/nowhere/trials.jsonl", search: search)
        }
        #expect(error?.description.contains("/nowhere/trials.jsonl cannot be opened") == true)
    }

    @Test(arguments: ["ndcg@20", "recall@1", "map@10000"])
    func `a metric and its cut-off are read`(text: String) throws {
        #expect(try TuningMetric(text).name == text)
    }

    @Test(arguments: ["ndcg", "ndcg@", "ndcg@0", "ndcg@x", "gini@10", "novelty@10", "ndcg@10001", "ndcg@1@2", ""])
    func `a metric that is not higher for better lists, or has no cut-off, is refused`(text: String) {
        #expect(throws: TuningError.self) { try TuningMetric(text) }
    }
}
