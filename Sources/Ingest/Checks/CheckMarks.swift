package import Domain

/// The checks that an event did not pass, a bit each.
package struct CheckMarks: OptionSet, Hashable, Sendable {
    /// Bit `n` stands for the `n`th of `Check.allCases`.
    package let rawValue: UInt16

    /// The marks of these bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The mark of one check.
    package init(_ check: Check) { rawValue = 1 << UInt16(check.place) }

    /// The marks of the checks that `settings` gives one of these policies.
    package init(of settings: CheckSettings, _ policies: CheckPolicy...) {
        self = []
        for check in Check.allCases where policies.contains(settings.policy(of: check)) {
            formUnion(CheckMarks(check))
        }
    }

    /// The marks that speak of the visitor rather than of the event alone.
    package static let aboutVisitor = Check.allCases.filter(\.isAboutVisitor).reduce(into: CheckMarks()) {
        $0.formUnion(CheckMarks($1))
    }

    /// The checks, in their order.
    package var checks: [Check] { Check.allCases.filter { contains(CheckMarks($0)) } }
}

extension Check {
    /// Its place among all checks.
    package var place: Int {
        switch self {
        case .nearDuplicate: 0
        case .botAgent: 1
        case .botRate: 2
        case .botRegularity: 3
        case .botBreadth: 4
        case .outlier: 5
        case .unknownItem: 6
        case .missingField: 7
        case .impossibleOrder: 8
        case .clock: 9
        }
    }
}
