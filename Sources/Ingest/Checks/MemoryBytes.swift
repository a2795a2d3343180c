/// Puts the checks' memory into bytes: little-endian numbers, one after the other.
struct MemoryWriter {
    /// What was written so far.
    private(set) var bytes: [UInt8] = []

    /// Writes a number.
    mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a number bit for bit.
    mutating func write(_ number: Double) { write(number.bitPattern) }

    /// Writes numbers with their count in front.
    mutating func write<Number: FixedWidthInteger>(_ numbers: [Number]) {
        write(UInt64(numbers.count))
        for number in numbers { write(number) }
    }

    /// Writes a text with its length in front.
    mutating func write(_ text: String) { write(Array(text.utf8)) }
}

/// Takes back what a ``MemoryWriter`` wrote.
struct MemoryReader {
    private let bytes: [UInt8]
    private var offset = 0

    /// Reads from `bytes`.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether everything was read.
    var isAtEnd: Bool { offset == bytes.count }

    /// Reads a number.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(CheckMemoryError)
        -> Number
    {
        let size = MemoryLayout<Number>.size
        guard offset + size <= bytes.count else { throw .damaged(problem: "it ends too early") }
        defer { offset += size }
        return bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self)) }
    }

    /// Reads a number bit for bit.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    mutating func double() throws(CheckMemoryError) -> Double { Double(bitPattern: try number()) }

    /// Reads a count of things that take at least `size` bytes each.
    /// - Throws: ``CheckMemoryError`` when there cannot be as many.
    mutating func count(of size: Int) throws(CheckMemoryError) -> Int {
        let count = try number(UInt64.self)
        guard count <= UInt64((bytes.count - offset) / max(1, size)) else {
            throw .damaged(problem: "it says that \(count) things follow, and is too short for them")
        }
        return Int(count)
    }

    /// Reads numbers with their count in front.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    mutating func numbers<Number: FixedWidthInteger>(
        _ type: Number.Type = Number.self
    ) throws(CheckMemoryError) -> [Number] {
        let count = try count(of: MemoryLayout<Number>.size)
        var numbers: [Number] = []
        numbers.reserveCapacity(count)
        for _ in 0..<count { numbers.append(try number()) }
        return numbers
    }

    /// Reads a text with its length in front.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    mutating func text() throws(CheckMemoryError) -> String { String(decoding: try numbers(UInt8.self), as: UTF8.self) }
}

/// Why a stored memory of the checks cannot be used. The log has everything, so nothing is lost: it is read again.
package enum CheckMemoryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes are not what was written.
    case damaged(problem: String)
    /// It was made under other settings, or by another version of the program.
    case otherSettings

    /// What is wrong.
    package var description: String {
        switch self {
        case .damaged(let problem): "The memory of the checks is damaged: \(problem)."
        case .otherSettings: "The memory of the checks was made under other settings of the checks."
        }
    }
}
