/// Bytes that somebody else keeps in place.
///
/// `@unchecked Sendable` holds because nothing writes to them and `owner` lives as long as they are used.
struct SharedBytes: @unchecked Sendable {
    /// The bytes.
    let bytes: UnsafeRawBufferPointer
    /// Keeps them.
    let owner: any AnyObject & Sendable

    /// How many there are.
    var count: Int { bytes.count }

    /// A part of them.
    subscript(range: Range<Int>) -> SharedBytes {
        SharedBytes(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]), owner: owner)
    }

    /// The little-endian number at a byte offset.
    func number<Number: FixedWidthInteger>(_ type: Number.Type, at offset: Int) -> Number {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
}

/// Many texts or lists one after the other, with the places where they begin.
struct StoredList: Sendable {
    /// Where each begins, in strides, and where the last ends: `[count + 1]` of 8 bytes.
    let offsets: SharedBytes
    /// All of them.
    let bytes: SharedBytes
    /// How many bytes one element has.
    let stride: Int

    /// How many texts or lists there are.
    var count: Int { offsets.count / 8 - 1 }

    /// Whether the offsets end where the bytes do.
    var isWhole: Bool {
        offsets.count >= 8 && offsets.count % 8 == 0 && offsets.number(UInt64.self, at: 0) == 0
            && offsets.number(UInt64.self, at: count * 8).multipliedReportingOverflow(by: UInt64(stride))
                == (UInt64(bytes.count), false)
    }

    /// How many elements the list at `index` has.
    func length(at index: Int) -> Int {
        Int(offsets.number(UInt64.self, at: index * 8 + 8) - offsets.number(UInt64.self, at: index * 8))
    }

    /// The bytes of the list at `index`.
    subscript(index: Int) -> UnsafeRawBufferPointer {
        let start = Int(offsets.number(UInt64.self, at: index * 8)) * stride
        return UnsafeRawBufferPointer(rebasing: bytes.bytes[start..<start + length(at: index) * stride])
    }

    /// The text at `index`.
    func text(at index: Int) -> String { String(decoding: self[index], as: UTF8.self) }
}
