import Dispatch
import Synchronization

/// Runs `body` on `0..<count`, cut into pieces of `chunk` (the last may be shorter), on up to `threads` threads.
///
/// The pieces are the same for any number of threads, and each goes to whichever thread is free next, so a body that
/// writes only what belongs to its piece gives the same bits on one thread or many. Each thread has a `scratch` of
/// its own. Returns when all is done. Not to be nested.
package func parallel<Scratch>(
    count: Int, chunk: Int, threads: Int, scratch: () -> Scratch, body: (inout Scratch, Range<Int>) -> Void
) {
    precondition(chunk > 0 && threads > 0, "\(threads) threads with pieces of \(chunk) do no work.")
    let pieces = (count + chunk - 1) / chunk
    let next = Atomic(0)
    func work() {
        var mine: Scratch?
        while true {
            let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard piece < pieces else { return }
            var scratch = mine.take() ?? scratch()
            body(&scratch, piece * chunk..<min((piece + 1) * chunk, count))
            mine = consume scratch
        }
    }
    guard threads > 1, pieces > 1 else { return work() }
    withoutActuallyEscaping(work) { work in
        let shared = SharedWork(run: work)
        DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in shared.run() }
    }
}

/// Hands one closure to several threads: sound because each call takes pieces that no other call has.
private struct SharedWork: @unchecked Sendable {
    let run: () -> Void
}

/// Runs `body` on `0..<count` in pieces of `chunk` on up to `threads` threads, without scratch memory.
package func parallel(count: Int, chunk: Int, threads: Int, body: (Range<Int>) -> Void) {
    parallel(count: count, chunk: chunk, threads: threads, scratch: {}, body: { _, range in body(range) })
}
