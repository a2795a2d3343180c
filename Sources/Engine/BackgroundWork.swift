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
    package static func run(_ work: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { done in
            DispatchQueue.global(qos: .utility).async {
                giveWay()
                work()
                done.resume()
            }
        }
    }

    /// Does `work` in a task on such threads.
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
