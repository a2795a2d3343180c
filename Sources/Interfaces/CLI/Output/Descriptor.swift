import Foundation

/// An open file descriptor that bytes are written to at once, without a buffer that a signal could lose.
struct Descriptor: Sendable {
    /// Its number.
    let number: Int32
    /// What an error calls it.
    let name: String

    /// The results.
    static let standardOutput = Descriptor(number: 1, name: "Standard output")
    /// The messages.
    static let standardError = Descriptor(number: 2, name: "Standard error")

    /// Writes all of `bytes`.
    ///
    /// - Throws: ``CommandError/outputClosed`` when the reader is gone, ``CommandError/cannotWrite(path:problem:)``
    ///   when the disk is full or anything else is wrong.
    func write(_ bytes: [UInt8]) throws(CommandError) {
        var offset = 0
        while offset < bytes.count {
            let written = bytes.withUnsafeBytes { buffer in
                Foundation.write(number, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if written >= 0 {
                offset += written
            } else if errno == EPIPE {
                throw .outputClosed
            } else if errno != EINTR {
                throw .cannotWrite(path: name, problem: String(cString: strerror(errno)))
            }
        }
    }
}
