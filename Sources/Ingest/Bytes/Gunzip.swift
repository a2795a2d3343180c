/// Unpacks a gzip file as it is read.
///
/// A class because it holds the place in the file.
final class Gunzip {
    private static let inputSize = 1 << 16

    private let path: String
    private let stream = GzipStream()
    private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: Gunzip.inputSize, alignment: 16)
    private var bytesTaken = 0

    /// An unpacker for the file at `path`, which its errors name.
    init(path: String) { self.path = path }

    deinit { input.deallocate() }

    /// Unpacks into `buffer` what `more` brings; 0 at the end.
    /// - Throws: ``IngestError`` `.truncatedGzip`, `.damagedGzip`, and what `more` throws.
    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        more: (UnsafeMutableRawBufferPointer) throws(IngestError) -> Int
    ) throws(IngestError) -> Int {
        while true {
            let unpacked = try unpack(into: buffer)
            if unpacked > 0 { return unpacked }
            let count = try more(input)
            if count == 0 {
                do throws(GzipError) { try stream.finish() } catch { throw failure(error) }
                return 0
            }
            bytesTaken += count
            stream.push(UnsafeRawBufferPointer(rebasing: input[..<count]))
        }
    }

    private func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
        do throws(GzipError) { return try stream.read(into: buffer) } catch { throw failure(error) }
    }

    private func failure(_ error: GzipError) -> IngestError {
        switch error {
        case .truncated: .truncatedGzip(path: path, bytes: bytesTaken)
        case .damaged(let reason):
            .damagedGzip(path: path, bytes: bytesTaken - stream.waiting, reason: reason)
        }
    }
}
