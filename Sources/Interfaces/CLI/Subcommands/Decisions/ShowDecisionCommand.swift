import ArgumentParser
import Domain
import Engine

/// `kindred decisions show ID`
struct ShowDecisionCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the record of a decision: what was asked, answered, and why.",
        discussion: """
            Example:
              kindred decisions show 01a1fd6512145274bba667dd9758bdcc --json
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The decision.
    @Argument(help: "The decision_id of an answer.")
    var id: String

    /// Prints the record.
    func run(in context: CommandContext) async throws -> Int32 {
        let id: DecisionID = try IdentifierOption.parse(id, option: "The id")
        try await context.withEngine { engine in
            let record = try await engine.decisionRecord(id)
            try context.console.result(record.json) {
                let list = RecommendationText(explains: true) { engine.itemName($0) }.of(record.decision)
                return "\(Self.headline(of: record))\n\(list)"
            }
        }
        return 0
    }

    private static func headline(of record: DecisionRecord) -> String {
        let visitor =
            switch record.visitor {
            case .user(let id): "user \(Printable.text(id.value))"
            case .session(let id): "session \(Printable.text(id.value))"
            case nil: "nobody known"
            }
        let asked = record.decision.request.map { JSONValue.object($0.json).description } ?? "not kept"
        return """
            Decision \(Printable.text(record.decision.id.value)) of \(record.decision.time), for \(visitor), at place \
            \(record.decision.logPosition) of the log. Asked was: \(Printable.text(asked))
            """
    }
}
