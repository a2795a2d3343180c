import Domain
import Matrices
import State

/// Moves suppliers that are below their floor up, and those above their ceiling down, until their share of all lists is
/// within the bounds.
///
/// A place p, from 1, is worth d(p) = 1 / log2(1 + p) of exposure. With E(s) what a supplier had in the lists so far, the
/// places of this one included, and T what all suppliers had, the next place included:
///
///     owed(s) = floor · T - E(s)              over(s) = E(s) + d(p) - ceiling · T
///     push(i) = strength · (min(1, owed / L) where owed > 0, - min(1, over / L) where over > 0)
///
/// with L the exposure of a whole list of this length, is added to a candidate's value. What is owed adds up from list to
/// list, so that the error of the shares goes to 0 as long as candidates of the supplier are in the pools.
///
/// *Source:* Morik, Singh, Hong and Joachims 2020 (FairCo), doi:10.1145/3397271.3401100; the worth of a place after Singh and
/// Joachims 2018, doi:10.1145/3219819.3220088. *Deviations:* the aim is a band of shares a person sets, not merit.
struct ExposureSteering {
    private let bounds: [ExposureSettings.Bounds]
    /// The supplier of each candidate, as an index of ``bounds``; -1 for none.
    private let suppliers: [Int]
    private let strength: Double
    private let listExposure: Double
    private var exposures: [Double]
    private var total: Double
    private var place = 1
    /// d(p) of the next place.
    private var next = 1.0

    /// The worth of a place, from 1.
    static func worth(ofPlace place: Int) -> Double { 1 / Elementary.log2(1 + Double(place)) }

    /// The steering of one list of `limit` candidates.
    ///
    /// - Parameters:
    ///   - suppliers: Who brings each candidate; nil where nobody is named.
    ///   - counts: What each supplier had so far, and all together.
    init(
        _ settings: ExposureSettings, suppliers: [String?], limit: Int,
        counts: (of: (String) -> Double, total: Double)
    ) {
        var (places, bounds, exposures): ([String: Int], [ExposureSettings.Bounds], [Double]) = ([:], [], [])
        self.suppliers = suppliers.map { name in
            guard let name else { return -1 }
            if let known = places[name] { return known }
            places[name] = bounds.count
            bounds.append(settings.bounds(of: name))
            exposures.append(counts.of(name))
            return bounds.count - 1
        }
        (self.bounds, self.exposures, total, strength) = (bounds, exposures, counts.total, settings.strength)
        listExposure = (1...max(1, limit)).reduce(0) { $0 + Self.worth(ofPlace: $1) }
    }

    /// What is added to the value of a candidate at the next place.
    func push(_ candidate: Int) -> Float {
        let supplier = suppliers[candidate]
        guard supplier >= 0 else { return 0 }
        let had = exposures[supplier]
        let all = total + next
        if let floor = bounds[supplier].floor, floor * all > had {
            return Float(strength * min(1, (floor * all - had) / listExposure))
        }
        if let ceiling = bounds[supplier].ceiling, had + next > ceiling * all {
            return -Float(strength * min(1, (had + next - ceiling * all) / listExposure))
        }
        return 0
    }

    /// Counts the candidate at the next place.
    mutating func choose(_ candidate: Int) {
        if suppliers[candidate] >= 0 {
            exposures[suppliers[candidate]] += next
            total += next
        }
        place += 1
        next = Self.worth(ofPlace: place)
    }
}
