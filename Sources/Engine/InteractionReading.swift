import Domain
import Ingest
import Models
import Store

extension Kindred {
    /// Everything the log says about tastes, with the kinds' weights as configured, and what `needs` asks for besides.
    /// What the checks' policies leave out is not in it; see ``EventsLeftOut``.
    ///
    /// - Parameter catalogueSuffices: Whether a catalogue without events will do where `needs` asks for it.
    /// - Throws: ``EngineError/nothing(_:)`` when the log has no events.
    func readInteractions(
        _ needs: TrainingNeeds, through last: Int64 = .max, catalogueSuffices: Bool = false, progress: ProgressHandler
    ) throws -> InteractionTable {
        var (table, hidden) = (InteractionTable(), HiddenRows())
        let total = try translatingErrors { try store.counts() }.events
        func tell(_ count: Int) {
            guard count % 65_536 == 0 else { return }
            progress(
                WorkProgress(phase: "reading the log", done: Int64(count), total: Int64(total), unit: "events"))
        }
        let leftOut = try eventsLeftOut(through: last, progress: progress)
        try translatingErrors {
            if needs.segmentKeys.isEmpty {
                try store.forEachEvent(through: last) { event in
                    guard config.events.touches(event.kind),
                        !leftOut.contains(event.sequence, event.visitor, event.item),
                        hidden.makesRow(event.kind, event.visitor, event.item, table.count)
                    else { return }
                    let weight = config.events.weight(of: event.kind, value: event.value)
                    table.append(visitor: event.visitor, item: event.item, weight: Float(weight), time: event.time)
                    tell(table.count)
                }
            } else {
                try appendWithSegments(needs.segmentKeys, through: last, without: leftOut, &hidden, to: &table, tell)
            }
            table = hidden.leftOut(of: table)
            if needs.catalogue { try store.forEachItem { table.describe($0) } }
        }
        guard table.count > 0 || catalogueSuffices && !table.catalogue.isEmpty else {
            throw EngineError.nothing("The log has no events to learn from. Import some: kindred import events FILE.")
        }
        return table
    }
}

extension Kindred {
    /// Tells `table` the categories of its items, for the measures that go by them; items without events stay out.
    func addCategories(to table: inout InteractionTable) throws {
        try translatingErrors {
            try store.forEachItem { item in
                guard !item.categories.isEmpty, table.items[item.id] != nil else { return }
                var described = Item(id: item.id)
                described.categories = item.categories
                table.describe(described)
            }
        }
    }

    /// Appends every event with the groups that its context and its user's attributes name; `tell` gets their count.
    private func appendWithSegments(
        _ keys: Set<String>, through last: Int64, without leftOut: EventsLeftOut, _ hidden: inout HiddenRows,
        to table: inout InteractionTable, _ tell: (Int) -> Void
    ) throws {
        var attributes: [UserID: JSONObject] = [:]
        try store.forEachUser { attributes[$0.id] = $0.attributes }
        try store.forEachMergedEvent(through: last) { sequence, event in
            guard let item = event.item, config.events.touches(event.kind),
                !leftOut.contains(sequence, event.visitor, item),
                hidden.makesRow(event.kind, event.visitor, item, table.count)
            else { return }
            let weight = config.events.weight(of: event.kind, value: event.value)
            table.append(visitor: event.visitor, item: item, weight: Float(weight), time: event.time)
            let own = event.user.flatMap { attributes[$0] } ?? [:]
            table.setSegments(SegmentNames.names(keys, context: event.context, attributes: own))
            tell(table.count)
        }
    }
}

extension InteractionTable {
    /// Takes in the items of a file.
    ///
    /// - Throws: `IngestError` when the file cannot be read as a whole; ``EngineError/failed(_:)`` when rows are refused.
    mutating func describeItems(ofFileAt path: String) throws {
        let reader = try ItemReader(path: path)
        while true {
            let rows = try reader.next(4096)
            if rows.isEmpty { return }
            for row in rows {
                switch row {
                case .refused(let refusal):
                    throw EngineError.failed("\(refusal.message) Mend the file of items, or leave the row out.")
                case .record(let item, _): describe(item)
                }
            }
        }
    }

    /// Appends the events of a file.
    ///
    /// - Throws: `IngestError` when the file cannot be read as a whole; ``EngineError/failed(_:)`` when rows are refused:
    ///   figures on what is left would be of another data set.
    mutating func append(fileAt path: String, options: SourceOptions, weights: EventWeights) throws {
        let reader = try EventReader(path: path, options: options)
        var hidden = HiddenRows()
        while true {
            let rows = try reader.next(4096)
            if rows.isEmpty { break }
            for row in rows {
                switch row {
                case .refused(let refusal):
                    throw EngineError.failed(
                        "\(refusal.message) Figures on the other rows would be of another data set: mend the file, "
                            + "or give --format or --columns.")
                case .record(let event, _):
                    guard let item = event.item, weights.touches(event.kind),
                        hidden.makesRow(event.kind, event.visitor, item, count)
                    else { continue }
                    let weight = weights.weight(of: event.kind, value: event.value)
                    append(visitor: event.visitor, item: item, weight: Float(weight), time: event.time)
                }
            }
        }
        self = hidden.leftOut(of: self)
    }
}
