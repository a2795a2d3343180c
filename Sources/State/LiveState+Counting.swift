import Domain

extension LiveState {
    /// Adds one event, as a `demand` of so much, to the counters of its item, and its item to the pairs of its visit.
    /// - Complexity: O(1), and that of ``Meeting/maximumOthers`` pairs for an item that is new in its visit.
    mutating func count(_ step: History.Step, _ meeting: Meeting, _ demand: Double) {
        let isChosen = meeting.news.contains(.chosen)
        let (day, weights) = (DailyCounts.day(of: step.time), weights)
        standings.update(at: Int(step.item)) { standing in
            standing.fold(weight: demand, time: step.time, weights)
            if isChosen { standing.daily.add(day) }
        }
        guard meeting.count > 0 else { return }
        let factor = FadingWeight.of(step.time)
        if meeting.news.contains(.chosen) { chosenTogether.add(step.item, meeting, .chosen, weight: factor) }
        if meeting.news.contains(.inBasket) { inOneBasket.add(step.item, meeting, .inBasket, weight: factor) }
    }

    /// Adds an event with `item`, as a `demand` of so much, to the counters of the groups that its context, or else its user's
    /// attributes name.
    mutating func countSegments(_ event: Event, _ owner: Visitor, _ item: ItemNumber, _ demand: Double) {
        var attributes: JSONObject = [:]
        if users.count > 0, case .user(let id) = owner, segmentKeys.contains(where: { event.context[$0] == nil }) {
            attributes = users[id]?.attributes ?? [:]
        }
        guard !event.context.isEmpty || !attributes.isEmpty else { return }
        for name in SegmentNames.names(segmentKeys, context: event.context, attributes: attributes) {
            segments.add(name, item.value, weight: demand, time: event.time.milliseconds, weights)
        }
    }
}
