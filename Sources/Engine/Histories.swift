public import Domain
import Foundation
import State

/// One line of a history.
public struct HistoryLine: Hashable, Sendable {
    /// The item.
    public var item: ItemID
    /// The strongest thing that was done with it; nil where a log has over 63 kinds and it is one of the later.
    public var kind: EventKind?
    /// How many events there are between the two.
    public var count: Int
    /// The interaction's weight as of now; see `EventWeights`.
    public var weight: Double
    /// When it was last touched.
    public var time: Timestamp
}

/// Which part of a history is asked for.
public struct HistoryQuery: Hashable, Sendable {
    /// The most lines of a page, 1 or more.
    public var limit: Int
    /// Only items with which this was done at least once; nil takes all.
    public var kind: EventKind?
    /// Only items touched at this moment or later; nil takes all.
    public var since: Timestamp?
    /// Where the page before ended; nil begins with the newest.
    public var cursor: HistoryCursor?

    /// The newest `limit` lines; set the rest where less is wanted.
    public init(limit: Int) { self.limit = limit }
}

/// Some lines of a history, newest first.
public struct HistoryPage: Hashable, Sendable {
    /// The lines; of items touched at the same moment the ids decide the order.
    public var lines: [HistoryLine]
    /// Where the next page begins; nil at the end.
    public var next: HistoryCursor?
}

/// The place in a history after one of its lines.
///
/// It names the line's time and item rather than a number of lines, so that what arrives between two pages moves
/// nothing: no item comes twice, and none is left out that was not touched meanwhile; one that was has moved to the
/// front.
public struct HistoryCursor: Hashable, Sendable, CustomStringConvertible {
    /// When the last line's item was last touched.
    let time: Timestamp
    /// The last line's item.
    let item: ItemID

    /// The place after `line`.
    init(after line: HistoryLine) { (time, item) = (line.time, line.item) }

    /// Reads a cursor as ``description`` writes it; nil for anything else.
    public init?(_ text: String) {
        var padded = text.replacing("-", with: "+").replacing("_", with: "/")
        while padded.utf8.count % 4 != 0 { padded += "=" }
        guard let data = Data(base64Encoded: padded), let plain = String(validating: data, as: UTF8.self),
            let mark = plain.firstIndex(of: ":"), let milliseconds = Int64(plain[..<mark]),
            let item = try? ItemID(String(plain[plain.index(after: mark)...]))
        else { return nil }
        (time, self.item) = (Timestamp(milliseconds: milliseconds), item)
    }

    /// Letters, digits, `-` and `_`: Base64 for addresses.
    ///
    /// *Source:* RFC 4648, section 5.
    public var description: String {
        Data("\(time.milliseconds):\(item)".utf8).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Whether `line` comes after this place.
    func precedes(_ line: HistoryLine) -> Bool { (line.time, line.item) < (time, item) }
}

extension Kindred {
    /// The newest lines of the visitor's history, newest first; empty for somebody unknown.
    public func history(of visitor: Visitor, limit: Int) -> [HistoryLine] {
        history(of: visitor, HistoryQuery(limit: limit)).lines
    }

    /// A page of the visitor's history, newest first; empty for somebody unknown.
    ///
    /// - Complexity: O(h log h) for the h items of the history, at most 1,000; reads no log.
    public func history(of visitor: Visitor, _ query: HistoryQuery) -> HistoryPage {
        var lines = state.history(of: visitor, at: Self.now(), kind: query.kind).map { past in
            HistoryLine(
                item: past.item, kind: past.strongestKind ?? past.lastKind, count: past.count, weight: past.weight,
                time: past.lastTime)
        }
        if let since = query.since { lines.removeAll { $0.time < since } }
        if let cursor = query.cursor { lines.removeAll { !cursor.precedes($0) } }
        lines.sort { ($1.time, $1.item) < ($0.time, $0.item) }
        let isLast = lines.count <= query.limit
        lines = Array(lines.prefix(query.limit))
        return HistoryPage(lines: lines, next: isLast ? nil : lines.last.map { HistoryCursor(after: $0) })
    }
}
