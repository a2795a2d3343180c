import Testing

@testable import HTTPAPI

@Suite struct ReadinessTests {
    @Test func `a lasting failure is new once, and over with the first success`() {
        let readiness = Readiness()
        #expect(readiness.problem == nil)
        #expect(readiness.failed("the disk is gone"))
        #expect(!readiness.failed("the disk is gone"))
        #expect(readiness.problem == "the disk is gone")
        #expect(readiness.failed("the log is damaged"))
        readiness.succeeded()
        #expect(readiness.problem == nil)
        #expect(readiness.failed("the log is damaged"))
    }
}
