import ArgumentParser
import Domain
import Engine

/// `kindred recommend`: a list for a user, an item's page or an anonymous visit, without recording it; or many at once.
struct RecommendCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "recommend",
        abstract: "Print a list for a user, an item's page or an anonymous visit, or many lists.",
        discussion: """
            Example:
              kindred recommend --user 42 --explain
              kindred recommend --item B00123 --limit 5
              kindred recommend --session B00123,B00456 --json
              kindred recommend --user 42 --filter 'item.price < 50' --language de --explain
              kindred recommend --placement cart --items B00123,B00456
              kindred recommend --placement email --batch users.jsonl --record > mails.jsonl

            The list is the one that would be served now; it is not recorded as shown. --batch takes a file of requests,
            a JSON object a line as POST /api/v1/recommendations/{placement} takes them, and prints a JSON object a line
            for each: the list, or why there is none. With --record these lists count as shown, and as sent.
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

    /// What is in the basket, or what a search engine found.
    @Option(
        help: ArgumentHelp(
            "What is in the basket (cart), or what a search engine found, best first (search).", valueName: "id,id,...")
    )
    var items: String?

    /// How many items.
    @Option(help: "How many items, 1 to 1,000. (default: what the placement says, 10)")
    var limit: Int?

    /// The spot.
    @Option(
        help: ArgumentHelp(
            "The spot the list is for; kindred placements list tells them. (default: similar with --item, else home)",
            valueName: "name"))
    var placement: String?

    /// The strategy that the list begins with.
    @Option(help: ArgumentHelp("The strategy that the list begins with.", valueName: "name"))
    var strategy = RecommendationRequest.automaticStrategy

    /// Which items may be in the list.
    @Option(
        help: ArgumentHelp(
            "Only items for which this holds, in the language of the rules: item.price < 50.", valueName: "condition"))
    var filter: String?

    /// The language of the reasons.
    @Option(help: ArgumentHelp("The language of the reasons: de, pt-BR.", valueName: "tag"))
    var language: String?

    /// What is known of the moment.
    @Option(
        help: ArgumentHelp(
            "What is known of the moment: country=CH. Can be given more than once.", valueName: "key=value"))
    var context: [String] = []

    /// The file of requests.
    @Option(help: ArgumentHelp("A file of requests, a JSON object a line; - is standard input.", valueName: "file"))
    var batch: String?

    /// Whether the lists of a batch count as shown.
    @Flag(help: "With --batch: write the lists to the log, as shown and as sent.")
    var record = false

    /// Whether reasons are printed.
    @Flag(help: "Say why each item is there, and what counted how much.")
    var explain = false

    /// Rejects options that contradict one another.
    func validate() throws {
        let given = [user, item, session, items].compactMap(\.self)
        if batch != nil {
            guard given.isEmpty, limit == nil, context.isEmpty, filter == nil, language == nil, !explain else {
                throw ValidationError("With --batch the file says what each list is for: leave the other options out.")
            }
            return
        }
        guard !record else { throw ValidationError("--record is for --batch; single lists are never recorded here.") }
        guard placement != nil || [user, item, session].compactMap(\.self).count == 1 else {
            throw ValidationError("Say whom the list is for: one of --user, --item and --session.")
        }
        guard session == nil || items == nil else {
            throw ValidationError("Give --session or --items, not both: the placement says what the items are.")
        }
    }

    /// Asks for the list and prints it.
    func run(in context: CommandContext) async throws -> Int32 {
        let spot = try placement.map { try IdentifierOption.parse($0, option: "--placement", as: Placement.self) }
        let placement = spot ?? (item == nil ? .home : .similar)
        return try await context.withEngine(for: .serving) { engine in
            if let batch {
                let work = RecommendationBatch(engine, placement: placement, records: record)
                return try await RecommendBatch(path: batch, work: work, console: context.console)
                    .run(checking: { try engine.requirePlacement(placement) })
            }
            let request = try request(placement, engine)
            do throws(FieldError) { try engine.check(request) } catch {
                throw CommandError.usage("--\(error.field) \(error.problem)".asSentence)
            }
            for note in KnownIDs.notes(about: request, in: engine) { context.console.message(note) }
            let decision = try engine.preview(request)
            try context.console.result(decision.json) {
                RecommendationText(explains: explain) { engine.item($0)?.displayName ?? $0.value }.of(decision)
            }
            return 0
        }
    }

    private func request(_ placement: Placement, _ engine: Kindred) throws -> RecommendationRequest {
        var request = RecommendationRequest(
            decision: "preview", placement: placement,
            user: try user.map { try IdentifierOption.parse($0, option: "--user") },
            item: try item.map { try IdentifierOption.parse($0, option: "--item") },
            limit: limit ?? engine.standardLimit(of: placement), time: Kindred.now())
        request.items =
            try session.map { try IdentifierOption.list($0, option: "--session") }
            ?? items.map { try IdentifierOption.list($0, option: "--items") } ?? []
        (request.strategy, request.explains) = (strategy, explain)
        (request.filter, request.languages) = (filter, language.map { [$0] } ?? [])
        for pair in context {
            guard let sign = pair.firstIndex(of: "=") else {
                throw CommandError.usage("--context \(Printable.text(pair)) has no \"=\"; write key=value.")
            }
            request.context[String(pair[..<sign])] = Self.value(String(pair[pair.index(after: sign)...]))
        }
        return request
    }

    /// A number or a truth value where `text` is one, otherwise the text.
    private static func value(_ text: String) -> JSONValue {
        if let value = try? JSONParser.parse(Array(text.utf8)), value.double != nil || value == .bool(text == "true") {
            return value
        }
        return .string(text)
    }
}
