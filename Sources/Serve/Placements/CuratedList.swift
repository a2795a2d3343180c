import Domain
import Models
import State

/// The items that a placement names by hand: what it shows before there is any event, and when there is no time for
/// anything else.
enum CuratedList {
    /// The most items.
    static let maximumItems = 1000

    /// The candidates: those of `items` that the state knows and the gate admits, in their order; score 1 / (place + 1) from
    /// the first place, 0, on.
    /// - Complexity: O(items).
    static func candidates(_ items: [String], limit: Int, where gate: ListGate) -> [Candidate] {
        var found: [Candidate] = []
        for (place, name) in items.enumerated() where found.count < limit {
            guard let item = try? ItemID(name), gate.state.itemNumber(of: item) != nil, gate.admits(item) else {
                continue
            }
            found.append(Candidate(item: item, score: 1 / Float(place + 1), ground: .handPicked))
        }
        return found
    }

    /// Passes for up to 1,000 ids, none twice.
    /// - Throws: `InvalidSetting` that names the field `path`.
    static func check(_ items: [String], isFilled: Bool, _ path: String) throws(InvalidSetting) {
        guard items.count <= maximumItems else {
            throw InvalidSetting(path, problem: "has \(items.count) items; \(maximumItems) is the most")
        }
        guard items.isEmpty || isFilled else {
            throw InvalidSetting(path, problem: "has items, but the placement is not filled; set \"filled\" to true")
        }
        var seen: Set<String> = []
        for item in items {
            guard (try? ItemID(item)) != nil else {
                throw InvalidSetting(path, problem: "holds a name that is no id; use 1 to 256 bytes of text")
            }
            guard seen.insert(item).inserted else {
                throw InvalidSetting(path, problem: "names \"\(item)\" twice; name it once")
            }
        }
    }
}
