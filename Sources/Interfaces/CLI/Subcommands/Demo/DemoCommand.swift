import ArgumentParser
import Domain
import Engine

/// `kindred demo`: the whole journey on a made-up shop.
struct DemoCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Make a shop, import it, train, evaluate and serve it.",
        discussion: """
            Example:
              kindred demo
              kindred demo --no-serve --items 5000 --users 8000 --seed 7 --data demo-7

            The shop's files stay in DATA/demo-shop. A second run finds the shop and the release there and serves at \
            once.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which shop.
    @OptionGroup var shop: ShopArguments
    /// Where it listens.
    @OptionGroup var server: ServerArguments

    /// Whether it stops before serving.
    @Flag(help: "Stop before serving.")
    var noServe = false

    /// Goes the whole way, one printed step after the other; with `--json` one document is printed before serving.
    func run(in context: CommandContext) async throws -> Int32 {
        let shop = DemoShop(config: try shop.config(), directory: context.directory + "/demo-shop")
        try await context.withEngine(for: .serving, creates: true, flags: server.settings) { engine in
            let journey = DemoJourney(engine: engine, shop: shop, console: context.console)
            let result = try await journey.prepare()
            if context.console.isJSON { try context.console.document(result) }
            guard !noServe else { return }
            let quiet = context.console.isJSON
            try await ServerRun(engine: engine, console: quiet ? context.console.onlyMessages : context.console)
                .untilStopped()
        }
        return 0
    }
}
