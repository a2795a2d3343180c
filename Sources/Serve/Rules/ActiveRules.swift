import Domain
import State

/// The rules of a release as they stand for one request: those that have a say, with what the request decides already
/// decided.
struct ActiveRules {
    /// One rule that has a say.
    struct Entry {
        /// Its place in ``CompiledRules/rules``.
        let place: Int
        /// The rule.
        let compiled: CompiledRule
        /// What it says about the items that it leaves to the request; open where each of them must be asked about.
        let leftOpen: Verdict
    }

    private let index: RuleIndex
    private let unavailable: ItemBits
    private let values: [RuleValue]
    private let touches: Touches
    /// Those that keep items out, without those that can keep none out of this list.
    let never: [Entry]
    /// All others.
    let others: [Entry]
    /// What of ``never`` nearly every question is about, by itself: an entry is dear to copy.
    private let marks: [(rule: Int, leftOpen: Verdict)]

    /// The rules of `index` for one request.
    /// - Complexity: O(rules).
    init(
        _ index: RuleIndex, _ request: RecommendationRequest, user: UserID?, visitors: [Visitor],
        leftOutKinds: [EventKind]?, _ state: LiveState
    ) {
        (self.index, unavailable) = (index, index.unavailable)
        values = RuleBinding(index.rules.fields, request, user: user, visitors: visitors, state).values
        var (never, others): ([Entry], [Entry]) = ([], [])
        let unknownItem = [RuleValue](repeating: .open, count: index.rules.fields.item.count)
        for (place, rule) in index.rules.rules.enumerated() {
            guard !index.isIdle(place) || rule.rule.kind == .pin, rule.isActive(in: request, values) else { continue }
            let value = rule.condition?.value(ConditionScope(item: unknownItem, request: values))
            let entry = Entry(place: place, compiled: rule, leftOpen: value.map(rule.verdict) ?? .holds)
            if rule.rule.kind != .never {
                others.append(entry)
            } else if entry.leftOpen != .fails || index.isCertainOfSome(place) {
                never.append(entry)
            }
        }
        (self.never, self.others) = (never, others)
        marks = never.map { ($0.place, $0.leftOpen) }
        let asksForTouches = (never + others).contains { $0.compiled.condition?.asksForTouches == true }
        touches = asksForTouches ? Touches(visitors, leftOutKinds, state) : .nothing
    }

    /// Whether an item may never be shown: what the catalogue deleted, hides, or has none left of. One that the state
    /// never met may be.
    @inline(__always)
    func isUnavailable(_ number: ItemNumber?) -> Bool {
        guard let number else { return false }
        return unavailable[number.index]
    }

    /// Whether an item is used up and bought again.
    func isConsumable(_ number: ItemNumber?) -> Bool {
        guard let number else { return false }
        return index.consumable[number.index]
    }

    /// Whether a rule meets an item.
    /// - Complexity: O(1), and that of the condition for an item that only the two together decide.
    @inline(__always)
    func meets(_ entry: Entry, _ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        meets(entry.place, entry.leftOpen, entry, item(), number)
    }

    /// The same of the rule at a place, which need not be at hand where it leaves nothing to the item and request together.
    @inline(__always)
    private func meets(
        _ rule: Int, _ leftOpen: Verdict, _ entry: @autoclosure () -> Entry, _ item: @autoclosure () -> ItemID,
        _ number: ItemNumber?
    ) -> Bool {
        switch index.verdict(rule, number) {
        case .holds: true
        case .fails: false
        case .open: leftOpen == .open ? asks(entry(), item(), number) : leftOpen == .holds
        }
    }

    /// The first rule that keeps the item out; nil where none does.
    func prohibition(of item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Entry? {
        place(ofProhibition: item(), number).map { never[$0] }
    }

    /// Whether a rule keeps the item out.
    @inline(__always)
    func prohibits(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        !marks.isEmpty && place(ofProhibition: item(), number) != nil
    }

    private func place(ofProhibition item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Int? {
        marks.indices.first { place in
            meets(marks[place].rule, marks[place].leftOpen, never[place], item(), number)
        }
    }

    /// The items that a rule may meet, ascending.
    func items(_ entry: Entry) -> [ItemNumber] { index.items(entry.place) }

    private func asks(_ entry: Entry, _ item: ItemID, _ number: ItemNumber?) -> Bool {
        guard let condition = entry.compiled.condition else { return true }
        return entry.compiled.verdict(condition.value(scope(item, index.row(number, item), number))) == .holds
    }

    private func scope(_ item: ItemID, _ row: [RuleValue], _ number: ItemNumber?) -> ConditionScope {
        ConditionScope(
            item: row, request: values, wasSeen: .bool(touches.seen(number)), wasBought: .bool(touches.bought(number)))
    }
}

/// What the visitors of a request touched.
private struct Touches {
    private let seenItems: SeenItems?
    private let boughtItems: SeenItems?

    /// Nothing, or nothing that a rule asks about.
    static let nothing = Touches()

    private init() { (seenItems, boughtItems) = (nil, nil) }

    /// What `visitors` touched by one of `kinds`, and what they bought.
    init(_ visitors: [Visitor], _ kinds: [EventKind]?, _ state: LiveState) {
        seenItems = state.seenItems(of: visitors, kinds: kinds)
        boughtItems = state.seenItems(of: visitors, kinds: [.purchase])
    }

    func seen(_ number: ItemNumber?) -> Bool { number.map { seenItems?.contains($0) ?? false } ?? false }
    func bought(_ number: ItemNumber?) -> Bool { number.map { boughtItems?.contains($0) ?? false } ?? false }
}
