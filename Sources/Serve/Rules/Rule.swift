/// One rule as a merchandiser writes it: what it does, to which items, where and when. Data; a part of the release.
///
///     {"name": "push the house brand", "kind": "boost", "factor": 1.2, "if": "item.brand = 'Oak & Co'"}
package struct Rule: Codable, Hashable, Sendable {
    /// What it is called in lists, records and errors; no two rules of a release share it. 1...100 bytes.
    package var name: String
    /// What it does.
    package var kind: Kind
    /// Which items it is about, in the rules' language; nil means all.
    package var condition: String?
    /// For `never`: the items that do not certainly meet this are kept out. Instead of ``condition``.
    package var exception: String?
    /// For `boost` and `bury`: what the score is multiplied by. Above 1 up to 100; above 0 and below 1.
    package var factor: Double?
    /// For `pin`: the 1-based place. 1...500.
    package var position: Int?
    /// For `pin`: which items, the first that may be shown; nil pins the best that meets ``condition``.
    package var items: [String]?
    /// For `cap`: how many items at most. 1...500.
    package var maximum: Int?
    /// For `cap`: in how many places that follow one another; nil means in the whole list. 2...500.
    package var window: Int?
    /// For `cap`: the item's field of which each value is counted apart; nil counts all items together.
    package var field: String?
    /// For `promote`: which part of the list. Above 0, up to 1.
    package var share: Double?
    /// The placements it holds in; nil means all.
    package var placements: [String]?
    /// Whom it holds for, in the rules' language, without item fields; nil means everybody.
    package var segment: String?
    /// When it holds; nil means always.
    package var schedule: RuleSchedule?
    /// Of two rules that want the same, the higher one counts; of equals the first in the file. Nil is 0.
    package var priority: Int?
    /// False switches it off without taking it out. Nil is true.
    package var enabled: Bool?
    /// Why it is there, for people.
    package var note: String?

    /// What a rule does.
    package enum Kind: String, Codable, CaseIterable, Sendable {
        /// Keeps items out of every list.
        case never
        /// Moves items up.
        case boost
        /// Moves items down.
        case bury
        /// Puts an item at a place.
        case pin
        /// Lets so many items of a kind be near one another.
        case cap
        /// Gives items a part of the list.
        case promote
    }

    /// A rule with a name, a kind and a condition; set the other fields afterwards.
    package init(_ name: String, _ kind: Kind, if condition: String? = nil) {
        (self.name, self.kind, self.condition) = (name, kind, condition)
    }

    /// The fields by their names in the file.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case name, kind, factor, position, items, window, share, placements, segment, schedule, priority, enabled, note
        case condition = "if"
        case exception = "unless"
        case maximum = "max"
        case field = "by"
    }

    /// Whether it is switched on.
    package var isEnabled: Bool { enabled ?? true }
}
