import Engine
import Foundation
import Simulation

/// The files of a made-up shop in a directory.
struct DemoShop {
    /// What it is made of.
    let config: ShopConfig
    /// Where its files are.
    let directory: String

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
        let (config, directory) = (config, URL(fileURLWithPath: directory))
        _ = try await console.withProgress { printer in
            try Shop(config).writeFiles(to: directory) { progress in
                printer.report(
                    WorkProgress(
                        phase: "making the shop", done: Int64(progress.days), total: Int64(progress.allDays),
                        unit: "days"))
            }
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
