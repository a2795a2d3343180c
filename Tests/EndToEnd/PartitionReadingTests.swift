import Foundation
import Testing

/// The folder of an export is read by the tools it is meant for, where they are installed.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct PartitionReadingTests {
    /// Whether Python has the module `name`.
    private static func has(_ name: String) -> Bool {
        guard let directory = try? TemporaryDirectory() else { return false }
        defer { directory.remove() }
        return (try? KindredProcess.shell("python3 -c 'import \(name)'", in: directory).code) == 0
    }

    /// Exports a small shop as gzip and not, runs `script`, and returns what it printed.
    private static func run(_ script: String) throws -> [String] {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.write(script, to: "read.py")
        let outcome = try KindredProcess.shell(
            """
            kindred simulate --output shop --items 60 --users 20 --seed 3 &&
            kindred import events shop/events.csv && kindred export events --output lake &&
            kindred export events --output packed --gzip &&
            kindred export events --output - | wc -l && python3 read.py
            """, in: directory)
        #expect(outcome.code == 0, "\(outcome.messages)")
        return outcome.output.split(separator: "\n").suffix(3).map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func `importing the folder gives the same events, and importing it again none`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell(
            """
            kindred simulate --output shop --items 60 --users 20 --seed 3 &&
            kindred import events shop/events.csv && kindred export events --output lake --gzip &&
            kindred --data copy import events lake/events && kindred --data copy import events lake/events &&
            kindred export events --output - | sort > here && kindred --data copy export events --output - | sort > there &&
            cmp here there && wc -l < here
            """, in: directory)
        #expect(outcome.code == 0, "\(outcome.messages)")
        #expect(outcome.output.hasSuffix("309\n"), "\(outcome.output.suffix(300))")
    }

    @Test(.enabled(if: has("pandas"), "pandas is not installed"))
    func `pandas counts as many events as the log has`() throws {
        let lines = try Self.run(
            """
            import glob, pandas
            for folder in ["lake", "packed"]:
                files = glob.glob(folder + "/events/*/*/*/part-0.jsonl*")
                print(sum(len(pandas.read_json(file, lines=True, convert_dates=False)) for file in files))
            """)
        #expect(lines.count == 3 && Set(lines).count == 1, "\(lines)")
    }

    @Test(.enabled(if: has("duckdb"), "duckdb is not installed"))
    func `DuckDB counts as many events as the log has, each in the folder of its day`() throws {
        let lines = try Self.run(
            """
            import duckdb
            for pattern in ["lake/events/*/*/*/*.jsonl", "packed/events/*/*/*/*.jsonl.gz"]:
                table = f"read_json_auto('{pattern}', hive_partitioning = true)"
                query = f"SELECT count(*) FROM {table} WHERE strftime(timestamp, '%d') = day"
                print(duckdb.sql(query).fetchall()[0][0])
            """)
        #expect(lines.count == 3 && Set(lines).count == 1, "\(lines)")
    }
}
