import Domain
import State
import Store

extension Kindred {
    /// Whether the lists can be read by people and hold only what may be shown.
    func catalogueFindings(_ facts: DataFacts) -> [Finding] {
        let items = facts.counts.items
        guard items > 0 else {
            return [
                Finding(
                    .warning, "catalogue", "The catalogue is empty: lists show ids, and new items cannot be placed.",
                    advice: "Import the items with kindred import items FILE.")
            ]
        }
        var (unavailable, untitled, undescribed) = (0, 0, 0)
        var offset: Int? = 0
        let state = self.state
        while let start = offset {
            let page = state.items(from: start, limit: 1000)
            for item in page.items {
                if !item.isAvailable { unavailable += 1 }
                if item.title == nil { untitled += 1 }
                if item.categories.isEmpty && item.brand == nil { undescribed += 1 }
            }
            offset = page.next
        }
        var findings = [
            Finding(.ok, "catalogue", "\(items.grouped) items, \((items - unavailable).grouped) of them available.")
        ]
        if let example = facts.pairs.undescribedItem { findings.append(eventsOfUnknownItems(facts, example)) }
        if unavailable == items {
            findings.append(
                Finding(
                    .problem, "catalogue", "No item is available, so every list is empty.",
                    advice: "Check the column stock: 0 means sold out; leave it out where stock is not counted."))
        }
        if untitled > 0 {
            findings.append(
                Finding(.note, "catalogue", "\(untitled.grouped) items have no title; reasons will name their ids."))
        }
        if undescribed * 2 > items {
            findings.append(
                Finding(
                    .note, "catalogue",
                    "\(undescribed.grouped) items have neither category nor brand, so new items have few neighbours."))
        }
        return findings
    }

    /// That there are events about items that the catalogue does not know, `example` for one.
    private func eventsOfUnknownItems(_ facts: DataFacts, _ example: ItemID) -> Finding {
        let (count, events) = (facts.pairs.ofUndescribedItems, facts.counts.events)
        return Finding(
            .warning, "catalogue",
            "Events about items that the catalogue does not know: \(count.grouped) of \(events.grouped) "
                + "(\(percentage(count, of: events))), \"\(example)\" for one. Such items are recommended by their id.",
            advice: "Import the missing items, or check that both files write ids alike.")
    }
}
