import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct TroubleTests {
    private let small = ShopConfig(items: 400, users: 1500, days: 7, seed: 5)
    private var week: TroubleConfig {
        var trouble = TroubleConfig()
        (trouble.bots, trouble.duplicates, trouble.shiftedClock) = (0.2, 0.02, 0.05)
        (trouble.outliers, trouble.impossibleOrders, trouble.laterItems) = (0.01, 0.002, 0.005)
        return trouble
    }

    @Test func `the truth names every event that has something wrong, in about the shares that were asked for`() throws
    {
        try withTemporaryFolder { folder in
            let summary = try Shop(small).writeFiles(to: folder, trouble: week)
            let events = try objects(folder.appendingPathComponent("events.jsonl")).map {
                try Event(json: $0, received: .unknown)
            }
            #expect(events.count == summary.events && Set(events.map(\.identity)).count == events.count)
            let truth = try objects(folder.appendingPathComponent("truth/trouble.jsonl"))
            let (all, wrong) = (
                Set(events.map(\.identity.description)), Set(truth.compactMap { $0["event_id"]?.string })
            )
            #expect(wrong.count == truth.count && wrong.isSubset(of: all))
            func share(_ name: String) -> Double {
                let count = truth.count { ($0["trouble"]?.array ?? []).contains(.string(name)) }
                return Double(count) / Double(events.count)
            }
            #expect((0.1...0.25).contains(share("bot")), "\(share("bot"))")
            #expect((0.015...0.025).contains(share("near_duplicate")))
            for name in ["clock", "outlier", "impossible_order", "unknown_item"] { #expect(share(name) > 0, "\(name)") }
        }
    }

    @Test func `events are in the order in which they arrive, wrong clocks aside`() throws {
        try withTemporaryFolder { folder in
            var trouble = week
            trouble.shiftedClock = 0
            try Shop(small).writeFiles(to: folder, trouble: trouble)
            let times = try objects(folder.appendingPathComponent("events.jsonl")).compactMap {
                $0["timestamp"]?.string.flatMap { Timestamp(rfc3339: $0) }
            }
            let back = zip(times, times.dropFirst()).map { $0.milliseconds - $1.milliseconds }.max() ?? 0
            #expect(back < 1000, "a step back of \(back) ms")
        }
    }

    @Test func `the same seed gives the same trouble`() throws {
        let prints = try (0..<2).map { _ in
            try withTemporaryFolder { folder in
                try Shop(small).writeFiles(to: folder, trouble: week)
                return try Data(contentsOf: folder.appendingPathComponent("events.jsonl"))
                    + Data(contentsOf: folder.appendingPathComponent("truth/trouble.jsonl"))
            }
        }
        #expect(prints[0] == prints[1])
    }

    @Test func `a share out of range is refused by name`() {
        var trouble = week
        trouble.shiftedClock = 0.6
        let error = #expect(throws: InvalidSetting.self) { try trouble.validated() }
        #expect(error?.description.contains("simulation.shifted_clock is 0.6; give 0 to 0.5") == true)
        #expect(!TroubleConfig().isTrouble)
    }
}
