import Domain
import Foundation
import Testing

@testable import Ingest

/// The checks as a whole: what they remember, count and are told to do.
@Suite struct QualityCheckTests {
    /// A log with something for every check, from a seed.
    static func log(_ count: Int, seed: UInt64 = 7) -> [Event] {
        var state = seed
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let kinds: [EventKind] = [.view, .view, .click, .addToCart, .purchase, .return, .rating, .removeFromCart]
        return (0..<count).map { step in
            let user = next(5) == 0 ? "robot" : "u\(next(400))"
            return event(user, "i\(next(3000))", at: Double(step) * 0.7, kinds[next(kinds.count)]) { event in
                if event.kind == .rating { event.value = next(50) == 0 ? nil : Double(next(5)) }
                if event.kind == .purchase { event.price = next(200) == 0 ? 1e9 : Double(next(90)) }
                if next(40) == 0 { event.context = ["user_agent": "Googlebot"] }
                if next(60) == 0 { event.time.milliseconds -= 20_000_000 }
                if next(9) == 0 { event.session = SessionID(stringLiteral: "s\(step)") }
            }
        }
    }

    private static func isKnown(_ event: Event) -> Bool { (event.item?.value.count ?? 0) < 5 }

    @Test func `stopped anywhere and resumed, the checks go on as if nothing had happened`() throws {
        let settings = CheckSettings()
        let events = Self.log(6000)
        var whole = QualityChecks(settings)
        let marks = events.map { whole.examine($0, isKnownItem: Self.isKnown($0)) }
        let expected: Set<Check> = [.botAgent, .outlier, .unknownItem, .missingField, .impossibleOrder, .clock]
        #expect(Set(marks.flatMap(\.checks)).isSuperset(of: expected))
        for cut in [0, 1, 63, 1000, 4097, 6000] {
            var first = QualityChecks(settings)
            for event in events[..<cut] { _ = first.examine(event, isKnownItem: Self.isKnown(event)) }
            var second = try QualityChecks(settings, stored: first.stored)
            let rest = events[cut...].map { second.examine($0, isKnownItem: Self.isKnown($0)) }
            #expect(rest == Array(marks[cut...]), "cut at \(cut)")
            #expect(second.stored == whole.stored)
        }
    }

    @Test func `a memory of other settings, or one that is cut short, is refused`() throws {
        var checks = QualityChecks(CheckSettings())
        for event in Self.log(2000) { _ = checks.examine(event, isKnownItem: true) }
        var other = CheckSettings()
        other.clock.policy = .leaveOut
        let stored = checks.stored
        #expect(throws: CheckMemoryError.otherSettings) { try QualityChecks(other, stored: stored) }
        for count in [0, 7, 30, stored.count / 2, stored.count - 1] {
            #expect(throws: CheckMemoryError.self) {
                try QualityChecks(CheckSettings(), stored: Array(stored.prefix(count)))
            }
        }
        #expect(throws: CheckMemoryError.self) { try QualityChecks(CheckSettings(), stored: stored + [0]) }
    }

    @Test func `counts add up`() {
        var checks = QualityChecks(CheckSettings())
        let marks = Self.log(3000).map { checks.examine($0, isKnownItem: true) }
        #expect(checks.counts.events == 3000)
        #expect(checks.counts.marked == Int64(marks.count { !$0.isEmpty }))
        for check in Check.allCases {
            #expect(checks.counts.marked(by: check) == Int64(marks.count { $0.has(check) }))
        }
    }

    @Test func `an unknown item is marked as it is told, and nothing where all is ignored`() {
        var log = CheckedLog()
        #expect(log.marks(event("u", "i", at: 0), isKnownItem: false) == CheckMarks(.unknownItem))
        var settings = CheckSettings()
        settings.nearDuplicate.policy = .ignore
        settings.botAgent.policy = .ignore
        settings.botRate.policy = .ignore
        settings.botRegularity.policy = .ignore
        settings.botBreadth.policy = .ignore
        settings.outlier.policy = .ignore
        settings.unknownItem.policy = .ignore
        settings.missingField.policy = .ignore
        settings.impossibleOrder.policy = .ignore
        settings.clock.policy = .ignore
        log = CheckedLog(settings)
        for event in Self.log(3000) { #expect(log.marks(event, isKnownItem: false).isEmpty) }
        #expect(log.checks.counts.events == 3000)
    }

    @Test func `settings out of range are refused by name, and hold is for unknown items alone`() throws {
        func refusal(_ change: (inout CheckSettings) -> Void) -> String {
            var settings = CheckSettings()
            change(&settings)
            return #expect(throws: InvalidSetting.self) { try settings.validated() }?.description ?? ""
        }
        #expect(refusal { $0.clock.policy = .hold }.contains("checks.clock.policy is hold"))
        #expect(
            refusal { $0.nearDuplicate.seconds = 0 }.contains("checks.near_duplicate.seconds is 0; give 0.001 to 60"))
        #expect(refusal { $0.botRate.perMinute = 3 }.contains("checks.bot_rate.per_minute is 3; give 10 to 10000"))
        #expect(refusal { $0.clock.hours = .nan }.contains("checks.clock.hours is nan"))
        var settings = CheckSettings()
        settings.unknownItem.policy = .hold
        #expect(try settings.validated() == settings)
        let json = try JSONEncoder().encode(settings)
        #expect(try JSONDecoder().decode(CheckSettings.self, from: json) == settings)
    }
}
