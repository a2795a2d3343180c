import ArgumentParser
import Domain
import Engine

/// `kindred recommend`: a list for a user, an item's page or an anonymous visit, without recording it.
struct RecommendCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "recommend",
        abstract: "Print a list for a user, an item's page or an anonymous visit.",
        discussion: """
            Example:
              kindred recommend --user 42 --explain
              kindred recommend --item B00123 --limit 5
              kindred recommend --session B00123,B00456 --json

            The list is the one that would be served now; it is not recorded as shown.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Whom the list is for.
    @Option(help: ArgumentHelp("Whom the list is for.", valueName: "id"))
    var user: String?

    /// The item whose page the list is on.
    @Option(help: ArgumentHelp("The item whose page the list is on.", valueName: "id"))
    var item: String?

    /// What an anonymous visitor touched.
    @Option(help: ArgumentHelp("What an anonymous visitor touched, oldest first.", valueName: "id,id,..."))
    var session: String?

    /// How many items.
    @Option(help: "How many items, 1 to 1,000.")
    var limit = 10

    /// The spot.
    @Option(
        help: "The spot the list is for: home, similar, popular or trending. (default: similar with --item, else home)")
    var placement: String?

    /// Whether reasons are printed.
    @Flag(help: "Say why each item is there, and what counted how much.")
    var explain = false

    /// Rejects options that contradict one another.
    func validate() throws {
        guard [user, item, session].compactMap(\.self).count == 1 else {
            throw ValidationError("Say whom the list is for: one of --user, --item and --session.")
        }
    }

    /// Asks for the list and prints it.
    func run(in context: CommandContext) async throws -> Int32 {
        let request = try request()
        return try await context.withEngine(for: .serving) { engine in
            do throws(FieldError) { try engine.check(request) } catch {
                throw CommandError.usage("--\(error.field) \(error.problem).")
            }
            for note in KnownIDs.notes(about: request, in: engine) { context.console.message(note) }
            let decision = try engine.preview(request)
            try context.console.result(decision.json) {
                RecommendationText(explains: explain) { engine.item($0)?.displayName ?? $0.value }.of(decision)
            }
            return 0
        }
    }

    private func request() throws -> RecommendationRequest {
        let spot = try placement.map { try IdentifierOption.parse($0, option: "--placement", as: Placement.self) }
        var request = RecommendationRequest(
            decision: "preview", placement: spot ?? (item == nil ? .home : .similar),
            user: try user.map { try IdentifierOption.parse($0, option: "--user") },
            item: try item.map { try IdentifierOption.parse($0, option: "--item") }, limit: limit, time: Kindred.now())
        request.items = try session.map { try IdentifierOption.list($0, option: "--session") } ?? []
        return request
    }
}
