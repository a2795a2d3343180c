import Foundation

/// What the process does about signals.
enum Interruption {
    /// A closed pipe becomes an error of the write; Ctrl-C ends the process with 130.
    ///
    /// What was under way is undone by what keeps it: the log's transaction is not committed, a release that is not
    /// finished has no number. The server puts its own handler in this one's place and stops in good order.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGINT) { _ in
            // Only what is safe inside a signal handler: a write and the end.
            let text: StaticString = "\nInterrupted; what was not finished is not kept.\n"
            _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
            _exit(130)
        }
    }
}
