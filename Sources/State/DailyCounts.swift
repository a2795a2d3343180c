/// How many visits chose an item on each of the last eight days, in UTC.
///
/// The days are those up to the newest that was counted; of older ones nothing is kept. A count ends at 65,535.
struct DailyCounts: Equatable, Sendable {
    /// How many days are kept.
    static let dayCount = 8

    /// The newest day, counted from 1970; `Int32.min` before any.
    private(set) var newest = Int32.min
    /// The counts; that of day `d` at `d` modulo 8.
    private(set) var counts = SIMD8<UInt16>()

    /// No visits yet.
    init() {}

    /// Counts that were stored.
    init(newest: Int32, counts: SIMD8<UInt16>) { (self.newest, self.counts) = (newest, counts) }

    /// The day of a time in milliseconds.
    static func day(of time: Int64) -> Int32 {
        let day = time / 86_400_000 - (time % 86_400_000 < 0 ? 1 : 0)
        return Int32(clamping: day)
    }

    /// Counts one visit on `day`.
    mutating func add(_ day: Int32) {
        if day > newest {
            advance(to: day)
        } else if Int(newest) - Int(day) >= Self.dayCount {
            return
        }
        let place = Self.place(day)
        if counts[place] < .max { counts[place] += 1 }
    }

    /// The visits on `day`; 0 where nothing is kept of it.
    func count(on day: Int32) -> Int {
        guard day <= newest, Int(newest) - Int(day) < Self.dayCount else { return 0 }
        return Int(counts[Self.place(day)])
    }

    /// The visits on `day` and the day before, and those on the six days before them.
    func rise(at day: Int32) -> (recent: Int, base: Int) {
        var rise = (recent: 0, base: 0)
        for back in 0..<Int32(Self.dayCount) {
            let count = count(on: day - back)
            if back < 2 { rise.recent += count } else { rise.base += count }
        }
        return rise
    }

    private mutating func advance(to day: Int32) {
        if newest == .min || Int(day) - Int(newest) >= Self.dayCount {
            counts = SIMD8<UInt16>()
        } else {
            for passed in (newest + 1)...day { counts[Self.place(passed)] = 0 }
        }
        newest = day
    }

    private static func place(_ day: Int32) -> Int { Int(day) & (dayCount - 1) }
}
