import Dispatch
import Synchronization

/// Runs `body` on consecutive blocks of 0..<count, on up to `threads` threads; returns when all are done.
///
/// The blocks depend on `count` and `size` alone, so work that keeps to its block gives the same bytes on any number
/// of threads.
func forEachBlock(of count: Int, size: Int, threads: Int, _ body: @Sendable (Range<Int>) -> Void) {
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, (count + size - 1) / size))) { _ in
        while true {
            let start = next.wrappingAdd(size, ordering: .relaxed).oldValue
            guard start < count else { return }
            body(start..<min(start + size, count))
        }
    }
}

/// Memory that several threads write, each its own part: that is what makes `@unchecked Sendable` hold.
struct SharedMemory<Element>: @unchecked Sendable {
    let numbers: UnsafeMutableBufferPointer<Element>

    init(_ numbers: UnsafeMutableBufferPointer<Element>) { self.numbers = numbers }
}
