package import Domain

/// The events of a span of time.
package struct EventSpan: Hashable, Sendable {
    /// The first moment that is in it; nil where it has no beginning.
    package var since: Timestamp?
    /// The first moment after it; nil where it has no end.
    package var until: Timestamp?

    /// All of time, unless it says less.
    package init(since: Timestamp? = nil, until: Timestamp? = nil) { (self.since, self.until) = (since, until) }

    /// Whether `time` is in it.
    func contains(_ time: Timestamp) -> Bool {
        if let since, time < since { return false }
        if let until, time >= until { return false }
        return true
    }

    /// Whether any moment of `day` is in it.
    func touches(_ day: CivilDay) -> Bool {
        if let since, day.end <= since { return false }
        if let until, day.start >= until { return false }
        return true
    }

    /// The days of which it holds a part only.
    var cutDays: [CivilDay] {
        [since, until].compactMap { $0 }.map { ($0, CivilDay($0)) }.filter { $0 != $1.start }.map(\.1)
    }
}

/// A day in UTC.
struct CivilDay: Hashable, Comparable, Sendable {
    private static let milliseconds: Int64 = 86_400_000
    /// Days since 1970-01-01; negative before.
    let number: Int64

    /// The day that `time` is in.
    init(_ time: Timestamp) {
        let (quotient, remainder) = time.milliseconds.quotientAndRemainder(dividingBy: Self.milliseconds)
        number = remainder < 0 ? quotient - 1 : quotient
    }

    /// The day whose folder ``folder`` is; nil for any other text.
    init?(folder: some StringProtocol) {
        let parts = folder.split(separator: "/").map { $0.split(separator: "=", omittingEmptySubsequences: false) }
        guard parts.count == 3, parts.allSatisfy({ $0.count == 2 }), parts.map(\.[0]) == ["year", "month", "day"],
            let start = Timestamp(rfc3339: parts.map(\.[1]).joined(separator: "-"))
        else { return nil }
        self.init(start)
    }

    /// Its midnight.
    var start: Timestamp { Timestamp(milliseconds: number * Self.milliseconds) }

    /// The midnight after it.
    var end: Timestamp { Timestamp(milliseconds: (number + 1) * Self.milliseconds) }

    /// `2026-11-21`
    var date: String { String(start.description.prefix(10)) }

    /// `year=2026/month=11/day=21`, as Spark, DuckDB and Hive name the folders of a partition.
    var folder: String {
        let parts = date.split(separator: "-")
        return "year=\(parts[0])/month=\(parts[1])/day=\(parts[2])"
    }

    /// Orders by time.
    static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
