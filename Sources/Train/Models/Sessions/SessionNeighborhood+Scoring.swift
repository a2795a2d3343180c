import Domain
import Foundation
import Matrices

extension SessionNeighborhood {
    /// The scores of the items that the neighbours of a session have.
    /// - Complexity: As ``neighbors(of:)``, and O(items of the neighbours).
    func sums(for present: SessionEmphasis) -> ItemSums {
        let neighbors = neighbors(of: present)
        let entryCount = neighbors.reduce(0) { $0 + index.entries(ofSession: $1.session).count }
        let sums = ItemSums(capacity: min(entryCount, index.itemCount))
        let items = index.items.pointer
        for neighbor in neighbors {
            let entries = index.entries(ofSession: neighbor.session)
            let anchor = nearness.map { $0.anchor(present.items, in: entries, of: items) }
            for entry in entries {
                sums.add(neighbor.strength * weight(ofEntry: entry, anchor: anchor), to: items[entry])
            }
        }
        return sums
    }

    /// What each item of the session adds to the score of each of `wanted`: `[wanted][items of the session]`.
    ///
    /// Exact, for the neighbours as they are: a score is a sum over neighbours, a neighbour's strength one over items.
    /// - Complexity: As ``sums(for:)``, and O(neighborCount · wanted · items of the session).
    func parts(of present: SessionEmphasis, for wanted: [ItemIndex]) -> [[Float]] {
        var parts = [[Float]](repeating: [Float](repeating: 0, count: present.items.count), count: wanted.count)
        let items = index.items.pointer
        let rows = Dictionary(grouping: wanted.indices, by: { wanted[$0] })
        for neighbor in neighbors(of: present) {
            let entries = index.entries(ofSession: neighbor.session)
            let anchor = nearness.map { $0.anchor(present.items, in: entries, of: items) }
            let shared = present.items.indices.filter { items[entries].contains(present.items[$0]) }
            for entry in entries {
                guard let rows = rows[items[entry]] else { continue }
                let weight = neighbor.factor * weight(ofEntry: entry, anchor: anchor)
                for row in rows { for item in shared { parts[row][item] += weight * present.likeness[item] } }
            }
        }
        return parts
    }

    /// What the item at `entry` counts in its session, beside the session's strength.
    @inline(__always) private func weight(ofEntry entry: Int, anchor: Int?) -> Float {
        var weight = itemWeights?[Int(index.items[entry])] ?? 1
        if let nearness, let anchor { weight *= nearness.weight(ofEntry: entry, from: anchor) }
        return weight
    }
}

extension PlaceNearness {
    /// The nearness that falls to a part in e every `scale` places.
    init(places: Buffer<UInt32>, scale: Double) {
        self.places = places
        weights = (0..<SessionIndex.maximumLength).map { Float(exp(-Double($0) / scale)) }
    }

    /// The entry of the item of `present` that stands last in the session at `entries`.
    fileprivate func anchor(
        _ present: [ItemIndex], in entries: Range<Int>, of items: UnsafeBufferPointer<UInt32>
    ) -> Int {
        entries.reversed().first { present.contains(items[$0]) } ?? entries.lowerBound
    }

    /// How near the item at `entry` is to the one at `anchor`.
    fileprivate func weight(ofEntry entry: Int, from anchor: Int) -> Float {
        let (place, other) = (places[entry], places[anchor])
        return weights[min(weights.count - 1, Int(place > other ? place - other : other - place))]
    }
}
