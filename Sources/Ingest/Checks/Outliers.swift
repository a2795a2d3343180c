import Domain
import Foundation

/// Finds values, quantities and prices that are far from those of their kind of event.
///
/// Marked is a number at least ten times, or less than a tenth of, what is usual, and at least `deviations` standard
/// deviations away; see ``Spread``. So a dwell of a night is marked, a rating of 1 among fives never is.
struct Outliers {
    /// The most numbers (a kind and a field each) that are watched; those that come later are not.
    private static let maximumSpreads = 64
    private static let leastDistance = log(10.0)

    private let deviations: Double
    private var spreads: [UInt64: Spread] = [:]
    /// The number that was marked last, and what is usual.
    private(set) var lastMarked = (field: "", number: 0.0, usual: 0.0)

    /// Nothing seen yet.
    init(_ settings: CheckSettings.Outlier) { deviations = settings.deviations }

    /// Whether a number of `event` is one.
    mutating func marks(_ event: Event) -> Bool {
        var isMarked = false
        if let value = event.value, marks(value, "value", of: event.kind) { isMarked = true }
        if let quantity = event.quantity, marks(quantity, "quantity", of: event.kind) { isMarked = true }
        if let price = event.price, marks(price, "price", of: event.kind) { isMarked = true }
        return isMarked
    }

    private mutating func marks(_ number: Double, _ field: String, of kind: EventKind) -> Bool {
        let key = StableKey(3).with(kind.name).with(field).bits
        guard spreads[key] != nil || spreads.count < Self.maximumSpreads else { return false }
        guard let (distance, deviation) = spreads[key, default: Spread()].distance(of: number) else { return false }
        guard distance >= Self.leastDistance, distance >= deviations * deviation else { return false }
        lastMarked = (field, number, spreads[key]?.usual ?? 0)
        return true
    }
}

extension Outliers {
    /// Writes what it remembers.
    func write(to writer: inout MemoryWriter) {
        let sorted = spreads.sorted { $0.key < $1.key }
        writer.write(UInt64(sorted.count))
        for (key, spread) in sorted {
            writer.write(key)
            spread.write(to: &writer)
        }
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    mutating func read(from reader: inout MemoryReader) throws(CheckMemoryError) {
        spreads = [:]
        for _ in 0..<(try reader.count(of: 8)) {
            let key = try reader.number(UInt64.self)
            spreads[key] = try Spread(from: &reader)
        }
    }
}
