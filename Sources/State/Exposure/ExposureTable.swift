import Domain
import Foundation

/// How much of all lists each supplier had, fading with age: half after ``FadingWeight/halfLifeDays``.
///
///     exposure(s) = Σ over the places p of s in decisions, of 1 / log2(1 + p) · 2^(-age / half-life)
///
/// Counted is who brings an item at the time of the decision. *Source:* the worth of a place after Singh and Joachims 2018,
/// doi:10.1145/3219819.3220088, equation 1.
struct ExposureTable: Sendable {
    /// The most suppliers; further ones are not counted.
    static let maximumSuppliers = 4096
    /// The longest name of a supplier, in bytes; one of a longer name is not counted.
    static let maximumNameLength = 256

    /// Which field of an item names its supplier; empty counts none.
    let field: String
    /// The suppliers, in the order the log met them.
    private(set) var names: [String] = []
    private var places: [String: Int32] = [:]
    /// What each supplier had, times ``FadingWeight``.
    private(set) var sums: [Double] = []
    /// The supplier of each item; -1 for none.
    private(set) var suppliers = ChunkedArray<Int32>()

    /// A table without lists.
    init(_ settings: StateSettings) { field = settings.exposureBy }

    /// A table that was stored.
    init(_ settings: StateSettings, names: [String], sums: [Double], suppliers: ChunkedArray<Int32>) {
        self.init(settings)
        (self.names, self.sums, self.suppliers) = (names, sums, suppliers)
        for (place, name) in names.enumerated() { places[name] = Int32(place) }
    }

    /// Notes who brings an item now; nil for nobody.
    mutating func put(_ supplier: String?, of item: UInt32) {
        let code = supplier.map { place(of: $0) } ?? -1
        guard code >= 0 || Int(item) < suppliers.count else { return }
        while suppliers.count <= Int(item) { suppliers.append(-1) }
        suppliers[Int(item)] = code
    }

    /// Who brings the item; nil for nobody.
    func supplier(of item: UInt32) -> String? {
        guard Int(item) < suppliers.count, suppliers[Int(item)] >= 0 else { return nil }
        return names[Int(suppliers[Int(item)])]
    }

    /// Counts one place of a list, from 1.
    mutating func add(_ item: UInt32, place: Int, factor: Double) {
        guard Int(item) < suppliers.count, suppliers[Int(item)] >= 0 else { return }
        sums[Int(suppliers[Int(item)])] += factor / log2(1 + Double(place))
    }

    /// The sum of a supplier, times ``FadingWeight``; 0 where it had nothing.
    func sum(of name: String) -> Double { places[name].map { sums[Int($0)] } ?? 0 }

    /// Who an item names as its supplier: the field's text, or the first of its texts.
    func supplier(in item: Item) -> String? {
        switch field {
        case "": nil
        case "brand": item.brand
        default:
            switch item.attributes[field] {
            case .string(let name): name
            case .integer(let number): String(number)
            case .array(let names): names.lazy.compactMap(\.string).first
            default: nil
            }
        }
    }

    private mutating func place(of name: String) -> Int32 {
        if let known = places[name] { return known }
        guard names.count < Self.maximumSuppliers, !name.isEmpty, name.utf8.count <= Self.maximumNameLength else {
            return -1
        }
        let place = Int32(names.count)
        names.append(name)
        sums.append(0)
        places[name] = place
        return place
    }
}
