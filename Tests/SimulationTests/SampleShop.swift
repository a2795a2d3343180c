import Domain
import Foundation

@testable import Simulation

/// A shop that several tests look at, and all that happens in it; made once.
enum SampleShop {
    static let config = ShopConfig(items: 900, users: 500, days: 70, seed: 7)
    static let shop: Shop = {
        do { return try Shop(config) } catch { preconditionFailure("The sample shop is refused: \(error)") }
    }()
    static let events: [Event] = {
        var all: [Event] = []
        shop.events { all += $0 }
        return all
    }()

    /// The events of `kind`.
    static func events(_ kind: EventKind) -> [Event] { events.filter { $0.kind == kind } }
}

/// A folder of its own for `body`, removed afterwards.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shop-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The names of all files that `writeFiles` makes.
let shopFileNames = [
    "events.csv", "items.jsonl", "truth/items.jsonl", "truth/sessions.jsonl", "truth/shop.json",
    "truth/top_items.jsonl", "truth/users.jsonl", "users.jsonl",
]

/// FNV-1a over the names and bytes of a shop's files.
func fingerprint(of folder: URL) throws -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for name in shopFileNames {
        for byte in try Array(name.utf8) + Array(Data(contentsOf: folder.appendingPathComponent(name))) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
    }
    return hash
}

/// The lines of a JSON Lines file as objects.
func objects(_ file: URL) throws -> [JSONObject] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
        guard let object = try JSONParser.parse(String(line)).object else {
            throw CocoaError(.fileReadCorruptFile)
        }
        return object
    }
}
