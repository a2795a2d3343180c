import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred why-not`: why an item is not in somebody's list.
struct WhyNotCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "why-not",
        abstract: "Say why an item is not in a list: never proposed, ranked too low, kept out by a rule, or moved out.",
        discussion: """
            Example:
              kindred why-not --item B00123 --user 42
              kindred why-not --item B00123 --placement similar --page B00456
              kindred why-not --item B00123 --placement cart --items B00456,B00789

            Of the list that would be served now. Every source of candidates is asked how it ranks the item.
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The item.
    @Option(help: ArgumentHelp("The item that is asked about.", valueName: "id"))
    var item: String

    /// Whom the list is for.
    @Option(help: ArgumentHelp("Whom the list is for.", valueName: "id"))
    var user: String?

    /// The visit.
    @Option(help: ArgumentHelp("The visit that the list is for.", valueName: "id"))
    var session: String?

    /// The spot.
    @Option(help: ArgumentHelp("The spot the list is for.", valueName: "name"))
    var placement = "home"

    /// The page's item.
    @Option(help: ArgumentHelp("The item whose page the list is on.", valueName: "id"))
    var page: String?

    /// The request's items.
    @Option(help: ArgumentHelp("What is in the basket, or what a search engine found.", valueName: "id,id,..."))
    var items: String?

    /// How many items.
    @Option(help: "How many items the list has, 1 to 1,000. (default: what the placement says, 10)")
    var limit: Int?

    /// The strategy.
    @Option(help: ArgumentHelp("The strategy that the list begins with.", valueName: "name"))
    var strategy = RecommendationRequest.automaticStrategy

    /// The filter.
    @Option(help: ArgumentHelp("The request's filter: item.price < 50.", valueName: "condition"))
    var filter: String?

    /// What the request tells.
    @Option(help: ArgumentHelp("A key of the request's context; may be repeated.", valueName: "key=value"))
    var context: [String] = []

    /// Asks, and prints the answer.
    func run(in command: CommandContext) async throws -> Int32 {
        let id: ItemID = try IdentifierOption.parse(item, option: "--item")
        let spot: Placement = try IdentifierOption.parse(placement, option: "--placement")
        return try await command.withEngine(for: .serving) { engine in
            let request = try request(spot, engine)
            let answer: Absence
            do { answer = try await engine.whyNot(id, request) } catch let error as FieldError {
                // The field of the request that a list needs is the page's item, which has another name here.
                throw CommandError.usage(
                    "--\(error.field == "item_id" ? "page" : error.field) \(error.problem)".asSentence)
            }
            try command.console.result(answer.json) { Self.text(of: answer) }
            return 0
        }
    }

    private func request(_ placement: Placement, _ engine: Kindred) throws -> RecommendationRequest {
        var request = RecommendationRequest(
            decision: "why-not", placement: placement,
            user: try user.map { try IdentifierOption.parse($0, option: "--user") },
            item: try page.map { try IdentifierOption.parse($0, option: "--page") },
            limit: limit ?? engine.standardLimit(of: placement), time: Kindred.now())
        request.session = try session.map { try IdentifierOption.parse($0, option: "--session") }
        request.items = try items.map { try IdentifierOption.list($0, option: "--items") } ?? []
        (request.strategy, request.filter) = (strategy, filter)
        request.context = try RuleArguments.context(context)
        return request
    }

    private static func text(of answer: Absence) -> String {
        guard !answer.sources.isEmpty else { return answer.text }
        var table = Table([.text("strategy"), .text("source"), .number("rank"), .number("of")])
        for source in answer.sources {
            table.add([source.strategy, source.name, source.rank.map { "\($0)" } ?? "-", "\(source.candidates)"])
        }
        return "\(answer.text)\n\n\(table.text)"
    }
}
