import Foundation
import Testing

/// A removal is killed in the middle; the log is whole afterwards, and the next run takes the rest.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct RetentionCrashTests {
    private static let (old, new) = (60_000, 2_000)

    @Test func `a removal that is killed again and again ends with what it should, and the state is the fold`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let yesterday = Int(Date().timeIntervalSince1970) - 86_400
        var rows = ["user_id,item_id,type,timestamp"]
        for number in 0..<(Self.old + Self.new) {
            let time = number < Self.old ? 1_700_000_000 + number : yesterday + number - Self.old
            rows.append("u\(number % 500),i\(number % 300),view,\(time)")
        }
        try directory.write(rows.joined(separator: "\n"), to: "events.csv")
        let imported = try KindredProcess.shell("kindred --data shop import events events.csv", in: directory)
        #expect(imported.code == 0, "\(imported.messages)")

        var left = Self.old + Self.new
        var killed = 0
        for round in 1...8 {
            let line = "KINDRED_RETENTION_EVENTS=30d timeout -s KILL 0.0\(round + 1) \"$KINDRED\" --data shop retention"
            if try KindredProcess.shell(line, in: directory).code != 0 { killed += 1 }
            let state = try KindredProcess.shell("kindred --data shop doctor --state", in: directory)
            #expect(state.code == 0, "\(state.output)\(state.messages)")
            let now = try Self.count(in: directory)
            #expect(now <= left && now >= Self.new)
            left = now
        }
        #expect(killed > 0, "nothing was killed")
        let last = try KindredProcess.shell("KINDRED_RETENTION_EVENTS=30d kindred --data shop retention", in: directory)
        #expect(last.code == 0, "\(last.messages)")
        #expect(try Self.count(in: directory) == Self.new)
        let again = try KindredProcess.shell(
            "KINDRED_RETENTION_EVENTS=30d kindred --data shop import events events.csv --json", in: directory)
        #expect(again.output.contains("\"rejected\": \(Self.old)"), "\(again.output)")
        #expect(try Self.count(in: directory) == Self.new)
    }

    private static func count(in directory: TemporaryDirectory) throws -> Int {
        let export = try KindredProcess.shell("kindred --data shop export events --output - | wc -l", in: directory)
        #expect(export.code == 0, "\(export.messages)")
        return Int(export.output.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
    }
}
