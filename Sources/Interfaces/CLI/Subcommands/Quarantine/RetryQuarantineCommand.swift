import ArgumentParser
import Domain
import Engine

/// `kindred quarantine retry [ID ...|--all]`
struct RetryQuarantineCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Send refused events in again, by the rules as they are now.",
        discussion: """
            Example:
              kindred quarantine retry 17 18
              kindred quarantine retry --all

            What is taken leaves the quarantine; what is refused again waits under its new reason. Leaves with 1 when \
            there were events and none was taken.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which.
    @OptionGroup var selection: QuarantineSelection

    /// Sends them in and tells what became of them.
    func run(in context: CommandContext) async throws -> Int32 {
        let retry = try await context.withEngine { try await $0.retryQuarantined(selection.selected) }
        let json: JSONObject = [
            "accepted": .integer(Int64(retry.accepted)), "duplicates": .integer(Int64(retry.duplicates)),
            "refused": .integer(Int64(retry.refused)), "missing": .array(retry.missing.map(JSONValue.integer)),
        ]
        try context.console.result(json) {
            var parts = ["\(Figures.count(retry.accepted, "event")) taken"]
            if retry.duplicates > 0 { parts.append("\(Figures.count(retry.duplicates)) already there") }
            if retry.refused > 0 { parts.append("\(Figures.count(retry.refused)) refused again") }
            if !retry.missing.isEmpty {
                parts.append("not in the quarantine: \(retry.missing.map(String.init).joined(separator: ", "))")
            }
            return parts.joined(separator: ", ")
        }
        return retry.accepted + retry.duplicates == 0 && retry.refused + retry.missing.count > 0 ? 1 : 0
    }
}
