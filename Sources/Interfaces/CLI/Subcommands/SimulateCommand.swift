import ArgumentParser
import Domain
import Engine
import Simulation

/// `kindred simulate`: writes the files of a made-up shop.
struct SimulateCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Write the files of a made-up shop, with the true tastes kept aside.",
        discussion: """
            Example:
              kindred simulate --output shop --items 5000 --users 10000 --seed 7
              kindred import items shop/items.jsonl
              kindred import events shop/events.csv

            The same seed and sizes give the same bytes. The folder truth/ holds what the customers really like.

            With --bots and the other shares, the events have something wrong with them and are in events.jsonl in \
            the order in which they arrive; truth/trouble.jsonl says what is wrong with which. See kindred checks.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which shop.
    @OptionGroup var shop: ShopArguments

    /// What is wrong with its events.
    @OptionGroup var trouble: TroubleArguments

    /// How long.
    @Option(help: "How many days the events span, 1 to 730.")
    var days = 90

    /// Where to.
    @Option(name: .shortAndLong, help: ArgumentHelp("The directory to write to.", valueName: "dir"))
    var output: String

    /// Makes the shop and writes it.
    func run(in context: CommandContext) async throws -> Int32 {
        let config = try shop.config(days: days)
        let seconds = try await DemoShop(config: config, directory: output, trouble: try trouble.config()).write(
            console: context.console)
        let json: JSONObject = [
            "directory": .string(output), "items": .integer(Int64(config.items)),
            "users": .integer(Int64(config.users)), "days": .integer(Int64(config.days)),
            "seed": .string(String(config.seed)), "seconds": .number(seconds),
        ]
        let sizes = [Figures.count(config.items, "item"), Figures.count(config.users, "user")]
        try context.console.result(json) {
            "A shop of \(sizes.joined(separator: " and ")) is in \(output) (\(Figures.seconds(seconds)))"
        }
        return 0
    }
}
