import Domain
import Foundation
import Matrices
import Models

@testable import Evaluation

/// A table of events written as `(user, item, weight, time in seconds)`.
func table(_ events: [(user: String, item: String, weight: Float, time: Int64)]) throws -> InteractionTable {
    var table = InteractionTable()
    for event in events {
        table.append(
            visitor: .user(try UserID(event.user)), item: try ItemID(event.item), weight: event.weight,
            time: Timestamp(seconds: event.time))
    }
    return table
}

/// A random table of `users` and `items`, with repeats, returns and, if wanted, times.
func randomTable(users: Int, items: Int, events: Int, seed: UInt64, timed: Bool = true) throws -> InteractionTable {
    var random = SeededRandom(seed: seed)
    return try table(
        (0..<events).map { row in
            let weight: Float = [1, 1, 1, 3, 5, -5, 0][random.below(7)]
            return (
                "u\(random.below(users))", "i\(random.below(items))", weight,
                timed ? Int64(1_000_000 + random.below(events)) : 0
            )
        })
}

/// Weights under which every event counts as it stands.
let plain = EventWeights(kinds: [:], repeats: .once)

/// Scores items by how many visitors have them in training.
func popularity(_ split: Split) -> Evaluator.Scoring {
    var counts = [Float](repeating: 0, count: split.training.itemCount)
    for item in split.training.interactions.columns.pointer { counts[Int(item)] += 1 }
    let scores = counts
    return { queries, target in
        for row in queries.indices {
            for item in scores.indices { target[row * scores.count + item] = scores[item] }
        }
    }
}

/// Scores every item from the query and the item by a fixed hash: arbitrary, with many ties.
func arbitrary(itemCount: Int, levels: Int) -> Evaluator.Scoring {
    { queries, target in
        for (row, query) in queries.enumerated() {
            let key = UInt64(query.history.first?.item ?? 0)
            for item in 0..<itemCount {
                var random = SeededRandom(seed: key, stream: UInt64(item))
                target[row * itemCount + item] = Float(random.below(levels))
            }
        }
    }
}

/// Reads a file of lines `user item item …` into `table`.
func readAdjacency(_ path: String, into table: inout InteractionTable) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let user = words.first else { continue }
        for item in words.dropFirst() {
            table.append(
                visitor: .user(try UserID(String(user))), item: try ItemID(String(item)), weight: 1, time: .unknown)
        }
    }
}

/// Where the published data sets are, if anywhere.
func dataSet(_ name: String) -> String? {
    let root =
        ProcessInfo.processInfo.environment["KINDRED_DATA_SETS"]
        ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path
    let path = "\(root)/\(name)"
    return FileManager.default.fileExists(atPath: path) ? path : nil
}
