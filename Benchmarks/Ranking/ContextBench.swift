import Domain
import Foundation
import State

/// What the affinities to a context add to popularity, on the invoices of a real shop: the state learns from the first four
/// fifths of the lines, and the item of each later line is ranked among all items that it knows.
enum ContextBench {
    private struct Line {
        let item: ItemID
        let invoice: String
        let country: String
        let time: Timestamp
    }

    /// Prints NDCG@20 by popularity, and with the affinities to each context.
    static func run(path: String) throws {
        let lines = try read(path)
        let split = lines.count * 4 / 5
        var state = LiveState(weights: EventWeights())
        for (place, line) in lines[..<split].enumerated() {
            let event = Event(
                user: UserID(stringLiteral: line.invoice), item: line.item, kind: .purchase, time: line.time,
                context: ["country": .string(line.country)])
            state.apply(LogRecord(sequence: Int64(place + 1), entry: .event(event)))
        }
        let later = Array(lines[split...])
        print("\(split) lines learned, \(later.count) later ones asked\n")
        print(
            "| context | NDCG@20 by popularity | with affinity | difference, and its standard error |\n|---|---|---|---|"
        )
        for keys in [["country"], ["time_of_day"], ["weekday"], ["country", "time_of_day", "weekday"]] {
            let gains = gains(of: later, state, keys)
            let (plain, suited) = (mean(gains.map(\.plain)), mean(gains.map(\.suited)))
            let differences = gains.map { $0.suited - $0.plain }
            let spread = mean(differences.map { ($0 - suited + plain) * ($0 - suited + plain) })
            let error = (spread / Double(gains.count)).squareRoot()
            print(
                "| \(keys.joined(separator: ", ")) | \(digits(plain)) | \(digits(suited)) "
                    + "| \(digits(suited - plain)) ± \(digits(error)) |")
        }
    }

    private static func gains(of lines: [Line], _ state: LiveState, _ keys: [String]) -> [(
        plain: Double, suited: Double
    )] {
        let all = state.popularItems(limit: state.knownItemCount, at: lines[0].time) { _ in true }
        let plain = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.item, $0) })
        var known: [String: [ItemID: Int]] = [:]
        return lines.compactMap { line in
            guard let place = plain[line.item] else { return nil }
            let local = LocalTime(line.time, in: .utc)
            let name = "\(line.country) \(local.partOfDay) \(local.weekday)"
            let places = known[name] ?? suited(all, line, state, keys)
            known[name] = places
            return (gain(place), gain(places[line.item] ?? .max))
        }
    }

    private static func suited(
        _ all: [NumberedItem], _ line: Line, _ state: LiveState, _ keys: [String]
    ) -> [ItemID: Int] {
        let affinities = state.contextAffinities(to: ["country": .string(line.country)], at: line.time, keys: keys)
        let scored = all.map { ($0.item, Double($0.score) * exp(affinities.logRatio(of: $0.number))) }
        let ordered = scored.sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }
        return Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.0, $0) })
    }

    private static func gain(_ place: Int) -> Double { place < 20 ? 1 / log2(Double(place) + 2) : 0 }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(1, values.count)) }

    private static func digits(_ value: Double) -> String { String(format: "%.5f", value) }

    /// The lines in order of time, an item once an invoice, cancellations left out.
    private static func read(_ path: String) throws -> [Line] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var (lines, seen): ([Line], Set<String>) = ([], [])
        for row in text.split(whereSeparator: \.isNewline).dropFirst() {
            // The description alone may hold commas; it is the third of eight fields.
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count >= 8, !fields[0].hasPrefix("C"), seen.insert("\(fields[0]) \(fields[1])").inserted,
                let time = Timestamp(rfc3339: fields[fields.count - 4].replacing(" ", with: "T") + "Z")
            else { continue }
            lines.append(
                Line(
                    item: ItemID(stringLiteral: String(fields[1])), invoice: String(fields[0]),
                    country: String(fields[fields.count - 1]), time: time))
        }
        return lines.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }.map(\.element)
    }
}
