import Domain
import Serving

/// The release that serves, with the terms of its placements: the settings of a placement are large, and every request asks
/// for the few things that its terms are.
struct Champion: Sendable {
    /// The release; nil where none serves.
    let release: ServingRelease?
    private var known: [Placement: ListTerms] = [:]

    /// What serves with `release`.
    init(_ release: ServingRelease? = nil) { self.release = release }

    /// The terms of `placement`; nil where there is no such placement. There are only so many that do exist.
    mutating func terms(of placement: Placement) -> ListTerms? {
        if let terms = known[placement] { return terms }
        let terms = ListTerms(placement, release)
        known[placement] = terms
        return terms
    }
}
