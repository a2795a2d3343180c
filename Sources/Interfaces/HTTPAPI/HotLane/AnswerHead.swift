import HTTPTypes
import NIOCore

/// The head of an answer of the hot lane, up to what differs from one answer to the next: made once, and copied.
struct AnswerHead {
    /// The head of a list, or of a report on events.
    static let found = AnswerHead(.ok, "application/json")

    private let bytes: [UInt8]

    /// The head of an answer with `status` and a body of this media type.
    init(_ status: HTTPResponse.Status, _ type: String, further: HTTPFields = [:]) {
        var lines = ["HTTP/1.1 \(status.code) \(status.reasonPhrase)", "content-type: \(type)"]
        lines += further.map { "\($0.name.rawName): \($0.value)" }
        bytes = Array((lines.joined(separator: "\r\n") + "\r\ncontent-length: ").utf8)
    }

    /// Appends the answer that carries `body`, with the id and the date that `desk` gives it.
    func write(_ body: [UInt8], _ desk: LoopDesk, into buffer: inout ByteBuffer) {
        buffer.reserveCapacity(minimumWritableBytes: bytes.count + body.count + Self.maximumRest)
        buffer.writeBytes(bytes)
        Self.write(body.count, into: &buffer)
        buffer.writeStaticString("\r\nx-request-id: ")
        desk.writeRequestID(into: &buffer)
        buffer.writeBytes(desk.dateLine())
        buffer.writeBytes(body)
    }

    /// The most bytes of what differs, the body left out.
    private static let maximumRest = 160

    private static func write(_ number: Int, into buffer: inout ByteBuffer) {
        let maximumDigits = 20
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: maximumDigits) { digits in
            var (rest, count) = (number, 0)
            repeat {
                digits[maximumDigits - 1 - count] = UInt8(ascii: "0") + UInt8(rest % 10)
                (rest, count) = (rest / 10, count + 1)
            } while rest > 0
            for place in 0..<count { digits[place] = digits[maximumDigits - count + place] }
            return count
        }
    }
}

/// Numbers the requests that are answered on one event loop: 32 hexadecimal digits, of which the first half is the loop's.
struct RequestNumbers {
    /// How many digits an id has.
    static let digitCount = 32

    private let first = UInt64.random(in: .min ... .max)
    private var count: UInt64 = 0

    /// Writes the next id to `digits`, which has room for it.
    mutating func writeNext(to digits: UnsafeMutableRawBufferPointer) {
        count &+= 1
        for place in 0..<Self.digitCount {
            let nibble = UInt8(truncatingIfNeeded: (place < 16 ? first : count) >> UInt64(60 - place % 16 * 4)) & 0xF
            digits[place] = nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") - 10 + nibble
        }
    }

    /// The next id as text.
    mutating func next() -> String {
        String(unsafeUninitializedCapacity: Self.digitCount) { digits in
            writeNext(to: UnsafeMutableRawBufferPointer(digits))
            return Self.digitCount
        }
    }
}
