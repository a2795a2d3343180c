import Domain
import Models

/// A table of events with groups and categories, written short.
struct SegmentShop {
    static let day: Int64 = 86_400_000
    private(set) var table = InteractionTable()

    /// A shop of `items`, `categories` those of each.
    init(_ items: KeyValuePairs<String, [String]>) throws {
        for (id, categories) in items {
            var item = Item(id: try ItemID(id))
            item.categories = categories
            table.describe(item)
        }
    }

    /// `visitors` other visitors look at `item`, `days` before the present, in `segments`.
    mutating func visit(
        _ item: String, visitors: Int, days: Double = 0, segments: [String] = [], weight: Float = 1
    ) throws {
        for _ in 0..<visitors {
            try visit(item, by: "v\(table.count)", days: days, segments: segments, weight: weight)
        }
    }

    /// `visitor` looks at `item`, `days` before the present, in `segments`, whose names ascend.
    mutating func visit(
        _ item: String, by visitor: String, days: Double, segments: [String] = [], weight: Float = 1
    ) throws {
        table.append(
            visitor: .user(try UserID(visitor)), item: try ItemID(item), weight: weight,
            time: Timestamp(milliseconds: 1000 * Self.day - Int64(days * Double(Self.day))))
        table.setSegments(segments)
    }

    var set: TrainingSet {
        TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:], repeats: .sum))
    }
}

extension Model {
    /// The scores for a visitor without a history, of `segments`.
    func scores(in segments: [String] = []) -> [Float] {
        var scores = [Float](repeating: .nan, count: itemCount)
        scores.withUnsafeMutableBufferPointer { score(ScoringQuery(history: [], segments: segments), into: $0) }
        return scores
    }
}
