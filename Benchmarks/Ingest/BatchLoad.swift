import Foundation

/// Batches over a few connections, each of which sends the next one when the last is answered.
struct BatchLoad {
    private let options: Options
    private let port: Int

    /// A load on the server at `port`.
    init(_ options: Options, port: Int) { (self.options, self.port) = (options, port) }

    /// Sends every event and waits for every answer.
    func run() throws -> Report {
        let (tally, group) = (Tally(), DispatchGroup())
        let batches = options.events / options.size
        let start = nanosecondsNow()
        for connection in 0..<options.connections {
            group.enter()
            Thread.detachNewThread { [options, port] in
                defer { group.leave() }
                do {
                    let wire = try Wire(port: port)
                    var template = EventTemplate(count: options.size, ids: options.ids, seed: UInt64(connection) << 32)
                    for batch in stride(from: connection, to: batches, by: options.connections) {
                        template.renew(first: batch * options.size)
                        let sent = nanosecondsNow()
                        try wire.send(template.bytes)
                        let accepted = try wire.answer(acceptedCount)
                        tally.add(accepted, nanosecondsNow() - sent)
                    }
                } catch { tally.fail(error) }
            }
        }
        group.wait()
        let report = try tally.report(seconds: Double(nanosecondsNow() - start) / 1e9)
        guard report.accepted == batches * options.size else {
            throw BenchError("\(report.accepted) of \(batches * options.size) events were accepted.")
        }
        return report
    }
}
