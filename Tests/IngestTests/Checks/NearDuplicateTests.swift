import Domain
import Testing

@testable import Ingest

@Suite struct NearDuplicateTests {
    @Test func `a double click is marked, and of a row of clicks one each two seconds is kept`() {
        var log = CheckedLog()
        let marks = [0.0, 0.4, 1.9, 2.1, 2.5].map { log.marks("u", "i", at: $0).has(.nearDuplicate) }
        #expect(marks == [false, true, true, false, true])
    }

    @Test func `another visitor, item, kind or amount is another event`() {
        var log = CheckedLog()
        _ = log.marks("u", "i", at: 0)
        #expect(!log.marks("v", "i", at: 0).has(.nearDuplicate))
        #expect(!log.marks("u", "j", at: 0).has(.nearDuplicate))
        #expect(!log.marks("u", "i", at: 0, .click).has(.nearDuplicate))
        #expect(!log.marks("u", "i", at: 0, .rating) { $0.value = 3 }.has(.nearDuplicate))
        #expect(!log.marks("u", "i", at: 1, .rating) { $0.value = 4 }.has(.nearDuplicate))
        #expect(log.marks("u", "i", at: 1, .rating) { $0.value = 4 }.has(.nearDuplicate))
        #expect(!log.marks("u", "i", at: 1, .purchase) { $0.quantity = 1 }.has(.nearDuplicate))
        #expect(!log.marks("u", "i", at: 1, .purchase) { $0.quantity = 2 }.has(.nearDuplicate))
    }

    @Test func `a user and a session of one name are two visitors`() {
        var log = CheckedLog()
        _ = log.marks("a", "i", at: 0)
        #expect(
            !log.marks("x", "i", at: 0) { ($0.user, $0.session) = (nil, "a") }.has(.nearDuplicate))
    }

    @Test func `events that come late are found on both sides, and those without a time of day never`() {
        var log = CheckedLog()
        _ = log.marks("u", "i", at: 10)
        #expect(log.marks("u", "i", at: 9).has(.nearDuplicate))
        for _ in 0..<3 {
            #expect(!log.marks("u", "k", at: 12 * 3600).has(.nearDuplicate), "midnight sharp is a date")
            #expect(!log.marks("u", "k", at: 0) { $0.time = .unknown }.has(.nearDuplicate))
        }
    }

    @Test func `seconds is the setting's, and a check that is ignored marks nothing`() {
        var settings = CheckSettings()
        settings.nearDuplicate.seconds = 5
        var log = CheckedLog(settings)
        _ = log.marks("u", "i", at: 0)
        #expect(log.marks("u", "i", at: 5).has(.nearDuplicate))
        settings.nearDuplicate.policy = .ignore
        log = CheckedLog(settings)
        _ = log.marks("u", "i", at: 0)
        #expect(log.marks("u", "i", at: 0).isEmpty)
    }
}
