import ArgumentParser
import Domain
import Simulation

/// The options that say what made-up shop is made.
struct ShopArguments: ParsableArguments {
    /// Everything random.
    @Option(help: "Everything in the shop comes from it.")
    var seed: UInt64 = 42

    /// How many products.
    @Option(help: "Products, 1 to 50,000.")
    var items = 3000

    /// How many customers.
    @Option(help: "Registered customers, 1 to 100,000.")
    var users = 2000

    /// The shop's configuration.
    ///
    /// - Parameter days: How many days the events span.
    /// - Throws: ``CommandError/usage(_:)`` that names the option that is out of range.
    func config(days: Int = 90) throws(CommandError) -> ShopConfig {
        var config = ShopConfig()
        (config.items, config.users, config.days, config.seed) = (items, users, days, seed)
        do { return try config.validated() } catch {
            let option = error.field.split(separator: ".").last.map(String.init) ?? error.field
            throw .usage("--\(option) \(error.problem)".asSentence)
        }
    }
}
