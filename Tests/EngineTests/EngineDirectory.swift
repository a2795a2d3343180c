import Domain
import Foundation
import Models
import State
import Store
import Testing

@testable import Engine

/// A directory for one test: the data of one or several engines, and files to import.
final class EngineDirectory {
    /// Where it is.
    let path: String

    /// Makes it; `inMemory` where the system has files in memory, for thousands of commits that need not be durable.
    init(inMemory: Bool = false) throws {
        let shared = "/dev/shm"
        let isShared = inMemory && FileManager.default.isWritableFile(atPath: shared)
        let parent = isShared ? URL(filePath: shared) : FileManager.default.temporaryDirectory
        path = parent.appending(path: "kindred-engine-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of the file or directory `name`.
    func path(_ name: String) -> String { path + "/" + name }

    /// An engine on the data directory `name`.
    func engine(_ name: String = "data", threads: Int = 2) throws -> Kindred {
        var config = KindredConfig()
        config.threads = threads
        return try Kindred(directory: path(name), config: config)
    }

    /// An engine on the data directory `data` that knows the ``Checkerboard`` and serves a model of it.
    func trainedEngine() throws -> Kindred {
        let engine = try engine()
        _ = try engine.importItems(from: write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: write(Checkerboard.csv(), to: "events.csv"))
        try #require(try engine.train(TrainRequest(models: ["item-knn"], promotes: true)).isChampion)
        return engine
    }

    /// Writes a file and tells its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: path(name)))
        return path(name)
    }

    /// Writes a file and tells its path.
    func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    /// The text of the file `name`; nil where there is none.
    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path(name)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of the file `name`; nil where there is none.
    func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path(name)).map { Array($0) } }

    /// Runs a program and tells whether it ended with 0.
    func runs(_ program: String, _ arguments: String...) throws -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// Everything of an engine that an import may change.
struct Holding: Equatable {
    let position: Int64
    let digest: String
    let events: Int
    let items: Int
    let users: Int
    let folded: Int64

    init(_ engine: Kindred) throws {
        let (position, counts) = (try engine.store.position(), try engine.store.counts())
        (self.position, digest) = (position.sequence, position.digestText)
        (events, items, users) = (counts.events, counts.items, counts.users)
        folded = engine.state.position
    }
}

extension Kindred {
    /// A list that is not recorded, at a fixed moment.
    func list(
        _ placement: Placement = .home, user: UserID? = nil, session: SessionID? = nil, item: ItemID? = nil,
        limit: Int = 10
    ) throws -> Decision {
        var request = RecommendationRequest(
            decision: "test", placement: placement, user: user, item: item, limit: limit,
            time: Timestamp(seconds: 1_800_000_000))
        request.session = session
        return try preview(request)
    }
}

extension Decision {
    /// The items of the list.
    var items: [String] { recommendations.map(\.item.value) }
}

/// Two tastes that share nothing: even users touch even items, odd users odd ones. What a model that sees persons
/// learns at once, and most-popular never.
enum Checkerboard {
    /// Users and items.
    static let (users, items) = (60, 40)

    /// CSV with times that interleave the users, so that the newest fifth is everybody's.
    static func csv(kind: String = "view") -> String {
        var rows = ["user_id,item_id,type,timestamp"]
        for step in 0..<12 {
            for user in 0..<users {
                let item = (user % 2) + 2 * ((user * 7 + step * 3) % (items / 2))
                rows.append("u\(user),i\(item),\(kind),\(1_700_000_000 + step * users + user)")
            }
        }
        return rows.joined(separator: "\n") + "\n"
    }

    /// The catalogue as CSV.
    static var catalogue: String {
        let rows = (0..<items).map { "i\($0),Thing number \($0),\($0 % 2 == 0 ? "Even" : "Odd"),\($0 + 1).50,9" }
        return (["item_id,title,categories,price,stock"] + rows).joined(separator: "\n") + "\n"
    }
}
