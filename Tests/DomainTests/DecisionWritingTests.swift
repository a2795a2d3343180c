import Domain
import Matrices
import Testing

@Suite struct DecisionWritingTests {
    @Test(arguments: [20_261_121 as UInt64])
    func `a decision is written byte for byte as its JSON value is`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for round in 0..<500 {
            let decision = Self.decision(&random)
            var bytes: [UInt8] = []
            decision.write(to: &bytes)
            #expect(
                String(decoding: bytes, as: UTF8.self) == JSONValue.object(decision.json).description,
                "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: [7 as UInt64])
    func `every float is written as its JSON value is`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let odd: [Float] = [
            0, -0.0, 1, -1, 9, 10, 1e-4, 9.999999e-5, 1e-5, .leastNonzeroMagnitude, .leastNormalMagnitude, 16_777_215,
            16_777_216, 8_388_607.5, 1e15, 1e16, .greatestFiniteMagnitude, 0.1, 1.0 / 3,
        ]
        let drawn = (0..<50_000).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: random.next())) }
        for number in odd + drawn where number.isFinite {
            var bytes: [UInt8] = []
            bytes.append(json: number)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(text == JSONValue(number).description, "\(number)")
            #expect(Float(text) == number || number == 0, "\(text)")
        }
    }

    @Test func `every byte that JSON escapes is escaped, wherever it stands`() {
        for text in ["", "plain", "\"", "a\"b\\c\n\r\t\u{0}\u{1}\u{1f}\u{7f}z", "\u{b}", "é\u{1F600}\"é"] {
            var bytes: [UInt8] = []
            bytes.append(json: text)
            #expect((try? JSONParser.parse(bytes)) == .string(text))
            #expect(!bytes.contains { $0 < 0x20 || $0 == 0x7F })
        }
    }

    private static let cursor = ListCursor(
        startOf: RecommendationRequest(decision: "d", placement: .home, time: .unknown)
    ).after(["a"], strategy: "popular", upcoming: [ListCursor.Upcoming(item: "b", score: 2, code: .popular)])

    private static func decision(_ random: inout SeededRandom) -> Decision {
        var decision = Decision(
            id: DecisionID(stringLiteral: "d\(random.below(1000))"),
            placement: random.below(2) == 0 ? .home : "own \"spot\"",
            release: random.below(3) == 0 ? nil : random.below(99),
            source: DecisionSource.allCases[random.below(DecisionSource.allCases.count)],
            strategy: random.below(2) == 0 ? nil : "popular \"here\"",
            recommendations: (0..<random.below(5)).map { recommendation(at: $0 + 1, &random) },
            nextCursor: random.below(3) == 0 ? cursor : nil, logPosition: 3, time: Timestamp(seconds: 9))
        for _ in 0..<random.below(3) { decision.removed["rule \"\(random.below(9))\""] = 1 + random.below(500) }
        return decision
    }

    private static func recommendation(at position: Int, _ random: inout SeededRandom) -> Recommendation {
        Recommendation(
            item: item(&random), score: number(&random), position: position * (random.below(2) == 0 ? 1 : 40),
            reason: Reason(
                code: ReasonCode.allCases[random.below(ReasonCode.allCases.count)],
                text: ["", "Because you bought \"X\"", "Größe\n\\"][random.below(3)],
                because: (0..<random.below(4)).map { _ in Evidence(item: item(&random), share: number(&random)) }),
            parts: ["relevance", "con\"text", "margin"].prefix(random.below(4)).map { ScorePart($0, number(&random)) },
            propensity: random.below(2) == 0 ? nil : random.uniform(),
            rules: (0..<random.below(3)).map { _ in "rule \"\(random.below(9))\"" })
    }

    private static func item(_ random: inout SeededRandom) -> ItemID {
        ItemID(stringLiteral: ["i1", "ü\"2", "back\\slash", "日本 5"][random.below(4)])
    }

    private static func number(_ random: inout SeededRandom) -> Float {
        let float = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
        return random.below(2) == 0 || !float.isFinite ? Float(random.below(1000)) / 997 : float
    }
}
