import Domain

/// How alike the intervals are at which a visitor comes.
///
/// With the running mean m of the intervals, of which each new one counts an eighth, an interval d is alike when
/// |d - m| ≤ tolerance · m. Each that is alike adds 1 to the run, any other halves it; at 0 the mean begins anew. A robot
/// is whose run reaches `intervals`. Means below a second or above an hour do not count: those of a person's quick clicks,
/// and of times that are given as dates.
struct BotRegularity {
    /// The means that count, in milliseconds.
    private static let means = 1000.0...3_600_000.0
    /// So many equal intervals from one event of the log to the next, whoever's, are no log of visitors' doings.
    private static let madeUpRun = 12

    private var last: Int64 = .min
    /// The running mean, in milliseconds; 0 before there is one.
    private(set) var mean = 0.0
    /// How many intervals were alike in a row, each other one halving it.
    private(set) var run: UInt32 = 0

    /// Nobody came yet.
    init() {}

    /// Counts a visit of a page at `time`, in milliseconds; whether the intervals are a robot's. Late events are passed
    /// over.
    mutating func counts(pageAt time: Int64, _ settings: CheckSettings.BotRegularity) -> Bool {
        guard last != .min else {
            last = time
            return false
        }
        guard time >= last else { return false }
        let interval = Double(time - last)
        last = time
        if run > 0, abs(interval - mean) <= settings.tolerance * mean {
            run &+= 1
            mean += (interval - mean) / 8
        } else if run > 1 {
            run /= 2
        } else {
            (run, mean) = (1, interval)
        }
        return run >= settings.intervals && Self.means.contains(mean)
    }

    /// Counts an event of the log at `time`, whoever's; whether the log's times are made up: row numbers, one moment.
    mutating func isMadeUp(at time: Int64, _ settings: CheckSettings.BotRegularity) -> Bool {
        _ = counts(pageAt: time, settings)
        return run >= Self.madeUpRun
    }

    /// Writes it.
    func write(to writer: inout MemoryWriter) {
        writer.write(last)
        writer.write(mean)
        writer.write(run)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        last = try reader.number()
        mean = try reader.double()
        run = try reader.number()
    }
}
