/// A set of items by their numbers, a bit an item.
struct ItemBits: Sendable {
    private var words: [UInt64] = []
    /// How many are in it.
    private(set) var count = 0

    /// Whether there is none.
    var isEmpty: Bool { count == 0 }

    /// Whether `index` is in it. Setting what it is already copies nothing.
    subscript(index: Int) -> Bool {
        get {
            let word = index >> 6
            return word < words.count && words[word] >> UInt64(index & 63) & 1 == 1
        }
        set {
            guard self[index] != newValue else { return }
            let word = index >> 6
            if word >= words.count { words += [UInt64](repeating: 0, count: word + 1 - words.count) }
            words[word] ^= 1 << UInt64(index & 63)
            count += newValue ? 1 : -1
        }
    }

    /// The members, ascending.
    var members: [Int] {
        var members: [Int] = []
        for (place, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                members.append(place << 6 + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return members
    }
}

/// Values of some items by their numbers, in pieces: where nobody of a piece has any it costs nothing, and a change copies
/// one piece.
struct ItemRows: Sendable {
    private static let pieceSize = 256
    private var pieces: [[[RuleValue]?]] = []

    /// The values of an item; nil where it has none.
    subscript(index: Int) -> [RuleValue]? {
        get {
            let piece = index / Self.pieceSize
            guard piece < pieces.count, !pieces[piece].isEmpty else { return nil }
            return pieces[piece][index % Self.pieceSize]
        }
        set {
            let piece = index / Self.pieceSize
            if piece >= pieces.count {
                guard newValue != nil else { return }
                pieces += [[[RuleValue]?]](repeating: [], count: piece + 1 - pieces.count)
            }
            if pieces[piece].isEmpty {
                guard newValue != nil else { return }
                pieces[piece] = [[RuleValue]?](repeating: nil, count: Self.pieceSize)
            }
            pieces[piece][index % Self.pieceSize] = newValue
        }
    }
}
