import Domain

/// A place in the log, with a digest of everything up to it: what a release's manifest says it was trained on.
///
/// Two logs with equal positions took in the same records in the same order, but for a chance of 2^-128: an event
/// counts with its whole content or the id derived from it, a catalogue entry with its document. The digest is kept
/// up to date by every commit, so asking for it costs one row. It is no proof against somebody who edits the file,
/// and it does not change when records are erased: it says what the log took in, not what it still holds.
package struct LogPosition: Hashable, Sendable {
    /// The last sequence number given out; 0 for an empty log.
    package let sequence: Int64
    /// `digest(n) = SipHash128(digest(n-1), record n)`, from 0.
    package let digest: UInt128

    /// A place with its digest.
    package init(sequence: Int64, digest: UInt128) { (self.sequence, self.digest) = (sequence, digest) }

    /// The digest as 32 hexadecimal digits.
    package var digestText: String { digest.hexadecimal }
}

extension LogPosition {
    /// The place after `row` was appended.
    func advanced(by row: LogRow) -> LogPosition {
        var hash = SipHash128()
        hash.append(UInt64(truncatingIfNeeded: digest >> 64))
        hash.append(UInt64(truncatingIfNeeded: digest))
        hash.append(UInt64(row.record.rawValue))
        if let fingerprint = row.fingerprint {
            hash.append(UInt64(truncatingIfNeeded: fingerprint >> 64))
            hash.append(UInt64(truncatingIfNeeded: fingerprint))
        } else {
            hash.append(row.recordID)
            hash.append(row.eventKind)
            hash.append(row.user)
            hash.append(row.session)
            hash.append(row.item)
            hash.append(row.time.map(UInt64.init(bitPattern:)) ?? 0)
            hash.append(row.value)
            hash.append(row.details)
        }
        return LogPosition(sequence: sequence + 1, digest: hash.finished())
    }
}
