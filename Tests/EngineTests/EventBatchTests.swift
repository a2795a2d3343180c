import Domain
import Matrices
import Testing

@testable import Engine

/// A document is read element by element where that tells the same as reading it whole.
@Suite struct EventBatchTests {
    private static let received = Timestamp(seconds: 1_800_000_000)
    private static let good = #"{"event_id":"e1","user_id":"u","item_id":"i","type":"view"}"#
    private static let elements = [
        good, #"{"user_id":"u","item_id":"i","type":"view","timestamp":"2027-01-15T08:00:00Z","colour":"red"}"#,
        #"{"user_id":"ü","item_id":"i","type":"purchase","price":2.50,"context":{"a":{"b":[1]}}}"#,
        #"{"user_id":"u","item_id":"i","type":"rating"}"#, #"{"user_id":"u","type":"view"}"#,
        #"{"user_id":"u","item_id":"i","type":"view","timestamp":"2099-01-01"}"#, #"{"type":"view","item_id":"i"}"#,
        #"{"user_id":"u","item_id":"i","type":"view","price":"much"}"#, "7", "null", #""text""#, "[]", "[{}]", "{}",
        " \n\(good)\t", #"{"user_id":"u","item_id":"i","type":"view","timestamp":1799999990}"#,
    ]
    private static let broken = [
        "", "{", #"{"user_id":"u""#, #"{"user_id":"u","type":"view"} x"#, "01", "]", "nul", "\u{1}",
    ]

    private static func batch() -> EventBatch {
        EventBatch(received: received, source: "http", admission: EventAdmission())
    }

    /// What the general reader makes of a document.
    private static func expected(_ text: String) throws(EventBatch.DocumentError) -> (batch: EventBatch, count: Int) {
        let value: JSONValue
        do { value = try JSONParser.parse(text) } catch { throw .notJSON(error) }
        var batch = batch()
        let values = value.array ?? [value]
        guard values.count <= EventDelivery.maximumArray else { throw .tooMany(count: values.count) }
        for (index, value) in values.enumerated() { batch.add(value, at: index) }
        return (batch, values.count)
    }

    private static func check(_ text: String) {
        let bytes = Array(text.utf8)
        var batch = batch()
        do throws(EventBatch.DocumentError) {
            let count = try bytes.withUnsafeBufferPointer { bytes throws(EventBatch.DocumentError) in
                try batch.add(document: bytes)
            }
            let (expected, expectedCount) = try expected(text)
            #expect(count == expectedCount, "\(text)")
            #expect(batch.events == expected.events, "\(text)")
            #expect(batch.rejections == expected.rejections, "\(text)")
            #expect(batch.refused == expected.refused && batch.ahead == expected.ahead, "\(text)")
        } catch {
            #expect(batch.count == 0, "\(text)")
            do throws(EventBatch.DocumentError) {
                _ = try expected(text)
                Issue.record("Only the quick reader refused \(text)")
            } catch let other {
                #expect("\(error)" == "\(other)", "\(text)")
            }
        }
    }

    @Test(arguments: elements + broken + ["[]", " [ ] ", "\u{FEFF}[]", "\u{FEFF}\(good)", "[\(good),]", "[\(good)] ,"])
    func `a document of one element is what the general reader makes of it`(text: String) {
        Self.check(text)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `an array is what the general reader makes of it, whatever is in it`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<400 {
            var parts = (0..<(1 + random.below(6))).map { _ in Self.elements[random.below(Self.elements.count)] }
            if random.below(5) == 0 { parts[random.below(parts.count)] = Self.broken[random.below(Self.broken.count)] }
            Self.check("[\(parts.joined(separator: random.below(9) == 0 ? ";" : ","))]")
        }
    }

    @Test func `an array may hold as many events as it may and no more`() {
        for count in [EventDelivery.maximumArray, EventDelivery.maximumArray + 1] {
            Self.check(
                "[\(Array(repeating: #"{"user_id":"u","type":"search"}"#, count: count).joined(separator: ","))]")
        }
    }
}
