import Dispatch
import Foundation

/// Work behind the answers, for which nobody waits: on threads that give way to those which answer.
///
/// Where every processor is busy, a thread of the same rank that writes for some milliseconds keeps an event loop waiting for
/// as long. Only threads of the system's pool for such work are lowered, which no other work is done on.
package enum BackgroundWork {
    /// By how much the rank of a thread is lowered: it then gets about a tenth of a processor that an event loop wants too.
    private static let niceness: Int32 = 10

    /// Does `work` on such a thread, and returns when it is done.
    ///
    /// What holds a lock that answers wait for is not lowered (`isLowered`): they would wait for a tenth of a processor.
    package static func run(isLowered: Bool = true, _ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { done in
            DispatchQueue.global(qos: isLowered ? .utility : .default).async {
                if isLowered { giveWay() }
                work()
                done.resume()
            }
        }
    }

    /// Does `work` in a task on such threads; between two waits it calls ``giveWay()`` itself, as it may go on on another.
    static func start(_ work: @escaping @Sendable () async -> Void) {
        Task(priority: .utility) { await work() }
    }

    /// Lowers the thread that this is called on, which is one of those. Elsewhere than on Linux the system does it by itself.
    static func giveWay() {
        #if os(Linux)
            // To the thread, for on Linux 0 names the calling one. It can always be lowered; where not, it goes on as it is.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
        #endif
    }
}
