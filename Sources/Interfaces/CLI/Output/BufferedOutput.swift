/// Gathers small writes into large ones.
///
/// A class because the closures that write and the one that flushes share what is gathered. Used on one thread.
final class BufferedOutput {
    private var bytes: [UInt8] = []
    private let write: ([UInt8]) throws -> Void

    /// How much is gathered before it is written, in bytes.
    static let capacity = 1 << 16

    /// Passes on to `write`.
    init(write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
        bytes.reserveCapacity(Self.capacity)
    }

    /// Takes `more`, and writes when enough is there.
    func append(_ more: [UInt8]) throws {
        bytes.append(contentsOf: more)
        if bytes.count >= Self.capacity { try flush() }
    }

    /// Writes what is there.
    func flush() throws {
        guard !bytes.isEmpty else { return }
        try write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
