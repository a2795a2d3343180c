import Engine
import Synchronization

/// Prints progress that worker threads report.
///
/// A class because it guards the display's state, which reports from several threads change.
final class ProgressPrinter: Sendable {
    private let display: Mutex<ProgressDisplay>
    private let console: Console
    private let start = ContinuousClock.now

    /// Prints to the console's messages.
    init(console: Console) {
        self.console = console
        display = Mutex(ProgressDisplay(width: console.terminal.width))
    }

    /// Takes a report from any thread.
    func report(_ progress: WorkProgress) {
        let now = (ContinuousClock.now - start) / .seconds(1)
        display.withLock { display in
            if let text = display.take(progress, at: now) { console.writeMessage(text) }
        }
    }

    /// Removes the line from a terminal.
    func finish() {
        display.withLock { display in
            if let text = display.removal { console.writeMessage(text) }
            display = ProgressDisplay(width: console.terminal.width)
        }
    }
}
