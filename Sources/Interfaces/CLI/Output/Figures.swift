import Domain
import Foundation

/// Numbers as people read them; the same whatever the locale, so that outputs can be compared.
enum Figures {
    /// `1234567` as `1,234,567`.
    static func count(_ value: some BinaryInteger) -> String { value.grouped }

    /// A count and its noun: `1 row`, `2,000 rows`.
    static func count(_ value: some BinaryInteger, _ singular: String, plural: String? = nil) -> String {
        "\(count(value)) \(value == 1 ? singular : plural ?? singular + "s")"
    }

    /// A number with `decimals` digits after the point.
    static func decimal(_ value: Double, _ decimals: Int) -> String {
        value.isFinite ? String(format: "%.\(decimals)f", value) : "–"
    }

    /// A share of 1 as percent: `0.0630` is `6.30 %`; with more digits where it is small.
    static func percent(_ share: Double) -> String {
        let percent = share * 100
        return decimal(percent, percent >= 10 ? 1 : percent >= 1 ? 2 : percent >= 0.01 ? 3 : 5) + " %"
    }

    /// Bytes in the largest unit of which there is at least one; a KB is 1,024 bytes.
    static func bytes(_ value: Int) -> String {
        let units = ["bytes", "KB", "MB", "GB", "TB", "PB"]
        var (amount, unit) = (Double(value), 0)
        while amount >= 1024, unit < units.count - 1 { (amount, unit) = (amount / 1024, unit + 1) }
        let isWhole = unit == 0 || amount == amount.rounded()
        return "\(decimal(amount, isWhole ? 0 : 1)) \(units[unit])"
    }

    /// Seconds as a duration: `0.042 s`, `3.1 s`, `2 min 05 s`, `1 h 02 min`.
    static func seconds(_ value: Double) -> String {
        guard value.isFinite, value >= 0 else { return "–" }
        if value < 1 { return decimal(value, value < 0.1 ? 3 : 2) + " s" }
        if value < 59.95 { return decimal(value, 1) + " s" }
        let whole = Int(min(value, 1e12).rounded())
        if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
        return "\(count(whole / 3600)) h \(twoDigits(whole / 60 % 60)) min"
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
