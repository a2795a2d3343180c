import Domain
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T07:30:00Z", 1_795_246_200_000),
        ("2000-02-29T23:59:59.250Z", 951_868_799_250),
        ("1969-12-31T23:59:59Z", -1000), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
        ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ])
    func `a moment is written and read back as RFC 3339`(text: String, milliseconds: Int64) {
        #expect(Timestamp(milliseconds: milliseconds).description == text)
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "2026-13-01", "2026-1-01", "yesterday", "", "2026-11-21T25:00:00Z",
        "2026-11-21T07:30:00Zx",
    ])
    func `an impossible date is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test func `a zone is taken off and a missing one means UTC`() {
        #expect(Timestamp(rfc3339: "2026-11-21T08:30:00+01:00")?.milliseconds == 1_795_246_200_000)
        #expect(Timestamp(rfc3339: "2026-11-21 07:30:00")?.milliseconds == 1_795_246_200_000)
        #expect(Timestamp(rfc3339: "2026-11-21")?.milliseconds == 1_795_219_200_000)
    }

    @Test func `seconds and milliseconds are told apart by their size`() {
        #expect(Timestamp(unix: 1_396_860_669.277)?.milliseconds == 1_396_860_669_277)
        #expect(Timestamp(unix: 1_396_860_669_277)?.milliseconds == 1_396_860_669_277)
        #expect(Timestamp(unix: 1e30) == nil)
        #expect(Timestamp(unix: .nan) == nil)
    }
}
