import Domain
import Ingest
import Models
import Store

extension Kindred {
    /// Everything the log says about tastes, with the kinds' weights as configured.
    ///
    /// - Throws: ``EngineError/nothing(_:)`` when the log has no events.
    func readInteractions(through last: Int64 = .max, progress: ProgressHandler) throws -> InteractionTable {
        var table = InteractionTable()
        let total = try translatingErrors { try store.counts() }.events
        try translatingErrors {
            try store.forEachEvent(through: last) { event in
                let weight = config.events.weight(of: event.kind, value: event.value)
                table.append(visitor: event.visitor, item: event.item, weight: Float(weight), time: event.time)
                if table.count % 65_536 == 0 {
                    progress(
                        WorkProgress(
                            phase: "reading the log", done: Int64(table.count), total: Int64(total), unit: "events"))
                }
            }
        }
        guard table.count > 0 else {
            throw EngineError.nothing("The log has no events to learn from. Import some: kindred import events FILE.")
        }
        return table
    }
}

extension InteractionTable {
    /// Appends the events of a file.
    ///
    /// - Throws: `IngestError` when the file cannot be read as a whole; ``EngineError/failed(_:)`` when rows are refused:
    ///   figures on what is left would be of another data set.
    mutating func append(fileAt path: String, options: SourceOptions, weights: EventWeights) throws {
        let reader = try EventReader(path: path, options: options)
        while true {
            let rows = try reader.next(4096)
            if rows.isEmpty { return }
            for row in rows {
                switch row {
                case .refused(let refusal):
                    throw EngineError.failed(
                        "\(refusal.message) Figures on the other rows would be of another data set: mend the file, "
                            + "or give --format or --columns.")
                case .record(let event, _):
                    let weight = weights.weight(of: event.kind, value: event.value)
                    append(visitor: event.visitor, item: event.item, weight: Float(weight), time: event.time)
                }
            }
        }
    }
}
