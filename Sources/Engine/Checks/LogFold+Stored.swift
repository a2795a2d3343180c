import Domain
import Foundation
import Ingest
import State

extension LogFold {
    /// Marks the file of the checks' memory; also its version.
    private static let magic = Array("KINDCHK1".utf8)

    /// What the checks and those events remember that wait, for ``init(state:stored:checks:)``: magic, the length of a
    /// description in JSON, the description, the memory, a checksum.
    var storedChecks: [UInt8] {
        let description = JSONValue.object([
            "position": .integer(state.position), "left_out": .integer(screening.leftOut), "held": screening.held.json,
        ]).bytes()
        var bytes = Self.magic
        bytes += Self.bytes(of: UInt64(description.count)) + description + screening.checks.stored
        return bytes + Self.bytes(of: Self.checksum(bytes[...]))
    }

    /// The fold as it was at the position of `state`.
    ///
    /// - Throws: `CheckMemoryError`: for other settings or another position, too.
    init(state: LiveState, stored: [UInt8], checks settings: CheckSettings) throws {
        let head = Self.magic.count + 8
        guard stored.count >= head + 8, stored.starts(with: Self.magic),
            Self.number(stored, at: stored.count - 8) == Self.checksum(stored.dropLast(8))
        else { throw CheckMemoryError.damaged(problem: "it does not fit its checksum") }
        let length = Int(clamping: Self.number(stored, at: Self.magic.count))
        guard length <= stored.count - head - 8,
            let description = try? JSONParser.parse(Array(stored[head..<head + length])).object,
            description["position"]?.integer == state.position, let leftOut = description["left_out"]?.integer,
            let held = description["held"].flatMap({ HeldEvents($0, settings) })
        else { throw CheckMemoryError.damaged(problem: "it is of another position") }
        let checks = try QualityChecks(settings, stored: Array(stored[(head + length)..<(stored.count - 8)]))
        self.init(state: state, screening: Screening(checks: checks, held: held, leftOut: leftOut))
    }

    /// Whether the two tell the same, bit for bit.
    func equals(_ other: LogFold) -> Bool {
        state.checksum() == other.state.checksum() && storedChecks == other.storedChecks
    }

    private static func bytes(of number: UInt64) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }

    private static func number(_ bytes: [UInt8], at offset: Int) -> UInt64 {
        bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    }

    /// FNV-1a over words of eight bytes; the last one is filled with zeros.
    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.withUnsafeBytes { bytes in
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            for offset in stride(from: 0, to: bytes.count, by: 8) {
                var word: UInt64 = 0
                if offset + 8 <= bytes.count {
                    word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
                } else {
                    for place in offset..<bytes.count { word = word << 8 | UInt64(bytes[place]) }
                }
                hash = (hash ^ word) &* 0x100_0000_01B3
                hash ^= hash >> 29
            }
            return hash
        }
    }
}
