import Engine
import Foundation
import Simulation

/// The files of a made-up shop in a directory.
struct DemoShop {
    /// What it is made of.
    let config: ShopConfig
    /// Where its files are.
    let directory: String
    /// What is wrong with its events.
    var trouble = TroubleConfig()

    /// The catalogue.
    var items: String { directory + "/items.jsonl" }
    /// The customers.
    var users: String { directory + "/users.jsonl" }
    /// What they did.
    var events: String { directory + "/events.csv" }

    /// Written last, so that it stands for files that are complete.
    private var seal: String { directory + "/shop.json" }

    /// The configuration of the shop that is in the directory already, if a complete one is.
    var existing: ShopConfig? {
        FileManager.default.contents(atPath: seal).flatMap { try? JSONDecoder().decode(ShopConfig.self, from: $0) }
    }

    /// Makes the shop and writes its files, then the configuration it was made from.
    ///
    /// - Returns: The seconds it took.
    /// - Throws: ``CommandError/cannotWrite(path:problem:)``, or what the simulation throws.
    func write(console: Console) async throws -> Double {
        let start = ContinuousClock.now
        try? FileManager.default.removeItem(atPath: seal)
        let (config, trouble, directory) = (config, trouble, URL(fileURLWithPath: directory))
        _ = try await console.withProgress { printer in
            let shop = try Shop(config)
            let report = { (progress: ShopProgress) in
                printer.report(
                    WorkProgress(
                        phase: "making the shop", done: Int64(progress.days), total: Int64(progress.allDays),
                        unit: "days"))
            }
            guard trouble.isTrouble else { return try shop.writeFiles(to: directory, progress: report) }
            return try shop.writeFiles(to: directory, trouble: trouble, progress: report)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        do {
            try encoder.encode(config).write(to: URL(fileURLWithPath: seal), options: .atomic)
        } catch {
            throw CommandError.cannotWrite(path: seal, problem: error.localizedDescription)
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }
}
