public import Domain
import Serving
import State

/// Which share of all lists each supplier had, and within which bounds it is to be.
public struct ExposureReport: Hashable, Sendable {
    /// The share a placement wants a supplier to have.
    public struct Bounds: Hashable, Sendable {
        /// The placement.
        public let placement: Placement
        /// The least share, 0...1; nil for none.
        public let floor: Double?
        /// The largest share, 0...1; nil for none.
        public let ceiling: Double?
    }

    /// One supplier.
    public struct Supplier: Hashable, Sendable {
        /// Who.
        public let name: String
        /// What it had: places weighed by 1 / log2(1 + place), those of a month ago by half.
        public let exposure: Double
        /// Its part of what all suppliers had, 0...1.
        public let share: Double
        /// How many of the items that may be shown it brings.
        public let itemCount: Int
        /// What the placements want, in the order of their names; none where none wants anything.
        public let bounds: [Bounds]

        /// Whether the share is below a floor or above a ceiling.
        public var isOutside: Bool {
            bounds.contains { share < $0.floor ?? 0 || share > $0.ceiling ?? 1 }
        }
    }

    /// The field of an item that names its supplier; empty where none is counted.
    public let field: String
    /// When it was asked for.
    public let time: Timestamp
    /// The suppliers, the largest share first, of equals by name.
    public let suppliers: [Supplier]
}

extension Kindred {
    /// What each supplier had of all lists up to `time`, and what the release that serves wants it to have.
    /// - Complexity: O(known items).
    public func exposure(at time: Timestamp) -> ExposureReport {
        let (state, settings) = (self.state, servingRelease?.settings ?? ServingSettings())
        let wanting = settings.placementNames.compactMap { name -> (Placement, ExposureSettings)? in
            guard let placement = try? Placement(name), let wanted = settings.placement(placement)?.ranking.exposure
            else { return nil }
            return (placement, wanted)
        }
        let suppliers = state.exposures(at: time).map { supplier in
            let bounds = wanting.compactMap { placement, wanted -> ExposureReport.Bounds? in
                let bounds = wanted.bounds(of: supplier.supplier)
                guard bounds.floor != nil || bounds.ceiling != nil else { return nil }
                return ExposureReport.Bounds(placement: placement, floor: bounds.floor, ceiling: bounds.ceiling)
            }
            return ExposureReport.Supplier(
                name: supplier.supplier, exposure: supplier.exposure, share: supplier.share,
                itemCount: supplier.itemCount, bounds: bounds)
        }
        return ExposureReport(field: state.settings.exposureBy, time: time, suppliers: suppliers)
    }
}

extension ExposureReport {
    /// The report as the API answers it.
    public var json: JSONObject {
        ["by": .string(field), "suppliers": .array(suppliers.map { .object($0.json) })]
    }
}

extension ExposureReport.Supplier {
    /// The supplier as the API answers it.
    public var json: JSONObject {
        [
            "supplier": .string(name), "exposure": .number(exposure), "share": .number(share),
            "items": .integer(Int64(itemCount)), "outside": .bool(isOutside),
            "bounds": .array(
                bounds.map {
                    [
                        "placement": .string($0.placement.value), "floor": $0.floor.map(JSONValue.number) ?? .null,
                        "ceiling": $0.ceiling.map(JSONValue.number) ?? .null,
                    ]
                }),
        ]
    }
}
