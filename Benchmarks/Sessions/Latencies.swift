import Foundation
import Matrices
import Models
import Synchronization

/// How long single answers took while several threads gave them.
struct Latencies {
    /// Ascending, in nanoseconds.
    private let nanoseconds: [UInt32]
    /// How many answers there were a second, on all threads together.
    let perSecond: Double
    /// How many there were a second of processor time: what one processor with nothing else to do would give.
    let perProcessorSecond: Double

    /// How many answers there were.
    var count: Int { nanoseconds.count }

    /// The latency that a `share` of the answers does not exceed, in microseconds.
    func microseconds(_ share: Double) -> Double {
        let place = min(count - 1, Int((share * Double(count)).rounded(.up)) - 1)
        return Double(nanoseconds[max(0, place)] / 100) / 10
    }

    /// Asks `answer` the questions in turn, again and again for about `seconds`, after one round that does not count.
    static func measure(
        _ questions: [ScoringQuery], threads: Int, seconds: Double, answer: @Sendable (ScoringQuery) -> Int
    ) -> Latencies {
        let clock = ContinuousClock()
        let round = clock.measure { ask(questions, rounds: 1, threads: threads, into: nil, answer) }
        let rounds = max(1, Int((seconds / (round / .seconds(1))).rounded()))
        var times = [UInt32](repeating: 0, count: rounds * questions.count)
        let before = processorSeconds
        let took = times.withUnsafeMutableBufferPointer { times in
            clock.measure { ask(questions, rounds: rounds, threads: threads, into: times, answer) }
        }
        let spent = processorSeconds - before
        times.sort()
        return Latencies(
            nanoseconds: times, perSecond: Double(times.count) / (took / .seconds(1)),
            perProcessorSecond: Double(times.count) / spent)
    }

    /// What this process has had of all processors, in seconds.
    private static var processorSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func ask(
        _ questions: [ScoringQuery], rounds: Int, threads: Int, into times: UnsafeMutableBufferPointer<UInt32>?,
        _ answer: @Sendable (ScoringQuery) -> Int
    ) {
        nonisolated(unsafe) let times = times
        let listed = Atomic(0)
        parallel(count: rounds * questions.count, chunk: 256, threads: threads) { block in
            let clock = ContinuousClock()
            var items = 0
            for place in block {
                let time = clock.measure { items += answer(questions[place % questions.count]) }
                times?[place] = UInt32(clamping: Int64(time / .nanoseconds(1)))
            }
            // What is counted cannot be left out by the compiler.
            listed.wrappingAdd(items, ordering: .relaxed)
        }
        precondition(listed.load(ordering: .relaxed) > 0, "No question got an answer.")
    }
}
