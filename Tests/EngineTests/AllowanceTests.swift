import Testing

@testable import Engine

@Suite struct AllowanceTests {
    @Test func `ten seconds' worth go through at once, and then so many a second`() {
        var allowance = Allowance(perSecond: 3)
        let start = ContinuousClock.now
        #expect((0..<40).count { _ in allowance.take(at: start) } == 30)
        #expect((0..<40).count { _ in allowance.take(at: start + .milliseconds(300)) } == 0)
        #expect((0..<40).count { _ in allowance.take(at: start + .milliseconds(1100)) } == 3)
        #expect((0..<90).count { _ in allowance.take(at: start + .seconds(3600)) } == 30)
    }

    @Test func `nothing goes through an allowance of none`() {
        var allowance = Allowance(perSecond: 0)
        #expect(!allowance.take(at: .now))
    }
}
