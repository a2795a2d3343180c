/// The powers of ten that a double holds exactly.
private let exactPowersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
]

extension Double {
    /// The finite number that `bytes` write in decimal, as `-12.50` or `1e-3`; nil for anything else.
    ///
    /// Up to 15 digits are converted by one exact division, which rounds once; longer ones go the library's way.
    ///
    /// *Source:* Clinger, "How to read floating point numbers accurately", PLDI 1990, doi:10.1145/93542.93557.
    /// - Complexity: O(bytes); allocates nothing for numbers of up to 15 digits.
    init?(decimal bytes: UnsafeBufferPointer<UInt8>) {
        var offset = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { offset = 1 }
        var (mantissa, digits, decimals) = (UInt64(0), 0, 0)
        var isFraction = false
        while offset < bytes.count, digits <= 15 {
            let byte = bytes[offset]
            if (0x30...0x39).contains(byte) {
                mantissa = mantissa * 10 + UInt64(byte - 0x30)
                digits += 1
                if isFraction { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !isFraction {
                isFraction = true
            } else {
                break
            }
            offset += 1
        }
        if offset == bytes.count, (1...15).contains(digits) {
            let value = Double(mantissa) / exactPowersOfTen[decimals]
            self = isNegative ? -value : value
            return
        }
        // Hexadecimal, "inf" and "nan", which the library would take, are no decimal numbers.
        guard bytes.count <= 64, bytes.allSatisfy(Self.isDecimal),
            bytes.contains(where: { (0x30...0x39).contains($0) }),
            let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
        else { return nil }
        self = value
    }

    private static func isDecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"),
            UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
