import Testing

@testable import Engine

@Suite struct AllowanceTests {
    @Test func `ten seconds' worth go through at once, and then so many a second`() {
        var allowance = Allowance(perSecond: 3)
        let start = ContinuousClock.now
        var counts: [Int] = []
        for milliseconds in [0, 300, 1100, 3_600_000] {
            var count = 0
            for _ in 0..<90 where allowance.take(at: start + .milliseconds(milliseconds)) { count += 1 }
            counts.append(count)
        }
        #expect(counts == [30, 0, 3, 30])
    }

    @Test func `nothing goes through an allowance of none`() {
        var allowance = Allowance(perSecond: 0)
        let isThrough = allowance.take(at: .now)
        #expect(!isThrough)
    }
}
