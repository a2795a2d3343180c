public import Domain
import Foundation
import Serving

extension Kindred {
    /// The answer to `request` from the state and the release as they are now, not recorded: for looking at lists without a
    /// trace.
    ///
    /// - Throws: As ``recommend(_:)``.
    public func preview(_ request: RecommendationRequest) throws -> Decision {
        let (release, state) = (servingRelease, self.state)
        let checked = try RequestChecks.check(request, release, state)
        return decide(try withoutRepeats(checked, release), release, state)
    }

    /// Passes where ``preview(_:)`` would answer.
    ///
    /// - Throws: `FieldError` that names the field.
    public func check(_ request: RecommendationRequest) throws(FieldError) {
        _ = try RequestChecks.check(request, servingRelease, state)
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
        listTerms(of: placement)?.standardLimit ?? 10
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

    /// Whom `request` is for, as records have it.
    static func visitor(of request: RecommendationRequest) -> Visitor? {
        request.user.map(Visitor.user) ?? request.session.map(Visitor.session)
    }

    /// A decision id that nobody has used: 48 bits of time and 80 random bits in hexadecimal.
    public func newDecisionID() -> DecisionID {
        let time = UInt64(max(0, Self.now().milliseconds)) & 0xffff_ffff_ffff
        let random = randomNumbers.next()
        return DecisionID(stringLiteral: hexadecimal(time << 16 | random.0 & 0xffff, random.1))
    }

    /// The moment it is, by the machine's clock.
    public static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}

/// The 32 hexadecimal digits of two numbers.
private func hexadecimal(_ first: UInt64, _ second: UInt64) -> String {
    String(unsafeUninitializedCapacity: 32) { digits in
        for place in 0..<32 {
            let nibble = UInt8((place < 16 ? first : second) >> UInt64(60 - place % 16 * 4) & 0xf)
            digits[place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble
        }
        return 32
    }
}
