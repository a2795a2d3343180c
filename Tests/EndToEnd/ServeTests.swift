import Domain
import Foundation
import Testing

/// `kindred serve` as an operator meets it.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct ServeTests {
    @Test func `it prints its address, answers, and Ctrl-C stops it with 0`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let server = try RunningServer(data: "shop", in: directory)
        #expect(server.port > 0)
        #expect(server.request("GET", "/health/live")?.status == 200)
        #expect(server.request("GET", "/health/ready")?.status == 200)
        let end = try server.end(SIGINT)
        #expect(end.code == 0, "\(end.messages)")
        #expect(end.messages.isEmpty, "\(end.messages)")
    }

    @Test func `a taken port is told with the option that chooses another, and 1`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let server = try RunningServer(data: "shop", in: directory)
        let second = try KindredProcess.shell("kindred --data other serve --port \(server.port)", in: directory)
        #expect(second.code == 1)
        #expect(second.messages.contains("Port \(server.port) of 127.0.0.1 is taken"))
        #expect(second.messages.contains("--port"))
        try server.end(SIGTERM)
    }

    @Test func `an import and a promotion beside a running server are seen within seconds`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let made = try KindredProcess.shell("kindred simulate --output files --items 300 --users 200", in: directory)
        #expect(made.code == 0, "\(made.messages)")
        let server = try RunningServer(data: "shop", in: directory)
        let path = "/api/v1/recommendations/u-000001?limit=3"
        #expect(server.request("GET", path)?.json["source"] == "empty")
        let steps =
            "kindred --data shop import items files/items.jsonl && kindred --data shop import events files/events.csv"
        #expect(try KindredProcess.shell(steps, in: directory).code == 0)
        let imported = server.wait("/api/v1/status") {
            $0["items"] == 300 && ($0["events"]?.integer ?? 0) > 0
        }
        #expect(try #require(imported) < .seconds(5))
        let train = "kindred --data shop train --model item-knn && kindred --data shop releases promote 1 --force"
        #expect(try KindredProcess.shell(train, in: directory).code == 0)
        let promoted = server.wait(path) { $0["release"] == 1 && $0["source"] == "personal" }
        #expect(try #require(promoted) < .seconds(5))

        // What the server is told, another process has at once; the list it serves is the command's.
        let event: JSONValue = ["user_id": "visitor", "item_id": "p-00001", "type": "view"]
        #expect(server.request("POST", "/api/v1/events", event)?.status == 200)
        let command = try KindredProcess.shell(
            "kindred --data shop --json recommend --user visitor --limit 3", in: directory)
        let served = try #require(server.request("GET", "/api/v1/recommendations/visitor?limit=3")?.json)
        #expect(try JSONParser.parse(command.output).object?["recommendations"] == served["recommendations"])
        #expect(try server.end(SIGINT).code == 0)
    }
}
