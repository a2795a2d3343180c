/// Which items are in visits together, of all items: a list of partners each.
struct PairTable: Sendable {
    private var lists = ChunkedArray<PartnerList>()

    /// A table without pairs.
    init() {}

    /// How many items have a list; the others have no partner.
    var count: Int { lists.count }

    /// The partners of an item.
    /// - Complexity: O(1).
    func partners(of item: UInt32) -> PartnerList { Int(item) < lists.count ? lists[Int(item)] : PartnerList() }

    /// Adds a list at the end: for reading what was stored.
    mutating func append(_ list: PartnerList) { lists.append(list) }

    /// Counts one visit that holds both items.
    /// - Complexity: that of ``PartnerList/add(_:_:)``.
    mutating func add(_ left: UInt32, _ right: UInt32, weight: Double) {
        while lists.count <= Int(max(left, right)) { lists.append(PartnerList()) }
        lists.update(at: Int(left)) { $0.add(right, weight) }
        lists.update(at: Int(right)) { $0.add(left, weight) }
    }
}
