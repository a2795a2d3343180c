import Foundation

/// Single events over many connections from one thread; each connection has one event under way.
struct SingleLoad {
    private let options: Options
    private let port: Int

    /// A load on the server at `port`.
    init(_ options: Options, port: Int) { (self.options, self.port) = (options, port) }

    /// Sends for the time that the options say.
    func run() throws -> Report {
        let wires = try (0..<options.connections).map { _ in try Wire(port: port) }
        var template = EventTemplate(count: 1, ids: options.ids, seed: 7)
        var sent = [UInt64](repeating: 0, count: wires.count)
        var polls = wires.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        var (number, accepted, waiting) = (0, 0, wires.count)
        var nanoseconds: [UInt64] = []
        func send(_ place: Int) throws {
            template.renew(first: number)
            number += 1
            sent[place] = nanosecondsNow()
            try wires[place].send(template.bytes)
        }
        let start = nanosecondsNow()
        let end = start + UInt64(options.seconds * 1e9)
        for place in wires.indices { try send(place) }
        while waiting > 0 {
            guard poll(&polls, nfds_t(polls.count), 10_000) > 0 else { throw BenchError("No answer for 10 s.") }
            for place in polls.indices where polls[place].revents != 0 {
                try wires[place].receive()
                guard let count = try wires[place].takeAnswer(acceptedCount) else { continue }
                let now = nanosecondsNow()
                accepted += count
                nanoseconds.append(now - sent[place])
                if now < end { try send(place) } else { waiting -= 1 }
            }
        }
        let seconds = Double(nanosecondsNow() - start) / 1e9
        guard accepted == number else { throw BenchError("\(accepted) of \(number) events were accepted.") }
        return Report(accepted: accepted, seconds: seconds, nanoseconds: nanoseconds)
    }
}
