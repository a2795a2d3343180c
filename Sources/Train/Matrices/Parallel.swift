import Dispatch
import Synchronization

/// Runs `body` on each of `pieces`, in their order, on up to `threads` threads.
///
/// Each piece goes to whichever thread is free next, so a body that writes only what belongs to its piece gives the same
/// bits on one thread or many; the costliest pieces should stand first, that no thread is left with one at the end. Each
/// thread has a `scratch` of its own. Returns when all is done. Not to be nested.
package func parallel<Scratch>(
    pieces: [Range<Int>], threads: Int, scratch: @Sendable () -> Scratch,
    body: @Sendable (inout Scratch, Range<Int>) -> Void
) {
    precondition(threads > 0, "\(threads) threads do no work.")
    guard !pieces.isEmpty else { return }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, pieces.count)) { _ in
        var mine = scratch()
        while true {
            let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard piece < pieces.count else { return }
            body(&mine, pieces[piece])
        }
    }
}

/// Runs `body` on `0..<count`, cut into pieces of `chunk` (the last may be shorter), on up to `threads` threads.
///
/// The pieces are the same for any number of threads, and each goes to whichever thread is free next, so a body that
/// writes only what belongs to its piece gives the same bits on one thread or many. Each thread has a `scratch` of
/// its own. Returns when all is done. Not to be nested.
package func parallel<Scratch>(
    count: Int, chunk: Int, threads: Int, scratch: @Sendable () -> Scratch,
    body: @Sendable (inout Scratch, Range<Int>) -> Void
) {
    precondition(chunk > 0 && threads > 0, "\(threads) threads with pieces of \(chunk) do no work.")
    let pieces = (count + chunk - 1) / chunk
    guard pieces > 0 else { return }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in
        var mine = scratch()
        while true {
            let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            body(&mine, piece * chunk..<min((piece + 1) * chunk, count))
        }
    }
}

/// Runs `body` on `0..<count` in pieces of `chunk` on up to `threads` threads, without scratch memory.
package func parallel(count: Int, chunk: Int, threads: Int, body: @Sendable (Range<Int>) -> Void) {
    parallel(count: count, chunk: chunk, threads: threads, scratch: {}, body: { _, range in body(range) })
}
