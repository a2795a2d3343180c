extension UInt128 {
    /// Calls `body` with the 16 bytes, the highest first.
    func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        var ordered = bigEndian
        return try withUnsafeBytes(of: &ordered, body)
    }

    /// Reads 16 bytes, the highest first; nil when there are more or fewer.
    init?(bytes: UnsafeRawBufferPointer?) {
        guard let bytes, bytes.count == 16 else { return nil }
        self.init(bigEndian: bytes.loadUnaligned(as: UInt128.self))
    }

    /// 32 hexadecimal digits.
    var hexadecimal: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}
