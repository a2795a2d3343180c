import Foundation
import Matrices

/// A file mapped for reading, whose pages are loaded as they are touched.
///
/// A class because its end of life unmaps the memory; every ``Buffer`` over a part of it keeps it alive.
/// `@unchecked Sendable` holds because nothing writes to the mapping.
final class MappedFile: @unchecked Sendable {
    /// Where it was found.
    let path: String
    /// The whole file.
    let bytes: UnsafeRawBufferPointer

    /// Maps the file at `path`.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``; ``ReleaseError/damaged(path:problem:)`` when it is
    ///   empty or no regular file.
    init(_ path: String) throws(ReleaseError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system("open", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system("examine", path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .damaged(path: path, problem: "it is not a regular file")
        }
        let count = Int(status.st_size)
        guard count > 0 else { throw .damaged(path: path, problem: "it is empty") }
        guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
            throw .system("map", path)
        }
        self.path = path
        bytes = UnsafeRawBufferPointer(start: start, count: count)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }

    /// The numbers in `range`, in place where they are aligned, and copied where they are not.
    ///
    /// `range` lies in the file, and its length is a multiple of the element's size.
    func buffer<Element: BitwiseCopyable & Sendable>(of type: Element.Type, in range: Range<Int>) -> Buffer<Element> {
        let part = UnsafeRawBufferPointer(rebasing: bytes[range])
        let count = range.count / MemoryLayout<Element>.stride
        guard let start = part.baseAddress, Int(bitPattern: start) % MemoryLayout<Element>.alignment == 0 else {
            return Buffer(count: count) { UnsafeMutableRawBufferPointer($0).copyMemory(from: part) }
        }
        let numbers = UnsafeBufferPointer(start: start.assumingMemoryBound(to: Element.self), count: count)
        return Buffer(pointer: numbers, owner: self)
    }
}
