import Domain
import HashTreeCollections

/// Which items have which feature, and the other way round.
struct ContentIndex: Sendable {
    private var features: TreeDictionary<String, UInt32> = [:]
    private var postings = ChunkedArray<[UInt32]>()
    private var featuresOfItem: TreeDictionary<UInt32, [UInt32]> = [:]

    /// How many items are in it.
    var itemCount: Int { featuresOfItem.count }

    /// Puts an item in, or what it has become; gives back how many features it has.
    /// - Complexity: O(features); O(items with the feature) for a feature whose latest item is not this one.
    mutating func put(_ item: Item, number: UInt32) -> Int {
        let numbers = ContentFeatures.of(item).map { insertFeature($0) }.sorted()
        let before = featuresOfItem[number]
        guard before != numbers else { return numbers.count }
        for feature in before ?? [] where !numbers.contains(feature) { erase(number, from: feature) }
        for feature in numbers where before?.contains(feature) != true { add(number, to: feature) }
        featuresOfItem[number] = numbers
        return numbers.count
    }

    /// Takes an item out.
    mutating func remove(number: UInt32) {
        for feature in featuresOfItem[number] ?? [] { erase(number, from: feature) }
        featuresOfItem[number] = nil
    }

    /// The items that have each feature of `item`, ascending, for the features that any item has; rarest first, of
    /// equals by name, so that it does not matter which feature the index met first.
    func postings(for item: Item) -> [[UInt32]] {
        ContentFeatures.of(item).compactMap { name in features[name].map { (name, items: postings[Int($0)]) } }
            .filter { !$0.items.isEmpty }
            .sorted { ($0.items.count, $0.0) < ($1.items.count, $1.0) }
            .map(\.items)
    }

    private mutating func insertFeature(_ name: String) -> UInt32 {
        if let known = features[name] { return known }
        let feature = UInt32(postings.count)
        features[name] = feature
        postings.append([])
        return feature
    }

    private mutating func add(_ item: UInt32, to feature: UInt32) {
        postings.update(at: Int(feature)) { items in
            if let last = items.last, last >= item {
                items.insert(item, at: items.firstIndex { $0 >= item } ?? items.count)
            } else {
                items.append(item)
            }
        }
    }

    private mutating func erase(_ item: UInt32, from feature: UInt32) {
        postings.update(at: Int(feature)) { items in
            if let place = items.firstIndex(of: item) { items.remove(at: place) }
        }
    }
}
