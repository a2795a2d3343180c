import Domain
package import Foundation
import Matrices

extension Shop {
    /// Writes the shop with trouble in its events, and the truth about it, to `directory`:
    ///
    ///     items.jsonl  users.jsonl  events.jsonl    what an owner would import, the events in the order they arrive
    ///     later-items.jsonl                         what comes into the catalogue after the last day
    ///     truth/trouble.jsonl                       a line an event with something wrong: what, and which robot
    ///
    /// Files of these names are replaced, each as a whole, once all of them are complete.
    /// - Parameter progress: Called after each day.
    /// - Throws: ``SimulationError``; or what `progress` throws, to stop the writing.
    @discardableResult
    package func writeFiles(
        to directory: URL, trouble: TroubleConfig, progress: (ShopProgress) throws -> Void = { _ in }
    ) throws -> ShopSummary {
        var files = try FileSet(directory, folders: ["truth"])
        do {
            var maker = Troublemaker(self, trouble)
            try files.write("items.jsonl", lines: items) { .object($0.json) }
            try files.write("users.jsonl", lines: users) { .object($0.json) }
            try files.write("later-items.jsonl", lines: maker.laterItems) { .object($0.json) }
            let summary = try writeArrivals(of: &maker, to: &files, progress: progress)
            try files.publish()
            return summary
        } catch {
            files.discard()
            throw error
        }
    }

    private func writeArrivals(
        of maker: inout Troublemaker, to files: inout FileSet, progress: (ShopProgress) throws -> Void
    ) throws -> ShopSummary {
        var (table, truth) = (try files.open("events.jsonl"), try files.open("truth/trouble.jsonl"))
        var (day, count, kinds): (Int, Int, [String: Int]) = (0, 0, [:])
        try days { events in
            let midnight = config.start.milliseconds / 1000 + Int64(day) * 86_400
            for arrival in maker.arrivals(events, midnight: midnight) {
                try table.append(JSONValue.object(arrival.event.json).bytes() + [0x0A])
                count += 1
                kinds[arrival.event.kind.name, default: 0] += 1
                guard !arrival.trouble.isEmpty else { continue }
                try truth.append(JSONValue.object(arrival.truth).bytes() + [0x0A])
            }
            day += 1
            try progress(ShopProgress(days: day, allDays: config.days, events: count))
        }
        try table.close()
        try truth.close()
        return ShopSummary(items: items.count, users: users.count, events: count, eventsByKind: kinds)
    }
}
