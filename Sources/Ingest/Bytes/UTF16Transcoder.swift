/// Turns UTF-16 in pieces into UTF-8; half of a surrogate pair becomes U+FFFD.
struct UTF16Transcoder {
    private let isBigEndian: Bool
    private var leftOver: UInt8?
    private var highSurrogate: UInt32?

    /// A transcoder for the byte order that `sample` shows: by its byte order mark, or else by where its zero bytes
    /// stand, as most text is Latin.
    init(sample: UnsafeBufferPointer<UInt8>) {
        if sample.count >= 2, sample[0] == 0xFE, sample[1] == 0xFF {
            isBigEndian = true
        } else if sample.count >= 2, sample[0] == 0xFF, sample[1] == 0xFE {
            isBigEndian = false
        } else {
            var zeros = (even: 0, odd: 0)
            for (offset, byte) in sample.enumerated() where byte == 0 {
                if offset.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
            }
            isBigEndian = zeros.even > zeros.odd
        }
    }

    /// Writes `input` as UTF-8 to the front of `output` and returns how many bytes it took.
    ///
    /// `output` has room for 3 bytes for every 2 of the input, and 8 more.
    mutating func transcode(_ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>) -> Int {
        var writer = UTF8Writer(output: output)
        for byte in input {
            guard let first = leftOver else {
                leftOver = byte
                continue
            }
            leftOver = nil
            take(isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first), &writer)
        }
        return writer.count
    }

    /// Writes what is left when the input has ended: U+FFFD for an odd byte or half of a pair.
    mutating func finish(into output: UnsafeMutablePointer<UInt8>) -> Int {
        var writer = UTF8Writer(output: output)
        if highSurrogate != nil || leftOver != nil { writer.append(0xFFFD) }
        (highSurrogate, leftOver) = (nil, nil)
        return writer.count
    }

    private mutating func take(_ unit: UInt32, _ writer: inout UTF8Writer) {
        if let high = highSurrogate {
            highSurrogate = nil
            if (0xDC00...0xDFFF).contains(unit) {
                return writer.append(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
            }
            writer.append(0xFFFD)
        }
        switch unit {
        case 0xD800...0xDBFF: highSurrogate = unit
        case 0xDC00...0xDFFF: writer.append(0xFFFD)
        default: writer.append(unit)
        }
    }
}

/// Appends Unicode scalars as UTF-8 where the caller has made room.
private struct UTF8Writer {
    let output: UnsafeMutablePointer<UInt8>
    var count = 0

    init(output: UnsafeMutablePointer<UInt8>) { self.output = output }

    mutating func append(_ scalar: UInt32) {
        switch scalar {
        case 0..<0x80: put(UInt8(scalar))
        case 0x80..<0x800:
            put(UInt8(0xC0 | scalar >> 6))
            put(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
            put(UInt8(0xE0 | scalar >> 12))
            put(UInt8(0x80 | scalar >> 6 & 0x3F))
            put(UInt8(0x80 | scalar & 0x3F))
        default:
            put(UInt8(0xF0 | scalar >> 18))
            put(UInt8(0x80 | scalar >> 12 & 0x3F))
            put(UInt8(0x80 | scalar >> 6 & 0x3F))
            put(UInt8(0x80 | scalar & 0x3F))
        }
    }

    private mutating func put(_ byte: UInt8) {
        output[count] = byte
        count += 1
    }
}
