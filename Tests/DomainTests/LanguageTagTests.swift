import Domain
import Testing

@Suite struct LanguageTagTests {
    @Test(arguments: ["de", "pt-BR", "zh-Hant-TW", "x-klingon", "es-419", "sl-rozaj-biske"])
    func `a tag is letters, then letters and digits, in parts`(text: String) {
        #expect(LanguageTag.isValid(text))
    }

    @Test(arguments: [
        "", "-", "de-", "d e", "de_CH", "12", "abcdefghi", "de-\u{e4}", String(repeating: "a-", count: 20),
    ])
    func `anything else is none`(text: String) {
        #expect(!LanguageTag.isValid(text))
    }

    @Test(arguments: [
        ("de-CH, de;q=0.9, en;q=0.8, *;q=0.5", ["de-CH", "de", "en"]), ("en;q=0.2,fr;q=0.9", ["fr", "en"]),
        ("fr;q=0,de", ["de"]), ("", []), ("*", []), (";;,,q=1", []), ("de;q=2,en", ["en"]), ("de;q=x", []),
        ("da , en-gb ; q=0.8", ["da", "en-gb"]),
    ])
    func `the header is read by its weights, of equals by place`(header: String, tags: [String]) {
        #expect(LanguageTag.accepted(header) == tags)
    }

    @Test func `a header of a thousand languages is not read to its end`() {
        let header = (0..<1000).map { "a\(["b", "c"][$0 % 2])" }.joined(separator: ",")
        #expect(LanguageTag.accepted(header).count == LanguageTag.maximumCount)
    }

    @Test func `a language is found by the longest part of its tag that there is`() {
        let table = ["de": 1, "de-at": 2, "en": 3]
        #expect(LanguageTag.best(of: ["de-AT-1996"], among: table) == 2)
        #expect(LanguageTag.best(of: ["de-CH"], among: table) == 1)
        #expect(LanguageTag.best(of: ["fr", "en-US"], among: table) == 3)
        #expect(LanguageTag.best(of: ["fr", "e"], among: table) == nil)
    }
}
