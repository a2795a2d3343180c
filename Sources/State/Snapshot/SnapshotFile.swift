import Domain

/// The bytes of a snapshot, read in place.
///
/// The sections come first, then a description in JSON, its length, its checksum and ``magic``: a file that was cut
/// short has no end, and is no snapshot.
package struct SnapshotFile: Sendable {
    /// The last eight bytes.
    static let magic: UInt64 = 0x5441_5453_444E_494B
    /// The version of the layout, and of what is counted.
    static let format: Int64 = 5
    /// Length, checksum and magic.
    private static let tailSize = 24

    /// The description: position, counts, weights, kinds.
    let description: JSONObject
    private let bytes: SharedBytes
    private let sections: [String: Range<Int>]

    /// The snapshot that `bytes` are; `owner` keeps them where they are.
    ///
    /// - Throws: ``SnapshotError/damaged(problem:)``, ``SnapshotError/otherFormat(_:)``.
    package init(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) throws(SnapshotError) {
        self.bytes = SharedBytes(bytes: bytes, owner: owner)
        let tail = bytes.count - Self.tailSize
        guard tail >= 0, Self.number(bytes, at: tail + 16) == Self.magic else {
            throw .damaged(problem: "it has no end")
        }
        let length = Int(clamping: Self.number(bytes, at: tail))
        guard length <= tail else { throw .damaged(problem: "its description is longer than the file") }
        let text = UnsafeRawBufferPointer(rebasing: bytes[(tail - length)..<tail])
        guard StableHash.of(text) == Self.number(bytes, at: tail + 8),
            let description = (try? JSONParser.parse(Array(text)))?.object
        else { throw .damaged(problem: "its description does not fit its checksum") }
        let format = description["format"]?.integer ?? 0
        guard format == Self.format else { throw .otherFormat(format) }
        let checksum = StableHash.extending(0, UnsafeRawBufferPointer(rebasing: bytes[..<((tail - length) & ~7)]))
        guard description["checksum"]?.string == String(checksum, radix: 16) else {
            throw .damaged(problem: "its content does not fit its checksum")
        }
        var sections: [String: Range<Int>] = [:]
        for member in description["sections"]?.object?.members ?? [] {
            guard let ends = member.value.array?.compactMap({ $0.integer.map { Int($0) } }), ends.count == 2,
                ends[0] >= 0, ends[0] <= ends[1], ends[1] <= tail
            else { throw .damaged(problem: "the section \(member.name) is not in the file") }
            sections[member.name] = ends[0]..<ends[1]
        }
        (self.description, self.sections) = (description, sections)
    }

    /// What the writer wanted to know it by.
    package var note: String { description["note"]?.string ?? "" }

    /// The last sequence number that is in it.
    package var position: Int64 { description["position"]?.integer ?? 0 }

    /// The section `name`.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when there is none.
    func section(_ name: String) throws(SnapshotError) -> SharedBytes {
        guard let range = sections[name] else { throw .damaged(problem: "the section \(name) is missing") }
        return bytes[range]
    }

    /// The texts or lists of `name`, which begin at the offsets of `name.offsets`, counted in `stride` bytes.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the two do not fit.
    func list(_ name: String, stride: Int = 1) throws(SnapshotError) -> StoredList {
        let list = StoredList(offsets: try section(name + ".offsets"), bytes: try section(name), stride: stride)
        guard list.isWhole else { throw .damaged(problem: "the section \(name) does not fit its offsets") }
        return list
    }

    /// The whole number `name` of the description, 0 or more.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when there is none.
    func count(_ name: String) throws(SnapshotError) -> Int64 {
        guard let number = description[name]?.integer, number >= 0 else {
            throw .damaged(problem: "it does not say \(name)")
        }
        return number
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Ends the file that `writer` wrote the sections of.
    static func finish(_ writer: inout SnapshotWriter, _ description: JSONObject) throws {
        var description = description
        description["format"] = .integer(format)
        description["sections"] = .object(
            JSONObject(
                writer.sections.map { name, range in
                    (name, .array([.integer(Int64(range.lowerBound)), .integer(Int64(range.upperBound))]))
                }))
        try writer.finish()
        description["checksum"] = .string(String(writer.checksum, radix: 16))
        var text = Array(JSONValue.object(description).description.utf8)
        while text.count % 8 != 0 { text.append(0x20) }
        try text.withUnsafeBytes { try writer.write($0) }
        try writer.write(UInt64(text.count))
        try writer.write(text.withUnsafeBytes { StableHash.of($0) })
        try writer.write(magic)
        try writer.finish()
    }
}

/// Why a snapshot cannot be used. The log has everything, so nothing is lost: the state is folded from it.
package enum SnapshotError: Error, Hashable, CustomStringConvertible {
    /// The file is not what was written.
    case damaged(problem: String)
    /// Another version of the program wrote it.
    case otherFormat(Int64)
    /// It was made under other weights of the kinds of event.
    case otherWeights

    /// What is wrong.
    package var description: String {
        switch self {
        case .damaged(let problem): "The snapshot of the state is damaged: \(problem)."
        case .otherFormat(let format): "The snapshot of the state has the format \(format), not \(SnapshotFile.format)."
        case .otherWeights: "The snapshot of the state was made under other weights of the kinds of event."
        }
    }
}
