import Domain
import Store

/// Where an export goes: called with some 64 KiB of JSON Lines at a time.
package typealias ExportSink = (_ bytes: [UInt8]) throws -> Void

extension Kindred {
    /// Writes every item of the catalogue as JSON Lines.
    ///
    /// - Returns: How many lines.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read, and whatever `sink` throws.
    package func exportItems(to sink: @escaping ExportSink) throws -> Int {
        let lines = LineBuffer(sink: sink)
        try translatingErrors { try store.forEachItem { try lines.write($0.json) } }
        return try lines.finish()
    }

    /// Writes every user as JSON Lines.
    ///
    /// - Returns: How many lines.
    /// - Throws: As ``exportItems(to:)``.
    package func exportUsers(to sink: @escaping ExportSink) throws -> Int {
        let lines = LineBuffer(sink: sink)
        try translatingErrors { try store.forEachUser { try lines.write($0.json) } }
        return try lines.finish()
    }

    /// Writes every event of `span` as JSON Lines, in the order of the log; importing them elsewhere gives the same events.
    ///
    /// - Returns: How many lines.
    /// - Throws: As ``exportItems(to:)``.
    package func exportEvents(of span: EventSpan, to sink: @escaping ExportSink) throws -> Int {
        let lines = LineBuffer(sink: sink)
        try translatingErrors {
            try store.forEachRecord { record in
                guard case .event(let event) = record.entry, span.contains(event.time) else { return }
                try lines.write(event.json)
            }
        }
        return try lines.finish()
    }
}

/// Gathers lines into blocks. A class because the walk over the log and the export's end share one buffer.
private final class LineBuffer {
    private static let blockBytes = 64 << 10

    private let sink: ExportSink
    private var bytes: [UInt8] = []
    private var count = 0

    init(sink: @escaping ExportSink) { self.sink = sink }

    func write(_ object: JSONObject) throws {
        JSONValue.object(object).write(to: &bytes)
        bytes.append(0x0A)
        count += 1
        if bytes.count >= Self.blockBytes { try flush() }
    }

    /// Passes the rest on and says how many lines there were.
    func finish() throws -> Int {
        if !bytes.isEmpty { try flush() }
        return count
    }

    private func flush() throws {
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
