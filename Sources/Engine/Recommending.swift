public import Domain
import Foundation
import Serving

extension Kindred {
    /// The answer to `request`, from the state and the release as they are now; recorded behind the answer.
    ///
    /// - Throws: `FieldError` that names the field when one is out of range.
    public func recommend(_ request: RecommendationRequest) throws -> Decision {
        let decision = try preview(request)
        let visitor = request.user.map(Visitor.user) ?? request.session.map(Visitor.session)
        decisions.record(decision, visitor: visitor)
        return decision
    }

    /// Appends the answer to `request` as JSON, as it goes over the wire; recorded behind the answer.
    ///
    /// - Parameter deadline: When the answer is worth nothing any more; nil for one that is worth waiting for.
    /// - Throws: As ``recommend(_:)``, and ``EngineError/late(retryAfterSeconds:)``; with nothing appended.
    package func answer(_ request: RecommendationRequest, deadline: Deadline?, into bytes: inout [UInt8]) throws {
        if let deadline, deadline.isOver { throw EngineError.late(retryAfterSeconds: 1) }
        try recommend(request).write(to: &bytes)
    }

    /// The same answer, not recorded: for looking at lists without a trace.
    ///
    /// - Throws: As ``recommend(_:)``.
    public func preview(_ request: RecommendationRequest) throws -> Decision {
        let release = servingRelease
        let checked = try (release?.settings ?? ServingSettings()).check(request)
        return decide(checked, release, state)
    }

    /// Passes where ``preview(_:)`` would answer.
    ///
    /// - Throws: `FieldError` that names the field.
    public func check(_ request: RecommendationRequest) throws(FieldError) {
        _ = try (servingRelease?.settings ?? ServingSettings()).check(request)
    }

    /// A decision id that nobody has used: 48 bits of time and 80 random bits in hexadecimal.
    public func newDecisionID() -> DecisionID {
        var generator = SystemRandomNumberGenerator()
        let time = UInt64(max(0, Self.now().milliseconds)) & 0xffff_ffff_ffff
        let text = hexadecimal(time, digits: 12) + hexadecimal(generator.next() & 0xffff, digits: 4)
        return DecisionID(stringLiteral: text + hexadecimal(generator.next(), digits: 16))
    }

    /// The moment it is, by the machine's clock.
    public static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

private func hexadecimal(_ value: UInt64, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
}
