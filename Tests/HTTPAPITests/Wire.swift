import Domain
import NIOCore
import NIOPosix

/// What a server answered, read off the wire.
struct Answer {
    let status: Int
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var type: String? { headers["content-type"] }

    /// The body as a JSON object; an empty one when it is none.
    var json: JSONObject { (try? JSONParser.parse(body))?.object ?? [:] }

    /// The fields that a problem document names.
    var fields: [String] { json["errors"]?.array?.compactMap { $0.object?["field"]?.string } ?? [] }
}

/// A client that sends bytes as they are, so that a test can send what no library would.
struct Wire {
    let port: Int

    /// The most bytes of an answer that are read.
    static let maximumAnswer = 64 << 20

    /// Sends `bytes` on a connection of their own, says that nothing follows, and reads until the server closes; or
    /// where an `end` is given, says nothing, and reads until it comes.
    func send(raw bytes: [UInt8], until end: String? = nil) async throws -> [UInt8] {
        try await send(pieces: [bytes], until: end)
    }

    /// Sends `pieces` one after the other, as `send(raw:until:)` does.
    func send(pieces: [[UInt8]], until end: String? = nil) async throws -> [UInt8] {
        try await connect { inbound, outbound in
            // The server may refuse and close before it has read everything; what it said before still counts.
            for piece in pieces { try? await outbound.write(ByteBuffer(bytes: piece)) }
            if end == nil { outbound.finish() }
            var answer: [UInt8] = []
            do {
                for try await buffer in inbound where answer.count < Self.maximumAnswer {
                    answer.append(contentsOf: buffer.readableBytesView)
                    if let end, String(decoding: answer, as: UTF8.self).contains(end) { break }
                }
            } catch is IOError {}
            return answer
        }
    }

    /// Sends each of `requests` on one connection once the one before is answered.
    func exchange(_ requests: [[UInt8]]) async throws -> [Answer] {
        try await connect { inbound, outbound in
            var (answers, bytes): ([Answer], [UInt8]) = ([], [])
            var iterator = inbound.makeAsyncIterator()
            for request in requests {
                try await outbound.write(ByteBuffer(bytes: request))
                let methods = Array(repeating: "GET", count: answers.count + 1)
                while Self.answers(in: bytes, to: methods).count < methods.count {
                    guard let buffer = try await iterator.next() else { return answers }
                    bytes.append(contentsOf: buffer.readableBytesView)
                }
                answers = Self.answers(in: bytes, to: methods)
            }
            return answers
        }
    }

    private func connect<Result: Sendable>(
        _ body: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws ->
            Result
    ) async throws -> Result {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
                }
            }
        return try await channel.executeThenClose(body)
    }

    /// Sends a request and reads the answer; nil when the server closed without one.
    func answer(raw bytes: [UInt8]) async throws -> Answer? { Self.parsed(try await send(raw: bytes)) }

    /// Sends a well-formed request, and then that nothing follows, upon which the server closes.
    func request(_ method: String, _ path: String, body: [UInt8]? = nil, headers: [String: String] = [:]) async throws
        -> Answer
    {
        var lines = ["\(method) \(path) HTTP/1.1", "host: localhost"]
        if let body { lines.append("content-length: \(body.count)") }
        if body != nil, headers["content-type"] == nil { lines.append("content-type: application/json") }
        lines += headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        let head = lines.joined(separator: "\r\n") + "\r\n\r\n"
        guard let answer = try await answer(raw: Array(head.utf8) + (body ?? [])) else { throw NoAnswer() }
        return answer
    }

    func get(_ path: String) async throws -> Answer { try await request("GET", path) }

    /// Asks until `holds` does, at most ten seconds; the last answer.
    func poll(_ path: String, until holds: (Answer) -> Bool) async throws -> Answer {
        let deadline = ContinuousClock.now + .seconds(10)
        while true {
            let answer = try await get(path)
            if holds(answer) || ContinuousClock.now > deadline { return answer }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func send(_ method: String, _ path: String, _ body: JSONValue) async throws -> Answer {
        try await request(method, path, body: body.bytes())
    }

    struct NoAnswer: Error {}

    /// The answers in `bytes` to requests of `methods`, one behind the other; fewer where one is cut short.
    static func answers(in bytes: [UInt8], to methods: [String]) -> [Answer] {
        var (answers, rest): ([Answer], [UInt8]) = ([], bytes)
        for method in methods {
            guard let answer = parsed(rest) else { break }
            let length = method == "HEAD" ? 0 : answer.headers["content-length"].flatMap { Int($0) } ?? 0
            guard answer.body.count >= length else { break }
            answers.append(
                Answer(status: answer.status, headers: answer.headers, body: Array(answer.body.prefix(length))))
            rest = Array(answer.body.dropFirst(length))
        }
        return answers
    }

    private static func parsed(_ bytes: [UInt8]) -> Answer? {
        let mark = Array("\r\n\r\n".utf8)
        guard let end = bytes.firstRange(of: mark) else { return nil }
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingPrefix(" ").description
        }
        return Answer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
    }
}
