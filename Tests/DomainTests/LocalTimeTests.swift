import Domain
import Testing

@Suite struct LocalTimeTests {
    /// Offsets in minutes at moments in seconds, by Python's zoneinfo over tzdata 2025b.
    @Test(
        arguments: [
            ("UTC", [(1_782_864_000, 0)]), ("+02:00", [(1_782_864_000, 120)]), ("-09:30", [(0, -570)]),
            ("Europe/Zurich", [(1_782_864_000, 120), (1_767_225_600, 60), (1_774_745_999, 60), (1_774_746_000, 120)]),
            ("Europe/Zurich", [(1_792_889_999, 120), (1_792_890_000, 60)]),
            ("America/New_York", [(1_782_864_000, -240), (1_767_225_600, -300), (1_775_000_000, -240)]),
            ("Australia/Sydney", [(1_782_864_000, 600), (1_767_225_600, 660), (1_793_494_800, 660)]),
            ("Asia/Kolkata", [(1_782_864_000, 330)]), ("Europe/Dublin", [(1_782_864_000, 60), (1_767_225_600, 0)]),
            ("America/Santiago", [(1_782_864_000, -240), (1_767_225_600, -180)]),
            ("Asia/Jerusalem", [(1_782_864_000, 180), (1_767_225_600, 120), (1_775_000_000, 180)]),
            ("Pacific/Auckland", [(1_782_864_000, 720), (1_767_225_600, 780)]),
            ("America/Nuuk", [(1_782_864_000, -60), (1_767_225_600, -120), (1_775_000_000, -60)]),
            ("Africa/Cairo", [(1_782_864_000, 180), (1_767_225_600, 120), (1_775_000_000, 120)]),
        ] as [(String, [(Int64, Int64)])])
    func `clocks are as far ahead as the zone's rule says`(name: String, offsets: [(Int64, Int64)]) throws {
        let zone = try #require(TimeZoneRule(name))
        for (seconds, minutes) in offsets {
            #expect(zone.offset(at: Timestamp(seconds: seconds)) == minutes * 60, "\(name) at \(seconds)")
        }
    }

    @Test(arguments: ["", "Europe/Atlantis", "europe/zurich", "+2", "+25:00", "02:00", "+02:75", "60:", "60", " "])
    func `a zone that nobody knows is none`(name: String) { #expect(TimeZoneRule(name) == nil) }

    @Test func `a clock shows the part of the day and the weekday`() throws {
        // 2026-03-01T23:30:00Z was a Sunday; in Zurich it was Monday already.
        let time = Timestamp(seconds: 1_772_407_800)
        let (here, there) = (
            LocalTime(time, in: .utc), LocalTime(time, in: try #require(TimeZoneRule("Europe/Zurich")))
        )
        #expect(LocalTime.partsOfDay[here.partOfDay] == "evening" && LocalTime.weekdays[here.weekday] == "sunday")
        #expect(LocalTime.partsOfDay[there.partOfDay] == "night" && LocalTime.weekdays[there.weekday] == "monday")
        let before = LocalTime(Timestamp(milliseconds: -1), in: .utc)
        #expect(LocalTime.partsOfDay[before.partOfDay] == "evening")
        #expect(LocalTime.weekdays[before.weekday] == "wednesday")
    }

    @Test(arguments: [
        (StateSettings(timeZone: "Mars"), "state.time_zone"),
        (StateSettings(contextKeys: ["a", "a"]), "state.context_keys"),
        (StateSettings(exposureBy: String(repeating: "x", count: 65)), "state.exposure_by"),
    ])
    func `a setting of the state out of range is named`(settings: StateSettings, field: String) {
        #expect { try settings.validated() } throws: { ($0 as? InvalidSetting)?.field == field }
    }
}
