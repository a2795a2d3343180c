public import Domain
import Foundation
import State

/// One user in a look-up.
public struct UserLine: Hashable, Sendable {
    /// The user.
    public var id: UserID
    /// How many different items the history holds.
    public var historyLength: Int
}

extension Kindred {
    /// The most lines a look-up returns.
    public static let maximumLookUp = 100

    /// Items whose id, title, brand or categories hold every word of `text`, in the order the catalogue grew; for
    /// look-ups by people.
    /// - Complexity: O(items).
    public func items(matching text: String, limit: Int) -> [Item] {
        let words = text.lowercased().split(separator: " ")
        let (state, limit) = (self.state, min(limit, Self.maximumLookUp))
        var (found, offset): ([Item], Int?) = ([], 0)
        while let start = offset, found.count < limit {
            let page = state.items(from: start, limit: 1000)
            found += page.items.lazy.filter { $0.mentions(words) }.prefix(limit - found.count)
            offset = page.next
        }
        return found
    }

    /// Users whose id holds `text`, those with the longest histories first, then by id; for look-ups by people.
    /// - Complexity: O(visitors · log(visitors)).
    public func users(matching text: String, limit: Int) -> [UserLine] {
        let state = self.state
        var lines: [UserLine] = []
        for start in stride(from: 0, to: state.visitorPlaces, by: 1000) {
            for visitor in state.visitors(from: start, limit: 1000) {
                guard case .user(let id) = visitor, text.isEmpty || id.value.contains(text) else { continue }
                lines.append(UserLine(id: id, historyLength: state.historyLength(of: visitor)))
            }
        }
        lines.sort { ($1.historyLength, $0.id) < ($0.historyLength, $1.id) }
        return Array(lines.prefix(min(limit, Self.maximumLookUp)))
    }
}

extension Item {
    fileprivate func mentions(_ words: [Substring]) -> Bool {
        let text = ([id.value, title ?? "", brand ?? ""] + categories).joined(separator: " ").lowercased()
        return words.allSatisfy { text.contains($0) }
    }
}
