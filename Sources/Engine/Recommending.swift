public import Domain
import Foundation
import Serving

extension Kindred {
    /// The answer to `request`, from the state and the release as they are now; recorded behind the answer.
    ///
    /// - Throws: `FieldError` that names the field when one is out of range.
    public func recommend(_ request: RecommendationRequest) throws -> Decision {
        let decision = try preview(request)
        decisions.record(decision, visitor: Self.visitor(of: request))
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
        let checked = try RequestChecks.check(request, release)
        return decide(try withoutRepeats(checked, release), release, state)
    }

    /// Passes where ``preview(_:)`` would answer.
    ///
    /// - Throws: `FieldError` that names the field.
    public func check(_ request: RecommendationRequest) throws(FieldError) {
        _ = try RequestChecks.check(request, servingRelease)
    }

    /// Passes where there is a placement called `name`.
    ///
    /// - Throws: `FieldError` that names those there are.
    package func requirePlacement(_ name: Placement) throws(FieldError) {
        let settings = servingRelease?.settings ?? ServingSettings()
        guard settings.placement(name) == nil else { return }
        throw RequestChecks.unknownPlacement(name, settings)
    }

    /// How long a list of `placement` is when nobody says.
    package func standardLimit(of placement: Placement) -> Int {
        (servingRelease?.settings ?? ServingSettings()).placement(placement)?.standardLimit ?? 10
    }

    /// When and how often the lists of `placement` are sent; nil where they answer requests.
    func sendingSettings(of placement: Placement) -> SendingSettings? {
        (servingRelease?.settings ?? ServingSettings()).placement(placement)?.sending
    }

    /// `decision` as the log has it, for whom `request` asked.
    func logEntry(of decision: Decision, for request: RecommendationRequest) -> LogEntry {
        var decision = decision
        decision.nextCursor = nil
        return .decision(decision, visitor: Self.visitor(of: request))
    }

    private static func visitor(of request: RecommendationRequest) -> Visitor? {
        request.user.map(Visitor.user) ?? request.session.map(Visitor.session)
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
