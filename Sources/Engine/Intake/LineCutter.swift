/// Cuts bytes that come in pieces into lines, whose ends may lie anywhere: also inside a character.
struct LineCutter {
    /// The longest line that is kept whole, in bytes.
    static let maximumLine = 1 << 20

    /// How many lines have ended.
    private(set) var count = 0
    private var rest: [UInt8] = []
    private var isTooLong = false

    /// One line, without its end.
    enum Line {
        /// Its bytes, good during the call only.
        case whole(UnsafeBufferPointer<UInt8>)
        /// The beginning of one that is longer than ``maximumLine``.
        case tooLong(beginning: [UInt8])
    }

    /// Calls `each` with every line that ends in `piece` and is not blank, and with its 0-based number; keeps the rest.
    mutating func cut(_ piece: UnsafeBufferPointer<UInt8>, each: (Line, Int) -> Void) {
        var start = 0
        while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let part = UnsafeBufferPointer(rebasing: piece[start..<end])
            if rest.isEmpty, !isTooLong {
                tell(part, each)
            } else {
                keep(part)
                finish(each)
            }
            count += 1
            start = end + 1
        }
        keep(UnsafeBufferPointer(rebasing: piece[start...]))
    }

    /// Calls `each` with the last line, where it has no end.
    mutating func finish(_ each: (Line, Int) -> Void) {
        if isTooLong {
            each(.tooLong(beginning: rest), count)
        } else {
            rest.withUnsafeBufferPointer { tell($0, each) }
        }
        rest.removeAll(keepingCapacity: true)
        isTooLong = false
    }

    private func tell(_ bytes: UnsafeBufferPointer<UInt8>, _ each: (Line, Int) -> Void) {
        guard bytes.count <= Self.maximumLine else {
            return each(.tooLong(beginning: Array(bytes.prefix(Self.maximumLine))), count)
        }
        if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { each(.whole(bytes), count) }
    }

    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
        let room = Self.maximumLine - rest.count
        if bytes.count > room { isTooLong = true }
        rest.append(contentsOf: bytes.prefix(room))
    }
}
