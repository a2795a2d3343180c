import Domain
import Testing

@Suite struct ListCursorTests {
    private static func request(_ user: UserID = "ann") -> RecommendationRequest {
        RecommendationRequest(decision: "d", placement: .home, user: user, time: .unknown)
    }

    private static let codes = ReasonCode.allCases

    private static func cursor(shown: Int, upcoming: Int) -> ListCursor? {
        let items = (0..<shown).map { ItemID(stringLiteral: "item \($0)") }
        let next = (0..<upcoming).map {
            ListCursor.Upcoming(
                item: ItemID(stringLiteral: "später \($0)"), score: Float($0) / 3 - 1, code: codes[$0 % codes.count])
        }
        return ListCursor(startOf: request()).after(items, strategy: "personal", upcoming: next)
    }

    @Test(arguments: [(0, 1), (1, 3), (10, 40), (3000, 1000)])
    func `a cursor reads back as it was written, in letters that need no escape`(shown: Int, upcoming: Int) throws {
        let cursor = try #require(Self.cursor(shown: shown, upcoming: upcoming))
        #expect(try ListCursor(text: cursor.text) == cursor)
        #expect(cursor.count == shown && cursor.upcoming.count == upcoming && cursor.strategy == "personal")
        #expect(
            cursor.text.utf8.allSatisfy {
                $0 < 0x80 && (Character(UnicodeScalar($0)).isLetter || $0 < 0x3a || $0 == 0x5f)
            })
        #expect((0..<shown).allSatisfy { cursor.hasShown(ItemID(stringLiteral: "item \($0)")) })
        #expect(!cursor.hasShown("another"))
    }

    @Test func `a cursor that was cut off or changed is refused`() throws {
        let text = try #require(Self.cursor(shown: 5, upcoming: 5)).text
        let letters = Array(text)
        for place in letters.indices {
            #expect(throws: FieldError.self) { try ListCursor(text: String(letters[..<place])) }
            var changed = letters
            changed[place] = changed[place] == "A" ? "B" : "A"
            #expect(throws: FieldError.self) { try ListCursor(text: String(changed)) }
        }
        for text in ["x", "====", "ä", String(repeating: "A", count: 5000)] {
            #expect { try ListCursor(text: text) } throws: { ($0 as? FieldError)?.field == "cursor" }
        }
    }

    @Test func `a cursor goes on with its own list alone`() throws {
        var request = Self.request()
        request.cursor = Self.cursor(shown: 2, upcoming: 2)
        #expect(try request.validated().cursor != nil)
        let changes: [(inout RecommendationRequest) -> Void] = [
            { $0.user = "bob" }, { $0.filter = "true" }, { $0.strategy = "popular" },
        ]
        for change in changes {
            var other = request
            change(&other)
            #expect { try other.validated() } throws: { ($0 as? FieldError)?.field == "cursor" }
        }
        request.limit = 3
        #expect(try request.validated().cursor != nil, "pages may be of several lengths")
    }

    @Test func `where nothing is left there is no next page`() {
        #expect(ListCursor(startOf: Self.request()).after(["a"], strategy: "popular", upcoming: []) == nil)
    }
}
