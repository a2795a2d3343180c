import Engine
import Testing

@testable import kindred

@Suite struct ProgressTests {
    private func rows(_ done: Int64, of total: Int64? = nil, phase: String = "reading a.csv") -> WorkProgress {
        WorkProgress(phase: phase, done: done, total: total, unit: "rows")
    }

    private func bytes(_ done: Int64, of total: Int64?) -> WorkProgress {
        WorkProgress(phase: "reading a.csv", done: done, total: total, unit: "bytes")
    }

    @Test func `a line has percent, amount, rate and the time left`() {
        let line = ProgressLine(counts: [rows(420_000, of: 1_000_000)], seconds: 2)
        #expect(line.text == "Reading a.csv: 42 %, 420,000 of 1,000,000 rows, 210,000 rows/s, 2.8 s left")
    }

    @Test func `bytes tell how far it is and rows how fast`() {
        let line = ProgressLine(counts: [bytes(1 << 20, of: 4 << 20), rows(50_000)], seconds: 1)
        #expect(line.text == "Reading a.csv: 25 %, 1 MB of 4 MB, 50,000 rows, 50,000 rows/s, 3.0 s left")
    }

    @Test func `without a total there is no percent and no time left`() {
        #expect(ProgressLine(counts: [rows(10)], seconds: 2).text == "Reading a.csv: 10 rows, 5.0 rows/s")
    }

    @Test func `slow units say how long one takes`() {
        let epochs = WorkProgress(phase: "training als", done: 2, total: 10, unit: "epochs")
        let line = ProgressLine(counts: [epochs], seconds: 8)
        #expect(line.text == "Training als: 20 %, 2 of 10 epochs, 4.0 s each, 32.0 s left")
    }

    @Test func `in the first moment nothing is guessed`() {
        #expect(ProgressLine(counts: [rows(5, of: 10)], seconds: 0.1).text == "Reading a.csv: 50 %, 5 of 10 rows")
    }

    @Test func `more than the total is all of it`() {
        #expect(ProgressLine(counts: [rows(11, of: 10)], seconds: 1).text.contains("100 %"))
        #expect(ProgressLine(counts: [rows(0, of: 0)], seconds: 1).text == "Reading a.csv: 0 of 0 rows")
    }

    @Test func `a terminal's line is redrawn ten times a second at most`() {
        var display = ProgressDisplay(width: 80)
        let printed = (0..<1000).compactMap { display.take(rows(Int64($0), of: 1000), at: Double($0) * 0.001) }
        #expect((9...11).contains(printed.count))
        #expect(printed.allSatisfy { $0.hasPrefix("\r") && $0.hasSuffix("\u{1B}[K") && !$0.contains("\n") })
    }

    @Test func `elsewhere a plain line comes every five seconds at most`() {
        var display = ProgressDisplay(width: nil)
        let printed = (0..<2000).compactMap { display.take(rows(Int64($0), of: 2000), at: Double($0) * 0.01) }
        #expect((3...4).contains(printed.count))
        #expect(printed.allSatisfy { $0.hasSuffix("\n") && !$0.contains("\r") && !$0.contains("\u{1B}") })
    }

    @Test func `short work off a terminal prints nothing`() {
        var display = ProgressDisplay(width: nil)
        #expect(display.take(rows(1, of: 2), at: 10) == nil)
        #expect(display.take(rows(2, of: 2), at: 12) == nil)
        #expect(display.removal == nil)
    }

    @Test func `a new phase shows at once on a terminal, with a clock of its own`() throws {
        var display = ProgressDisplay(width: 120)
        _ = display.take(rows(1000, of: 1000), at: 10)
        let printed = display.take(rows(1, of: 10, phase: "training als"), at: 10.01)
        let next = try #require(printed)
        #expect(next.contains("Training als: 10 %, 1 of 10 rows"))
        #expect(!next.contains("rows/s"))
    }

    @Test(arguments: [1, 10, 40])
    func `the line is never wider than the terminal`(width: Int) throws {
        var display = ProgressDisplay(width: width)
        let printed = display.take(rows(1, of: 10), at: 0)
        let text = try #require(printed)
        #expect(DisplayWidth.of(text.dropFirst().dropLast(3)) <= max(1, width - 1))
    }

    @Test func `the line is gone when the work ends`() async {
        let streams = CapturedStreams()
        await streams.console(terminal: Terminal(width: 80, hasColour: false)).withProgress { printer in
            printer.report(rows(1, of: 10))
        }
        #expect(streams.messages.hasSuffix("\r\u{1B}[K"))
        #expect(streams.output.isEmpty)
    }

    @Test func `reports from many threads do not mix`() async {
        let streams = CapturedStreams()
        let printer = ProgressPrinter(console: streams.console(terminal: Terminal(width: 80, hasColour: false)))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for done in 0..<500 { printer.report(rows(Int64(done), of: 500)) } }
            }
        }
        let lines = streams.messages.split(separator: "\r")
        #expect(lines.allSatisfy { $0.hasPrefix("Reading a.csv: ") && $0.hasSuffix("\u{1B}[K") })
    }
}
