import Domain
import Foundation
import Testing

@testable import kindred

@Suite struct ChecksTests {
    @Test func `the table has every check, and under it the latest examples with the reason`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let rows = [
            "event_id,user_id,item_id,type,timestamp", "a,u,i,view,2026-11-01T10:00:00Z",
            "b,u,i,view,2026-11-01T10:00:01Z", "c,u,i,return,2026-11-01T11:00:00Z",
        ]
        let file = try directory.write(rows.joined(separator: "\n"), to: "events.csv")
        let data = ["KINDRED_DATA": directory.path + "/data"]
        #expect(try await CommandRun(["import", "events", file], environment: data).code == 0)
        let run = try await CommandRun(["checks"], environment: data)
        #expect(run.code == 0)
        #expect(run.output.contains("near_duplicate    leave_out       1"))
        #expect(run.output.contains("Of 3 events 2 are marked, and 1 are left out of the state."))
        #expect(run.output.contains("the same 1 s after one that counts"))
        #expect(run.output.contains("the visitor did not buy the item"))
        let marked = data.merging(["KINDRED_CHECKS_NEAR_DUPLICATE_POLICY": "mark"]) { _, new in new }
        let other = try await CommandRun(
            ["checks", "--check", "near_duplicate", "--examples", "0"], environment: marked)
        #expect(other.output.contains("and 0 are left out"))
        #expect(!other.output.contains("impossible_order") && !other.output.contains("why"))
    }

    @Test func `as JSON each check has its examples with their ids`() async throws {
        let run = try await CommandRun(["checks", "--json"])
        let json = try JSONParser.parse(run.output).object
        #expect(json?["events"] == 0 && json?["checks"]?.array?.count == Check.allCases.count)
    }

    @Test func `an unknown check and too many examples are refused with what there is`() async throws {
        let unknown = try await CommandRun(["checks", "--check", "robots"])
        #expect(unknown.code == 64 && unknown.messages.contains("near_duplicate, bot_agent"))
        let many = try await CommandRun(["checks", "--examples", "1000001"])
        #expect(many.code == 64 && many.messages.contains("0 to 1,000,000"))
    }

    @Test func `a share of trouble out of range names its option`() async throws {
        let run = try await CommandRun(["simulate", "--output", "x", "--shifted-clock", "0.7"])
        #expect(run.code == 64 && run.messages.contains("--shifted-clock is 0.7; give 0 to 0.5"))
    }
}
