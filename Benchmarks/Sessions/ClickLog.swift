import Domain
import Evaluation
import Foundation
import Matrices
import Models

/// The clicks of `yoochoose-100k`, training and test part together.
struct ClickLog {
    static let weights = EventWeights(kinds: [:], repeats: .once)
    private(set) var table = InteractionTable()

    /// Reads `SessionId, ItemId, Time in seconds`, tab separated, with a header.
    init(directory: String) throws {
        for part in ["train_full", "test"] {
            let path = "\(directory)/yoochoose-100k/yoochoose-clicks-100k_\(part).txt"
            for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst() {
                let fields = line.split(separator: "\t")
                guard fields.count == 3, let seconds = Double(fields[2]) else {
                    throw BenchError(description: "\(path) has the line \"\(line)\", not three fields.")
                }
                table.append(
                    visitor: .session(try SessionID(String(fields[0]))), item: try ItemID(String(fields[1])), weight: 1,
                    time: Timestamp(milliseconds: Int64((seconds * 1000).rounded())))
            }
        }
    }
}

/// Copies of the training part of a split, and what is asked of a model that learned from them.
struct ReplicatedWorld {
    let training: TrainingSet
    let questions: [ScoringQuery]
    let copies: Int
    let clickCount: Int
    let itemCount: Int

    /// As many copies as make `clicks` clicks or more, each older than the one before by the time that all span.
    init(_ split: Split, clicks: Int, relabels: Bool) {
        let events = split.training.events()
        let (perCopy, itemCount) = (max(1, events.items.count), split.training.itemCount)
        let copies = max(1, (clicks + perCopy - 1) / perCopy)
        let span = (events.times.pointer.max() ?? 0) - (events.times.pointer.min() ?? 0) + 86_400_000
        var table = InteractionTable()
        for copy in 0..<(relabels ? copies : 1) {
            for item in 0..<itemCount { _ = table.items.insert(ItemID(stringLiteral: "\(copy).\(item)")) }
        }
        for copy in 0..<copies {
            for user in 0..<events.userCount where !events.events(of: user).isEmpty {
                let visitor = table.users.insert(.session(SessionID(stringLiteral: "\(copy).\(user)")))
                for event in events.events(of: user) {
                    table.userOf.append(visitor)
                    table.itemOf.append(events.items[event] + UInt32(relabels ? copy * itemCount : 0))
                    table.weightOf.append(1)
                    table.timeOf.append(events.times[event] - Int64(copy) * span)
                }
            }
        }
        training = TrainingSet(table, rows: Array(0..<table.count), weights: ClickLog.weights)
        questions = split.visitors.enumerated().map { place, visitor in
            guard relabels else { return visitor.query }
            return Self.relabelled(visitor.query, by: UInt32(place % copies * itemCount))
        }
        (self.copies, clickCount, self.itemCount) = (copies, table.count, table.items.count)
    }

    private static func relabelled(_ query: ScoringQuery, by offset: UInt32) -> ScoringQuery {
        var query = query
        for place in query.sequence.indices { query.sequence[place].item += offset }
        for place in query.history.indices { query.history[place].item += offset }
        return query
    }
}
