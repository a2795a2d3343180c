import Foundation

/// Each visitor's event, and right after its answer the same visitor's list: how long the list takes that feels it.
///
/// The data directory must have a catalogue with the items `i00000` and on, and may have a release.
struct ListLoad {
    private let options: Options
    private let port: Int

    /// A load on the server at `port`.
    init(_ options: Options, port: Int) { (self.options, self.port) = (options, port) }

    /// Sends one event a visitor; the time counted is that from the event's answer to the list's.
    func run() throws -> Report {
        let wire = try Wire(port: port)
        var nanoseconds: [UInt64] = []
        let start = nanosecondsNow()
        for user in 0..<options.users {
            let list = try self.list(of: user, on: wire)
            let item = list[user % list.count]
            let accepted = try post(item, of: user, on: wire)
            guard accepted == 1 else { throw BenchError("The event of visitor \(user) was not accepted.") }
            let answered = nanosecondsNow()
            let next = try self.list(of: user, on: wire)
            nanoseconds.append(nanosecondsNow() - answered)
            guard !next.contains(item) else { throw BenchError("The list of visitor \(user) does not feel the event.") }
        }
        return Report(
            accepted: options.users, seconds: Double(nanosecondsNow() - start) / 1e9, nanoseconds: nanoseconds)
    }

    private func post(_ item: String, of user: Int, on wire: Wire) throws -> Int {
        let body = #"{"user_id":"fresh-\#(user)","item_id":"\#(item)","type":"purchase"}"#
        let head = "POST /api/v1/events HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        try wire.send(Array("\(head)content-length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
        return try wire.answer(acceptedCount)
    }

    private func list(of user: Int, on wire: Wire) throws -> [String] {
        let head = "GET /api/v1/recommendations/fresh-\(user)?limit=20 HTTP/1.1\r\nhost: localhost\r\n\r\n"
        try wire.send(Array(head.utf8))
        let body = try wire.answer { Data($0) }
        let object = try JSONSerialization.jsonObject(with: body) as? [String: Any]
        let places = object?["recommendations"] as? [[String: Any]] ?? object?["items"] as? [[String: Any]] ?? []
        let items = places.compactMap { $0["item_id"] as? String }
        guard !items.isEmpty else { throw BenchError("A list is empty: \(String(decoding: body, as: UTF8.self))") }
        return items
    }
}
