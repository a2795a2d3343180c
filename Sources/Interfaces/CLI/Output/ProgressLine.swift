import Engine

/// One line about work under way: `Reading ratings.csv: 42 %, 1 MB of 2.4 MB, 420,000 rows, 212,000 rows/s, 3.1 s left`.
struct ProgressLine: Sendable {
    /// The latest report of each unit of the phase; at least one.
    let counts: [WorkProgress]
    /// Since the phase began.
    let seconds: Double

    /// Below this age a rate is a guess and left out, in seconds.
    static let minimumAge = 0.5

    /// The line.
    var text: String {
        let name = Printable.text(counts.first?.phase ?? "")
        let phase = name.prefix(1).uppercased() + name.dropFirst()
        let parts = [percent] + counts.map(amount) + [rate, timeLeft]
        return phase + ": " + parts.compactMap(\.self).joined(separator: ", ")
    }

    /// The report with a total, which tells how far the work is.
    private var measured: (done: Double, total: Double)? {
        for count in counts {
            if let total = count.total, total > 0 { return (Double(min(count.done, total)), Double(total)) }
        }
        return nil
    }

    private var percent: String? { measured.map { "\(Int($0.done / $0.total * 100)) %" } }

    private func amount(of count: WorkProgress) -> String {
        if count.unit == "bytes" {
            let total = count.total.map { " of " + Figures.bytes(Int($0)) } ?? ""
            return Figures.bytes(Int(count.done)) + total
        }
        return Figures.count(count.done) + (count.total.map { " of " + Figures.count($0) } ?? "") + " \(count.unit)"
    }

    /// Of rows rather than of bytes, where both are there.
    private var rate: String? {
        guard seconds >= Self.minimumAge else { return nil }
        guard let count = counts.first(where: { $0.unit != "bytes" }) ?? counts.first, count.done > 0 else {
            return nil
        }
        let rate = Double(count.done) / seconds
        if count.unit == "bytes" { return Figures.bytes(Int(rate)) + "/s" }
        if rate < 1 { return Figures.seconds(1 / rate) + " each" }
        return (rate < 10 ? Figures.decimal(rate, 1) : Figures.count(Int(rate))) + " \(count.unit)/s"
    }

    private var timeLeft: String? {
        guard seconds >= Self.minimumAge, let measured, measured.done > 0, measured.done < measured.total else {
            return nil
        }
        return Figures.seconds(seconds * (measured.total - measured.done) / measured.done) + " left"
    }
}
