import Domain
import Engine
import Testing

@Suite struct EventStreamTests {
    private static let lines = ["content-type": "application/x-ndjson"]
    private static let packed = ["content-encoding": "gzip"]

    private func line(_ number: Int) -> String {
        #"{"event_id":"e\#(number)","user_id":"é","item_id":"i\#(number % 9)","type":"view"}"#
    }

    /// A request whose body comes in HTTP chunks of `size` bytes.
    private func chunked(_ body: [UInt8], size: Int, headers: [String: String], isWhole: Bool = true) -> [UInt8] {
        var head = "POST /api/v1/events HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n"
        for header in headers.sorted(by: { $0.key < $1.key }) { head += "\(header.key): \(header.value)\r\n" }
        var bytes = Array((head + "\r\n").utf8)
        for start in stride(from: 0, to: body.count, by: size) {
            let piece = body[start..<min(start + size, body.count)]
            bytes += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8)
        }
        return bytes + (isWhole ? Array("0\r\n\r\n".utf8) : [])
    }

    @Test(arguments: [1, 7, 1 << 16])
    func `a stream in chunks that end anywhere is taken line by line`(size: Int) async throws {
        try await withServer { wire, engine in
            let body = Array("\(line(0))\r\n\n\(line(1))\nnonsense\n\(line(0))".utf8)
            let answer = try #require(try await wire.answer(raw: chunked(body, size: size, headers: Self.lines)))
            #expect(answer.status == 200)
            #expect(answer.json["accepted"] == 2 && answer.json["duplicates"] == 1)
            #expect(answer.json["rejected"]?.array?.map { $0.object?["index"] } == [3])
            #expect(engine.history(of: .user("é"), limit: 5).count == 2)
        }
    }

    @Test(arguments: ["application/x-ndjson; charset=utf-8", "application/jsonl", "Application/JSONL"])
    func `a stream goes by several names`(type: String) async throws {
        try await withServer { wire, _ in
            let answer = try await wire.request(
                "POST", "/api/v1/events", body: Array(line(1).utf8), headers: ["content-type": type])
            #expect(answer.text == #"{"accepted":1,"duplicates":0,"rejected":[]}"#)
        }
    }

    @Test func `a stream without a line is nothing to complain about, one of bad lines alone is a problem`()
        async throws
    {
        try await withServer { wire, _ in
            for body in ["", "\n", "\r\n \r\n"] {
                let answer = try await wire.request(
                    "POST", "/api/v1/events", body: Array(body.utf8), headers: Self.lines)
                #expect(answer.text == #"{"accepted":0,"duplicates":0,"rejected":[]}"#)
            }
            let answer = try await wire.request(
                "POST", "/api/v1/events", body: Array("[]\n{}".utf8), headers: Self.lines)
            #expect(answer.status == 400 && answer.fields == ["event"])
            #expect(answer.json["rejected"]?.array?.count == 2)
        }
    }

    @Test func `gzip is taken for an object, an array and a stream, in pieces of any size`() async throws {
        try await withServer { wire, engine in
            let bodies = [
                (line(0), "application/json"), ("[\(line(1)),\(line(2))]", "application/json"),
                ((3..<2000).map(line).joined(separator: "\n"), "application/x-ndjson"),
            ]
            for (text, type) in bodies {
                let headers = ["content-type": type, "content-encoding": "gzip"]
                for size in [13, 1 << 16] {
                    let raw = chunked(Gzip.packed(Array(text.utf8)), size: size, headers: headers)
                    try await #expect(wire.answer(raw: raw)?.status == 200)
                }
            }
            try await #expect(wire.get("/api/v1/status").json["events"] == 2000)
        }
    }

    @Test func `gzip that is broken or breaks off is told, with how many lines were taken`() async throws {
        try await withServer { wire, _ in
            let whole = Gzip.packed(Array((0..<9000).map(line).joined(separator: "\n").utf8))
            var broken = whole
            broken[whole.count * 3 / 4] ^= 0xFF
            let headers = Self.lines.merging(Self.packed) { $1 }
            for body in [Array(whole.dropLast(9)), broken] {
                let answer = try await wire.request("POST", "/api/v1/events", body: body, headers: headers)
                #expect(answer.status == 400)
                #expect(answer.json["detail"]?.string?.contains("gzip data") == true)
                let taken = try #require(answer.json["lines_taken"]?.integer)
                let settled = (answer.json["accepted"]?.integer ?? 0) + (answer.json["duplicates"]?.integer ?? 0)
                #expect(taken == settled + Int64(answer.json["rejected"]?.array?.count ?? 0))
            }
            let plain = try await wire.request(
                "POST", "/api/v1/events", body: Array(line(1).utf8), headers: Self.packed)
            #expect(plain.status == 400 && plain.json["lines_taken"] == nil)
        }
    }

    @Test func `a bomb is stopped at the bound, in a stream and in an array`() async throws {
        try await withServer({ ($0.maximumBodyBytes, $0.maximumStreamBytes) = (1 << 20, 4 << 20) }) { wire, engine in
            let bomb = Gzip.packed([UInt8](repeating: 0x20, count: 64 << 20))
            #expect(bomb.count < 1 << 19)
            for type in ["application/json", "application/x-ndjson"] {
                let headers = ["content-type": type, "content-encoding": "gzip"]
                let answer = try await wire.request("POST", "/api/v1/events", body: bomb, headers: headers)
                #expect(answer.status == 413)
                #expect(answer.json["detail"]?.string?.contains("when it is unpacked") == true)
            }
            try await #expect(wire.get("/health/ready").status == 200)
        }
    }

    @Test func `a body that breaks off leaves the server well, and whole chunks that came before are kept`()
        async throws
    {
        try await withServer { wire, engine in
            let body = Array((0..<20_000).map(line).joined(separator: "\n").utf8)
            _ = try await wire.send(raw: chunked(body, size: 1 << 14, headers: Self.lines, isWhole: false))
            try await #expect(wire.get("/health/ready").status == 200)
            let again = try await wire.answer(raw: chunked(body, size: 1 << 14, headers: Self.lines))
            let json = try #require(again?.json)
            #expect((json["accepted"]?.integer ?? 0) + (json["duplicates"]?.integer ?? 0) == 20_000)
        }
    }

    @Test func `a hundred thousand lines are one request`() async throws {
        try await withServer { wire, _ in
            let body = Array((0..<100_000).map(line).joined(separator: "\n").utf8)
            #expect(body.count > 4 << 20)
            let answer = try await wire.request("POST", "/api/v1/events", body: body, headers: Self.lines)
            #expect(answer.text == #"{"accepted":100000,"duplicates":0,"rejected":[]}"#)
        }
    }

    @Test func `the sender's clock is compared where the header tells it`() async throws {
        try await withServer { wire, _ in
            let ahead = Timestamp(milliseconds: Kindred.now().milliseconds + 7_200_000)
            func send(_ time: String) async throws -> Answer {
                try await wire.request(
                    "POST", "/api/v1/events", body: Array(line(1).utf8), headers: ["x-sent-at": time])
            }
            let seconds = try await send(ahead.description).json["clock"]?.object?["ahead_seconds"]?.double ?? 0
            #expect((7000...7200).contains(seconds))
            try await #expect(wire.get("/api/v1/status").json["clock_ahead_seconds"]?.double == seconds)
            try await #expect(send("noon").fields == ["x-sent-at"])
        }
    }

    @Test func `what was refused is listed, and the schema is served`() async throws {
        try await withServer { wire, _ in
            _ = try await wire.send("POST", "/api/v1/events", [["user_id": "u", "type": "view"], 7])
            let all = try await wire.get("/api/v1/quarantine").json["events"]?.array ?? []
            #expect(all.compactMap { $0.object?["field"]?.string } == ["event", "item_id"])
            #expect(all.last?.object?["body"] == #"{"user_id":"u","type":"view"}"#)
            let some = try await wire.get("/api/v1/quarantine?reason=item_id&limit=1").json["events"]?.array
            #expect(some?.count == 1)
            try await #expect(wire.get("/api/v1/quarantine?limit=0").status == 400)
            let schema = try await wire.get("/api/v1/events/schema")
            #expect(schema.json == EventSchema.json)
        }
    }
}
