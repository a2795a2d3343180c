import Foundation

/// The first 100 bytes of a database file, looked at before SQLite opens it: opening turns WAL mode on, which is a
/// change that another program's file must be spared.
///
/// *Source:* SQLite, "Database File Format", section 1.3.
struct DatabaseHeader {
    private let bytes: [UInt8]

    /// The header of the file at `path`; nil when there is no such file, or it is empty or cannot be read.
    init?(path: String) {
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: 100), !data.isEmpty
        else { return nil }
        bytes = Array(data)
    }

    /// Whether the file is surely not ours.
    ///
    /// One of ours that was never checkpointed has its mark in the WAL file only; it is in WAL mode, and whatever
    /// is in that mode already can be opened and asked.
    var isForeign: Bool {
        guard bytes.count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else { return true }
        switch word(at: 68) {
        case UInt32(Migrator.applicationID): return false
        case 0: return !isInWALMode && pageCount > 1
        default: return true
        }
    }

    private var isInWALMode: Bool { bytes[18] == 2 }

    private var pageCount: UInt32 { word(at: 28) }

    private func word(at offset: Int) -> UInt32 { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) } }
}
