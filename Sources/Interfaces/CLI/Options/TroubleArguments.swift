import ArgumentParser
import Domain
import Simulation

/// The options that say what is wrong with a made-up shop's events.
struct TroubleArguments: ParsableArguments {
    /// Robots.
    @Option(help: "The share of events that robots send, 0 to 0.5.")
    var bots = 0.0

    /// Double clicks.
    @Option(help: "The share of events that come twice, a moment apart.")
    var duplicates = 0.0

    /// Wrong clocks.
    @Option(help: "The share of visits whose clock is five hours behind.")
    var shiftedClock = 0.0

    /// Numbers far off.
    @Option(help: "The share of dwells and quantities that are far too large.")
    var outliers = 0.0

    /// Returns of what was not bought.
    @Option(help: "Returns of what was never bought, as a share of events.")
    var impossibleOrders = 0.0

    /// Items that come late.
    @Option(help: "The share of views of items that the catalogue gets later.")
    var laterItems = 0.0

    /// What is wrong.
    ///
    /// - Throws: ``CommandError/usage(_:)`` that names the option that is out of range.
    func config() throws(CommandError) -> TroubleConfig {
        var config = TroubleConfig()
        (config.bots, config.duplicates, config.shiftedClock) = (bots, duplicates, shiftedClock)
        (config.outliers, config.impossibleOrders, config.laterItems) = (outliers, impossibleOrders, laterItems)
        do { return try config.validated() } catch {
            let name = error.field.split(separator: ".").last.map(String.init) ?? error.field
            throw .usage("--\(name.replacing("_", with: "-")) \(error.problem)".asSentence)
        }
    }
}
