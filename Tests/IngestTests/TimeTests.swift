import Domain
import Testing

@testable import Ingest

@Suite struct TimeTests {
    @Test(arguments: [
        ("964982703", 964_982_703_000), ("1396860669277", 1_396_860_669_277), ("1396860669.277", 1_396_860_669_277),
        ("-5", -5000), ("2010-12-01 08:26:00", 1_291_191_960_000), ("2010-12-01T09:26:00+01:00", 1_291_191_960_000),
        ("2019-11-24 00:00:17.004101+00:00", 1_574_553_617_004), ("\" 964982703 \"", 964_982_703_000), ("", 0),
    ])
    func `times are Unix seconds, milliseconds or RFC 3339`(text: String, milliseconds: Int64) throws {
        #expect(try events("user,item,timestamp\n1,a,\(text)\n").records.map(\.time.milliseconds) == [milliseconds])
    }

    @Test(arguments: ["yesterday", "2010-13-01", "12/1/2010 8:26", "1e300", "99999999999999999", "nan", "5 s"])
    func `anything else is refused with the value and the next step`(text: String) throws {
        let refusal = try #require(try events("user,item,timestamp\n1,a,\(text)\n").refusals.first)
        #expect(refusal.reason == .badTimestamp)
        #expect(refusal.message.contains("\"timestamp\" is \"\(text)\"") && refusal.message.contains("--time-format"))
    }

    @Test(arguments: [
        ("%m/%d/%Y %H:%M", "12/1/2010 8:26", "2010-12-01T08:26:00Z"),
        ("%d-%b-%Y", "01-Jan-1995", "1995-01-01T00:00:00Z"),
        ("%A, %d %B %Y %I:%M:%S %p", "Monday, 29 February 2016 12:05:09 am", "2016-02-29T00:05:09Z"),
        ("%Y%m%d%H%M%S", "20240102030405", "2024-01-02T03:04:05Z"),
        ("%FT%T.%f%z", "2024-01-02T03:04:05.5-0130", "2024-01-02T04:34:05.500Z"),
        ("%s", "1700000000", "2023-11-14T22:13:20Z"), ("%d.%m.%y", "1.2.99", "1999-02-01T00:00:00Z"),
        ("100%% %Y-%m-%d", "100% 2024-01-02", "2024-01-02T00:00:00Z"),
    ])
    func `a time format is read`(format: String, text: String, expected: String) throws {
        var options = SourceOptions()
        options.timeFormat = try TimeFormat(format)
        let reading = try events("user,item,time\n1,a,\"\(text)\"\n", options: options)
        #expect(reading.records.map(\.time.description) == [expected])
    }

    @Test(arguments: [
        ("%Y-%m-%d", "2024-02-30"), ("%Y-%m-%d", "2024-01-02 " + "x"), ("%Y-%m-%d %H", "2024-01-02 24"),
        ("%I %p %F", "13 pm 2024-01-02"), ("%d %b %Y", "1 Foo 2024"), ("%Y-%m-%d", ""), ("%Y-%m-%d%z", "2024-01-02+9x"),
    ])
    func `a text that is not in the format is none`(format: String, text: String) throws {
        let format = try TimeFormat(format)
        #expect(Array(text.utf8).withUnsafeBufferPointer { format.parse($0) } == nil)
    }

    @Test(arguments: ["%Q", "%Y-%m", "%", "%H:%M", ""])
    func `a format that cannot tell a moment is an error`(format: String) {
        #expect(throws: IngestError.self) { try TimeFormat(format) }
    }

    @Test func `every moment survives being written and read in a format`() throws {
        let format = try TimeFormat("%Y/%m/%d %H-%M-%S.%f %z")
        var seed: UInt64 = 20_261_121
        for _ in 0..<500 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let time = Timestamp(milliseconds: Int64(seed >> 20) % 4_000_000_000_000)
            let digits = Array(time.description.utf8)
            let text = time.description.prefix(19).map { ["-": "/", "T": " ", ":": "-"][$0] ?? String($0) }.joined()
            let fraction = digits.count > 20 ? String(time.description.dropFirst(20).dropLast()) : "0"
            let written = Array("\(text).\(fraction) Z".utf8)
            #expect(written.withUnsafeBufferPointer { format.parse($0) } == time, "\(time)")
        }
    }
}
