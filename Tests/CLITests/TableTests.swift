import Testing

@testable import kindred

@Suite struct TableTests {
    @Test func `text stands left, numbers right, and no line ends in a space`() {
        var table = Table([.text("model"), .number("ndcg@10"), .text("")])
        table.add(["als", "0.1234", "x"])
        table.add(["popular", "0.05", ""])
        #expect(
            table.text == """
                model    ndcg@10
                als       0.1234  x
                popular     0.05
                """)
    }

    @Test func `a table without rows is its heading`() {
        #expect(Table([.text("a"), .number("b")]).text == "a  b")
    }

    @Test func `columns line up under wide characters, emoji and accents`() {
        var table = Table([.text("title"), .number("n")])
        for title in ["東京", "cafe\u{301}", "👟", "plain"] { table.add([title, "1"]) }
        let widths = table.lines.map { DisplayWidth.of($0) }
        #expect(Set(widths) == [8])
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("東京", 4), ("e\u{301}", 1), ("👍🏽", 2), ("🇩🇪", 2), ("ｶ", 1), ("한글", 4), ("❤️", 2), ("–", 1),
        ("\u{200B}", 0),
    ])
    func `the width of text is its columns`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `a long cell ends in an ellipsis within its column`() {
        #expect(DisplayWidth.truncated("abcdef", to: 4) == "abc…")
        #expect(DisplayWidth.truncated("abcd", to: 4) == "abcd")
        #expect(DisplayWidth.truncated("東京都", to: 4) == "東…")
        #expect(DisplayWidth.truncated("abc", to: 1) == "…")
    }

    @Test func `a title cannot steer the terminal`() {
        var table = Table([.text("title")])
        table.add(["\u{1B}[31mred\nnext\u{202E}"])
        #expect(table.lines.count == 2)
        #expect(!table.text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    }

    @Test(arguments: [
        (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000"),
        (Int64.min, "-9,223,372,036,854,775,808"),
    ])
    func `counts have a comma every three digits`(value: Int64, text: String) {
        #expect(Figures.count(value) == text)
    }

    @Test func `a count brings its noun`() {
        #expect(Figures.count(1, "row") == "1 row")
        #expect(Figures.count(2000, "row") == "2,000 rows")
        #expect(Figures.count(0, "entry", plural: "entries") == "0 entries")
    }

    @Test(arguments: [
        (0.0, "0.000 s"), (0.0421, "0.042 s"), (0.42, "0.42 s"), (3.14, "3.1 s"), (59.94, "59.9 s"),
        (59.96, "1 min 00 s"), (125, "2 min 05 s"), (3600, "1 h 00 min"), (3_725, "1 h 02 min"),
        (360_000_000, "100,000 h 00 min"), (-1, "–"), (.infinity, "–"), (.nan, "–"),
    ])
    func `durations read easily`(seconds: Double, text: String) {
        #expect(Figures.seconds(seconds) == text)
    }

    @Test(arguments: [
        (0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KB"), (1536, "1.5 KB"), (12_700_000, "12.1 MB"),
        (2 << 30, "2 GB"),
    ])
    func `bytes stand in the largest unit that fits`(bytes: Int, text: String) {
        #expect(Figures.bytes(bytes) == text)
    }

    @Test(arguments: [
        (1.0, "100.0 %"), (0.125, "12.5 %"), (0.0630, "6.30 %"), (0.00084, "0.084 %"), (0.0000012, "0.00012 %"),
    ])
    func `a small share keeps its digits`(share: Double, text: String) {
        #expect(Figures.percent(share) == text)
    }
}
