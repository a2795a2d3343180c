import Domain
import Testing

@testable import Ingest

/// Checks of single fields: numbers, times, what is missing, and what cannot be.
@Suite struct FieldCheckTests {
    private let dwell = EventKind("dwell")

    @Test func `a dwell of a night is an outlier among minutes, and so is one in milliseconds`() throws {
        let dwell = try #require(dwell)
        var log = CheckedLog()
        for step in 0..<200 {
            let seconds = 20 + Double(step * 31 % 180)
            #expect(log.marks("u\(step)", "i", at: Double(step), dwell) { $0.value = seconds }.isEmpty)
        }
        #expect(log.marks("a", "i", at: 300, dwell) { $0.value = 30_000 }.has(.outlier))
        #expect(log.checks.reason(.outlier, event("a", "i", at: 300)).hasPrefix("the value is 30,000, where 1"))
        #expect(log.marks("a", "j", at: 300, dwell) { $0.value = 0.01 }.has(.outlier))
        #expect(!log.marks("a", "k", at: 300, dwell) { $0.value = 900 }.has(.outlier))
        #expect(!log.marks("a", "k", at: 300, .rating) { $0.value = 900 }.has(.outlier), "another kind, not yet known")
    }

    @Test func `ratings on any scale have no outliers, not when nearly all are the same`() {
        var log = CheckedLog()
        for step in 0..<2000 {
            let stars = step % 40 == 0 ? 1.0 : 5
            #expect(log.marks("u\(step)", "i", at: Double(step), .rating) { $0.value = stars }.isEmpty)
            let jester = Double(step * 7919 % 2000) / 100 - 10
            #expect(log.marks("u\(step)", "j", at: Double(step), .like) { $0.value = jester }.isEmpty)
        }
    }

    @Test func `a rating without a value lacks what it needs, a view does not`() throws {
        let dwell = try #require(dwell)
        var log = CheckedLog()
        #expect(log.marks("u", "i", at: 0, .rating).has(.missingField))
        #expect(log.marks("u", "j", at: 0, dwell).has(.missingField))
        #expect(log.marks("u", "i", at: 0).isEmpty)
        #expect(log.checks.reason(.missingField, event("u", "i", at: 0, .rating)) == "value is missing")
    }

    @Test func `a return needs a purchase, a removal something in the cart`() {
        var log = CheckedLog()
        #expect(log.marks("u", "i", at: 0, .return).has(.impossibleOrder))
        #expect(log.marks("u", "i", at: 1, .removeFromCart).has(.impossibleOrder))
        #expect(log.marks("u", "i", at: 2, .addToCart).isEmpty)
        #expect(log.marks("u", "i", at: 9, .removeFromCart).isEmpty)
        #expect(log.marks("u", "i", at: 12, .return).has(.impossibleOrder), "the cart is no purchase")
        #expect(log.marks("u", "i", at: 20, .purchase).isEmpty)
        #expect(log.marks("u", "i", at: 99, .return).isEmpty)
        #expect(log.marks("v", "i", at: 99, .return).has(.impossibleOrder))
    }

    @Test func `what a session put in the cart its user may take out`() {
        var log = CheckedLog()
        _ = log.marks("x", "i", at: 0, .addToCart) { ($0.user, $0.session) = (nil, "s") }
        #expect(!log.marks("u", "i", at: 5, .removeFromCart) { $0.session = "s" }.has(.impossibleOrder))
        _ = log.marks("v", "j", at: 0, .addToCart) { $0.session = "t" }
        #expect(
            !log.marks("x", "j", at: 5, .removeFromCart) { ($0.user, $0.session) = (nil, "t") }.has(.impossibleOrder))
    }

    @Test func `what a guest bought the user they became may send back`() throws {
        var log = CheckedLog()
        for (number, name) in ["s0", "s1", "s2", "s3", "s4"].enumerated() {
            let session = SessionID(stringLiteral: name)
            _ = log.marks("x", "i\(number)", at: 0, .purchase) { ($0.user, $0.session) = (nil, session) }
            log.checks.merge(session: session, into: "u")
        }
        log.checks = try QualityChecks(log.checks.settings, stored: log.checks.stored)
        #expect(!log.marks("u", "i4", at: 9, .return).has(.impossibleOrder))
        #expect(!log.marks("u", "i1", at: 9, .return).has(.impossibleOrder))
        #expect(log.marks("u", "i0", at: 9, .return).has(.impossibleOrder), "four sessions are remembered")
        #expect(log.marks("v", "i4", at: 9, .return).has(.impossibleOrder))
    }

    @Test func `a sender five hours off is marked, the others are not`() {
        var log = CheckedLog()
        var (found, wrong) = (0, 0)
        for step in 0..<2000 {
            let isOff = step > 200 && step % 23 == 0
            let marks = log.marks("u\(step % 90)", "i\(step % 31)", at: Double(step) * 20 - (isOff ? 18_000 : 0))
            guard marks.has(.clock) else { continue }
            if isOff { found += 1 } else { wrong += 1 }
        }
        #expect((found, wrong) == (78, 0))
    }

    @Test func `an older file after the live events is another part of the log, and so is a log without order`() {
        var log = CheckedLog()
        var marked = 0
        for step in 0..<500 { marked += log.marks("u", "i\(step)", at: Double(step) * 20).has(.clock) ? 1 : 0 }
        for step in 0..<500 { marked += log.marks("u", "i\(step)", at: Double(step) * 20 - 9e6).has(.clock) ? 1 : 0 }
        #expect(marked == 4)
        for user in 0..<300 {
            let start = Double(user * 7919 % 300) * 86_400
            for step in 0..<20 { marked += log.marks("w", "i", at: start + Double(step) * 20).has(.clock) ? 1 : 0 }
        }
        #expect(marked <= 8, "\(marked)")
    }

    @Test func `quiet nights of a small shop are marked in no event`() {
        var log = CheckedLog()
        for day in 0..<30 {
            for step in 0..<50 {
                let marks = log.marks("u\(step)", "i", at: Double(day) * 86_400 + Double(step) * 700)
                #expect(!marks.has(.clock))
            }
        }
    }
}
