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

    /// Counts one visit that holds `item` and each other item of `meeting` with which `deed` was done.
    /// - Complexity: that of ``PartnerList/add(_:_:)``, twice an item of `meeting`.
    mutating func add(_ item: UInt32, _ meeting: Meeting, _ deed: History.Deeds, weight: Double) {
        var (last, partners) = (item, 0)
        for place in 0..<meeting.count where meeting[place].deeds.contains(deed) {
            last = max(last, meeting[place].item)
            partners += 1
        }
        guard partners > 0 else { return }
        while lists.count <= Int(last) { lists.append(PartnerList()) }
        lists.update(at: Int(item)) { list in
            for place in 0..<meeting.count where meeting[place].deeds.contains(deed) {
                list.add(meeting[place].item, weight)
            }
        }
        for place in 0..<meeting.count where meeting[place].deeds.contains(deed) {
            lists.update(at: Int(meeting[place].item)) { $0.add(item, weight) }
        }
    }
}
