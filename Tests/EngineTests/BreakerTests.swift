import Testing

@testable import Engine

@Suite struct BreakerTests {
    private let start = ContinuousClock.now

    private func fail(_ breaker: Breaker, at time: ContinuousClock.Instant) {
        if let passage = breaker.begin(at: time) { breaker.end(passage, isWell: false, at: time) }
    }

    @Test func `it opens after three failures in a row, tries one after a rest, and closes when that goes well`() throws
    {
        let breaker = Breaker()
        for _ in 0..<2 { fail(breaker, at: start) }
        let well = try #require(breaker.begin(at: start))
        breaker.end(well, isWell: true, at: start)
        for _ in 0..<2 { fail(breaker, at: start) }
        #expect(breaker.isClosed(at: start), "what went well between counts")
        fail(breaker, at: start)
        #expect(!breaker.isClosed(at: start) && breaker.begin(at: start + .milliseconds(999)) == nil)
        let trial = try #require(breaker.begin(at: start + .seconds(1)))
        #expect(breaker.begin(at: start + .seconds(1)) == nil, "one tries")
        breaker.end(trial, isWell: true, at: start + .seconds(1))
        #expect(breaker.isClosed(at: start + .seconds(1)))
    }

    @Test func `each trial that fails makes the rest twice as long, up to eight seconds`() {
        let breaker = Breaker()
        for _ in 0..<3 { fail(breaker, at: start) }
        var now = start
        for rest in [1, 2, 4, 8, 8] {
            now += .seconds(rest)
            #expect(breaker.begin(at: now - .milliseconds(1)) == nil)
            fail(breaker, at: now)
        }
    }

    @Test func `while one hangs nobody else gets through, and then everybody does`() throws {
        let breaker = Breaker()
        let first = try #require(breaker.begin(at: start))
        let second = try #require(breaker.begin(at: start + .milliseconds(400)))
        breaker.end(second, isWell: true, at: start + .milliseconds(400))
        #expect(breaker.begin(at: start + .milliseconds(501)) == nil)
        #expect(!breaker.isClosed(at: start + .milliseconds(501)))
        breaker.end(first, isWell: true, at: start + .seconds(9))
        #expect(breaker.begin(at: start + .seconds(9)) != nil)
    }

    @Test func `what it lets through gives its result or its error, and an open one says when to come again`() throws {
        struct Broken: Error {}
        let breaker = Breaker()
        #expect(try breaker.run { 7 } == 7)
        for _ in 0..<3 { #expect(throws: Broken.self) { try breaker.run { throw Broken() } } }
        #expect(throws: EngineError.late(retryAfterSeconds: 1)) { try breaker.run { 7 } }
    }
}
