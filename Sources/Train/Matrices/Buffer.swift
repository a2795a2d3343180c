internal import Foundation

/// A fixed run of numbers in memory that never changes: allocated here, or part of a file mapped from disk.
///
/// Copies share the memory, which lives as long as any of them. `@unchecked Sendable` holds because nothing
/// writes to it after ``init(count:filling:)`` returns.
package struct Buffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// The numbers; valid while this buffer or a copy of it is alive.
    package let pointer: UnsafeBufferPointer<Element>
    private let owner: AnyObject

    /// A buffer over memory that `owner` keeps alive and nobody changes.
    package init(pointer: UnsafeBufferPointer<Element>, owner: AnyObject) {
        (self.pointer, self.owner) = (pointer, owner)
    }

    /// A buffer of `count` numbers, zero at first, that `fill` writes once; aligned to 64 bytes.
    /// - Complexity: O(count).
    package init(count: Int, filling fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
        let allocation = Allocation(byteCount: count * MemoryLayout<Element>.stride)
        let numbers = UnsafeMutableBufferPointer(
            start: allocation.start.bindMemory(to: Element.self, capacity: max(count, 1)), count: count)
        try fill(numbers)
        self.init(pointer: UnsafeBufferPointer(numbers), owner: allocation)
    }

    /// A copy of `numbers`.
    /// - Complexity: O(n).
    package init(_ numbers: [Element]) {
        self.init(count: numbers.count) { target in _ = target.update(from: numbers) }
    }

    /// How many numbers there are.
    package var count: Int { pointer.count }

    /// The number at `index`.
    @inlinable package subscript(index: Int) -> Element { pointer[index] }
}

/// Owns one zeroed allocation; a class because its end of life frees the memory.
///
/// The system clears a large one page by page as it is first written, on the thread that writes.
private final class Allocation {
    let start: UnsafeMutableRawPointer
    private let whole: UnsafeMutableRawPointer

    init(byteCount: Int) {
        guard let whole = calloc(byteCount + 64, 1) else {
            preconditionFailure("There is no memory for \(byteCount) bytes.")
        }
        self.whole = whole
        start = whole.alignedUp(toMultipleOf: 64)
    }

    deinit { free(whole) }
}
