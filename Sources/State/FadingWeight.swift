import Foundation

/// How much a moment counts in sums that fade: 2^((time - 2020-01-01) / halfLife).
///
/// Sums need not be touched as time goes by: what is asked for is divided by the factor of the moment it is asked at.
/// Moments more than 900 half-lives from 2020 count like that one: the factor stays finite.
enum FadingWeight {
    /// After how many days a common visit counts half.
    static let halfLifeDays = 30.0
    private static let origin: Int64 = 1_577_836_800_000

    /// The factor of `time`, in milliseconds.
    static func of(_ time: Int64) -> Double {
        let days = Double(time - origin) / 86_400_000
        return exp2(min(max(days / halfLifeDays, -900), 900))
    }
}
