package import Domain

extension LiveState {
    /// The fewest events a group must have for its own counters to be asked.
    package static var minimumSegmentEvents: Int { 200 }

    /// What the groups in `context`, or else those that the user's attributes name, choose at `time`: up to `limit` items,
    /// the best first.
    ///
    ///     score(i) = Σ over the groups of popularity_g(i) / Σ_i popularity_g(i)
    ///
    /// with the popularity of ``popularItems(limit:at:where:)`` over the events of group g alone. Groups of fewer than 200
    /// events have no say; none where no group has. Of equals the one the log met first. Per group the 512 items that
    /// it asks for most are known; see ``SegmentCounters`` for the error.
    /// - Parameter isAllowed: Asked only about items that would make the list.
    /// - Complexity: O(n log n) for n = 1,024 items a group at most.
    package func popularItems(
        limit: Int, at time: Timestamp, context: JSONObject, user: UserID?, where isAllowed: (ItemNumber) -> Bool
    ) -> [NumberedItem] {
        let groups = groups(of: context, user).compactMap { segments[$0] }
        var sums: [UInt32: Double] = [:]
        for group in groups {
            for (item, share) in group.shares(at: time.milliseconds, weights) { sums[item, default: 0] += share }
        }
        var best = BestItems(limit: limit)
        for (item, sum) in sums {
            guard standings[Int(item)].isAvailable, best.admits(Float(sum), item), isAllowed(ItemNumber(value: item))
            else { continue }
            best.insert(Float(sum), item)
        }
        return best.sorted().map { numbered($0.item, score: $0.score) }
    }

    /// How much each category of the catalogue is asked for at `time`: the sum of its items' popularity, by the lower-case
    /// name, those above 0.
    /// - Complexity: O(items of the catalogue).
    package func categoryPopularity(at time: Timestamp) -> [String: Double] {
        var sums: [String: Double] = [:]
        for item in items(from: 0, limit: .max).items where !item.categories.isEmpty {
            guard let number = numbers[item.id] else { continue }
            let popularity = standings[Int(number.value)].popularity(at: time, weights)
            guard popularity > 0 else { continue }
            for category in Set(item.categories.map { $0.lowercased() }) { sums[category, default: 0] += popularity }
        }
        return sums
    }

    /// The names of the groups that have a say about what is popular with whom `context` and `user` name: `country=CH`.
    package func groups(of context: JSONObject, _ user: UserID?) -> [String] {
        segmentNames(context, user).filter { (segments[$0]?.eventCount ?? 0) >= Self.minimumSegmentEvents }
    }

    private func segmentNames(_ context: JSONObject, _ user: UserID?) -> [String] {
        guard !segmentKeys.isEmpty, segments.count > 0 else { return [] }
        let attributes = user.flatMap { users[$0] }?.attributes ?? [:]
        return SegmentNames.names(segmentKeys, context: context, attributes: attributes)
    }
}
