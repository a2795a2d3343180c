import Domain

/// Finds times that are far from those of the neighbours in the log: a sender whose clock or time zone is wrong.
///
/// Marked is a time farther from the median of the last 64 events than `hours` and than 8 times their median deviation.
/// Five such events in a row are no sender of their own but another part of the log (a file of older events after the live
/// ones): the median begins anew there. A log with such a step in the last 1,000 events is not in the order of time,
/// and nothing in it is marked. Events without a time are passed over.
struct ClockCheck {
    private static let size = 64
    private static let period = 64
    private static let longestRun = 4
    private static let orderlyEvents: UInt64 = 1000

    private let hours: Double
    private var recent: [Int64] = []
    private var count: UInt64 = 0
    /// The times of far events in a row.
    private var run: [Int64] = []
    /// The count at which the median began anew, and may be trusted again.
    private var trustedFrom: UInt64 = 0
    private var deviation: Int64 = 0
    /// The median of the last events' times, in milliseconds; 0 before there is one.
    private(set) var median: Int64 = 0

    /// Nothing seen yet.
    init(_ settings: CheckSettings.Clock) { hours = settings.hours }

    /// Whether the time of `event` is one.
    mutating func marks(_ event: Event) -> Bool {
        guard event.time != .unknown else { return false }
        let time = event.time.milliseconds
        take(time)
        var isFar = recent.count == Self.size && isFar(time)
        if isFar, count >= trustedFrom {
            workOut()
            isFar = self.isFar(time)
        }
        guard isFar else {
            run = []
            return false
        }
        run.append(time)
        guard run.count > Self.longestRun else { return count >= trustedFrom }
        recent = run
        run = []
        trustedFrom = count + Self.orderlyEvents
        workOut()
        return false
    }

    private func isFar(_ time: Int64) -> Bool {
        let distance = Double((time - median).magnitude)
        return distance > hours * 3_600_000 && distance > 8 * Double(deviation)
    }

    private mutating func take(_ time: Int64) {
        if recent.count < Self.size { recent.append(time) } else { recent[Int(count % UInt64(Self.size))] = time }
        count += 1
        if count % UInt64(Self.period) == 0 || recent.count < Self.size && (count % 8 == 0 || count == 1) { workOut() }
    }

    private mutating func workOut() {
        median = recent.sorted()[recent.count / 2]
        let center = median
        deviation = Int64(clamping: recent.map { ($0 - center).magnitude }.sorted()[recent.count / 2])
    }
}

extension ClockCheck {
    /// Writes what it remembers.
    func write(to writer: inout MemoryWriter) {
        writer.write(recent)
        writer.write(count)
        writer.write(run)
        writer.write(trustedFrom)
        writer.write(deviation)
        writer.write(median)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    mutating func read(from reader: inout MemoryReader) throws(CheckMemoryError) {
        recent = try reader.numbers()
        count = try reader.number()
        run = try reader.numbers()
        trustedFrom = try reader.number()
        deviation = try reader.number()
        median = try reader.number()
        guard recent.count <= Self.size, run.count <= Self.longestRun else {
            throw .damaged(problem: "\(recent.count) times are there")
        }
    }
}
