import ArgumentParser
import Domain
import Foundation

/// What is printed for an error: a sentence for people, never the name of a Swift type.
enum ErrorSentence {
    /// The sentence, ending in a full stop.
    static func of(_ error: any Error) -> String {
        let text: String
        if isFromArguments(error) {
            text = inOneLine(KindredCommand.message(for: error))
        } else if isFromFoundation(error) {
            text = error.localizedDescription
        } else if let described = (error as Any) as? any CustomStringConvertible {
            text = described.description
        } else {
            text = "Something unexpected went wrong (\(String(describing: error))). Please report it"
        }
        let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let last = line.last, !".?!`^".contains(last) else { return line }
        return line + "."
    }

    /// A message whose choices the argument parser put one below the other, as one sentence.
    private static func inOneLine(_ message: String) -> String {
        let lines = message.split(separator: "\n")
        let choices = lines.dropFirst().prefix { $0.hasPrefix("  - ") }
        guard let first = lines.first, !choices.isEmpty, choices.count == lines.count - 1 else { return message }
        return "\(first) \(choices.map { String($0.dropFirst(4)) }.joined(separator: ", "))"
    }

    /// Where the right usage stands, for an error in the command line.
    static func hint(for error: any Error) -> String? {
        guard isFromArguments(error) else { return nil }
        let message = KindredCommand.fullMessage(for: error)
        guard let usage = message.range(of: "Usage: ") else { return nil }
        return String(message[usage.lowerBound...])
    }

    /// 0 for a request for help or the version, 64 for a bad command line, 1 for work that failed.
    static func exitCode(of error: any Error) -> Int32 {
        if let error = error as? CommandError { return error.isUsage ? 64 : 1 }
        return isFromArguments(error) ? KindredCommand.exitCode(for: error).rawValue : 1
    }

    /// Whether the argument parser threw it; its own errors come in a type it keeps to itself, with a code that is
    /// not the one for an unknown error.
    private static func isFromArguments(_ error: any Error) -> Bool {
        error is ValidationError || error is CleanExit || error is ExitCode
            || KindredCommand.exitCode(for: error) != .failure
    }

    private static func isFromFoundation(_ error: any Error) -> Bool {
        error is CocoaError || error is POSIXError || error is URLError || type(of: error) is NSError.Type
    }
}
