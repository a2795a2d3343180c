package import Domain

extension LiveState {
    /// The brands and categories that any of `visitors` asked not to see again.
    /// - Complexity: O(visitors).
    package func hiddenTraits(of visitors: [Visitor]) -> HiddenTraits {
        guard !hidden.isEmpty, let first = visitors.first else { return HiddenTraits() }
        var traits = hidden[histories.owner(of: first)]
        for other in visitors.dropFirst() { traits.merge(hidden[histories.owner(of: other)]) }
        return traits
    }

    /// Folds in what a visitor wants or no longer wants to be spared: a `hide` or `unhide` of a brand or a category, or an
    /// `unhide` of an item.
    mutating func foldWish(_ event: Event) {
        let owner = histories.owner(of: event.visitor)
        versions.note(owner, at: position)
        if let trait = event.hiddenTrait {
            hidden[owner].set(trait, isHidden: event.kind == .hide)
        } else if let number = event.item.flatMap({ numbers[$0] }) {
            histories.forget(.hide, of: number.value, by: owner, kinds)
        }
    }
}

extension HistoryTable {
    /// Undoes that `visitor` did `kind` with `item`: the item counts as touched only if something else was done with it,
    /// and no less than 0.
    mutating func forget(_ kind: EventKind, of item: UInt32, by visitor: Visitor, _ kinds: KindTable) {
        guard self[visitor] != nil else { return }
        change(visitor) { $0.forget(kinds.bits(of: [kind]), of: item) }
    }
}

extension History {
    /// Takes the kinds `bits` from what was done with `item`, and the item out where nothing else was done.
    mutating func forget(_ bits: UInt64, of item: UInt32) {
        let entries = entries.compactMap { entry -> Entry? in
            guard entry.item == item, entry.kinds & bits != 0 else { return entry }
            var entry = entry
            entry.kinds &= ~bits
            entry.sum = max(entry.sum, 0)
            return entry.kinds == 0 ? nil : entry
        }
        let dropped = dropped.compactMap { entry -> Dropped? in
            guard entry.item == item else { return entry }
            let rest = entry.kinds & ~bits
            return rest == 0 ? nil : Dropped(item: item, kinds: rest)
        }
        self = History(entries: entries, dropped: dropped, visit: visit)
    }
}
