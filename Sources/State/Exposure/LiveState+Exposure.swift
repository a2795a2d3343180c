package import Domain

/// What one supplier had of all lists.
package struct SupplierExposure: Equatable, Sendable {
    /// Who.
    package let supplier: String
    /// How much: places weighed by their worth, those of long ago faded.
    package let exposure: Double
    /// Its part of what all suppliers had. 0...1.
    package let share: Double
    /// How many of the items that may be shown it brings.
    package let itemCount: Int
}

extension LiveState {
    /// Who brings `item`; nil where nobody is named.
    package func supplier(of item: ItemID) -> String? { numbers[item].flatMap { exposures.supplier(of: $0.value) } }

    /// What `supplier` had of all lists up to `time`: see ``ExposureTable``.
    /// - Complexity: O(1).
    package func exposure(of supplier: String, at time: Timestamp) -> Double {
        exposures.sum(of: supplier) / FadingWeight.of(time.milliseconds)
    }

    /// What all suppliers had of all lists up to `time`.
    /// - Complexity: O(suppliers).
    package func totalExposure(at time: Timestamp) -> Double {
        exposures.sums.reduce(0, +) / FadingWeight.of(time.milliseconds)
    }

    /// What each supplier had up to `time`, the most first, of equals by name.
    /// - Complexity: O(known items).
    package func exposures(at time: Timestamp) -> [SupplierExposure] {
        var counts = [Int](repeating: 0, count: exposures.names.count)
        for item in 0..<exposures.suppliers.count where standings[item].isAvailable {
            let supplier = exposures.suppliers[item]
            if supplier >= 0 { counts[Int(supplier)] += 1 }
        }
        let (total, factor) = (exposures.sums.reduce(0, +), FadingWeight.of(time.milliseconds))
        return exposures.names.indices.map { place in
            SupplierExposure(
                supplier: exposures.names[place], exposure: exposures.sums[place] / factor,
                share: total > 0 ? exposures.sums[place] / total : 0, itemCount: counts[place])
        }.sorted { ($1.exposure, $0.supplier) < ($0.exposure, $1.supplier) }
    }

    /// Counts the places of a list.
    mutating func countExposure(_ decision: Decision) {
        guard !exposures.names.isEmpty else { return }
        let factor = FadingWeight.of(decision.time.milliseconds)
        for recommendation in decision.recommendations {
            guard let number = numbers[recommendation.item] else { continue }
            exposures.add(number.value, place: recommendation.position, factor: factor)
        }
    }
}
