import ArgumentParser
import Domain
import Engine

/// `kindred doctor`: what is wrong with the data or the set-up, and what to do.
struct DoctorCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Say what is wrong with the data or the set-up, and what to do.",
        discussion: """
            Example:
              kindred doctor
              kindred doctor --state

            --state folds the whole log anew and compares: what is kept of the state on disk must equal it.
            Leaves with 1 when it finds a problem, with 0 otherwise.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Whether the state is compared with the log, and nothing else is done.
    @Flag(help: "Compare the kept state with a fold of the whole log.")
    var state = false

    /// Examines and prints the findings.
    func run(in context: CommandContext) async throws -> Int32 {
        let findings = try await context.withEngine { try state ? $0.stateFindings() : $0.doctor() }
        let hasProblem = findings.contains { $0.severity == .problem }
        let terminal = context.console.resultTerminal
        try context.console.result([
            "healthy": .bool(!hasProblem), "findings": .array(findings.map { .object(json($0)) }),
        ]) { findings.map { text(of: $0, on: terminal) }.joined(separator: "\n") }
        return hasProblem ? 1 : 0
    }

    private func text(of finding: Finding, on terminal: Terminal) -> String {
        let (label, colour): (String, Terminal.Colour) =
            switch finding.severity {
            case .ok: ("ok     ", .green)
            case .note: ("note   ", .green)
            case .warning: ("warning", .yellow)
            case .problem: ("problem", .red)
            }
        let advice = finding.advice.map { "\n         → \(Printable.text($0))" } ?? ""
        return "\(terminal.coloured(label, colour))  \(finding.subject): \(Printable.text(finding.text))\(advice)"
    }

    private func json(_ finding: Finding) -> JSONObject {
        [
            "severity": .string(finding.severity.rawValue), "subject": .string(finding.subject),
            "text": .string(finding.text), "advice": finding.advice.map(JSONValue.string) ?? .null,
        ]
    }
}
