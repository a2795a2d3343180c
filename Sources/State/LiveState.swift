package import Domain
import HashTreeCollections

/// What the log implies right now: histories, catalogue, users, popularity, and an index of what items are.
///
/// A fold of the log by sequence number: records at or below ``position`` change nothing, so a restart neither skips
/// nor repeats. A value: a copy costs O(1), shares its memory with the original, and never feels what happens to it.
/// No answer depends on the order of a hash table.
package struct LiveState: Sendable {
    /// How much each kind of event counts.
    package let weights: EventWeights
    /// When a visit ends, and which groups have counters.
    package let settings: StateSettings
    /// The last sequence number that was folded in; 0 before the first.
    package internal(set) var position: Int64 = 0
    /// How many events were folded in.
    package internal(set) var eventCount = 0

    var kinds: KindTable
    var numbers = ItemNumbers()
    var standings = ChunkedArray<Standing>()
    var histories = HistoryTable()
    var catalogue: TreeDictionary<ItemID, Item> = [:]
    /// The titles of ``catalogue`` by number: lists name many items, and a look-up by id reads far more.
    var titles = ChunkedArray<String?>()
    var users = UserTable()
    var content = ContentIndex()
    /// Items that were chosen in one visit.
    var chosenTogether = PairTable()
    /// Items that were in the cart, or bought, in one visit.
    var inOneBasket = PairTable()
    var segments = SegmentTable()
    /// In which contexts items were chosen.
    var contexts: ContextTable
    /// Whose items were in the lists.
    var exposures: ExposureTable
    /// The brands and categories that visitors asked not to see again.
    var hidden = HiddenTable()
    /// Which items the catalogue described differently lately.
    var changes = CatalogueChanges()
    /// When what is known of a visitor changed last.
    var versions = VisitorVersions()

    /// The keys of ``StateSettings/segments``.
    let segmentKeys: Set<String>
    private static let basketKinds: Set<EventKind> = [.addToCart, .purchase]

    /// The state of an empty log.
    package init(weights: EventWeights, settings: StateSettings = StateSettings()) {
        (self.weights, self.settings, kinds) = (weights, settings, KindTable(weights))
        segmentKeys = Set(settings.segments)
        (contexts, exposures) = (ContextTable(settings), ExposureTable(settings))
    }

    /// Folds one record in; one at or below ``position`` changes nothing.
    /// - Complexity: O(1), and O(features) for an item.
    package mutating func apply(_ record: LogRecord) {
        switch record.entry {
        case .event(let event): apply(event, at: record.sequence)
        case .item(let item): advance(to: record.sequence) { $0.put(item) }
        case .itemDeleted(let id): advance(to: record.sequence) { $0.delete(id) }
        case .user(let user):
            advance(to: record.sequence) {
                $0.users.put(user)
                $0.versions.note(.user(user.id), at: record.sequence)
            }
        case .userDeleted(let id):
            advance(to: record.sequence) {
                $0.users.delete(id)
                $0.versions.noteRemoval(.user(id), at: record.sequence)
            }
        case .decision(let decision, _): advance(to: record.sequence) { $0.countExposure(decision) }
        case .merged(let session, let user, _):
            advance(to: record.sequence) {
                if !$0.hidden.isEmpty, $0.histories.owner(of: .session(session)) == .session(session) {
                    $0.hidden.merge(session, into: user)
                }
                $0.histories.merge(session, into: user, $0.weights, pause: $0.settings.pause)
                $0.versions.note(.user(user), at: record.sequence)
            }
        }
    }

    /// Whether the visitor touches the item by an event of `kind`: what ``weights`` say.
    /// - Complexity: O(1).
    package func touches(_ kind: EventKind) -> Bool { kinds.entry(of: kind).rule.touches }

    /// Folds in an event that stands at `sequence`, as ``apply(_:)`` does a record.
    package mutating func apply(_ event: Event, at sequence: Int64) { advance(to: sequence) { $0.fold(event) } }

    /// Folds an event in, wherever it stands in the log.
    mutating func fold(_ event: Event) {
        eventCount += 1
        guard let item = event.item, event.kind != .unhide else { return foldWish(event) }
        let (kind, rule) = kinds.entry(of: event.kind)
        guard rule.touches else { return }
        let number = self.number(of: item)
        let weight = rule.weight(ofValue: event.value)
        let owner = histories.owner(of: event.visitor)
        versions.note(owner, at: position)
        let isBasket = weight > 0 && Self.basketKinds.contains(event.kind)
        let step = History.Step(
            item: number.value, kind: kind ?? kinds.insert(event.kind), weight: weight, time: event.time.milliseconds,
            deeds: isBasket ? [.chosen, .inBasket] : weight > 0 ? .chosen : [])
        let meeting = histories.apply(step, of: owner, weights, pause: settings.pause)
        // A wish is about its visitor alone: it says nothing about how much others ask for the item.
        let demand = event.kind == .hide ? 0 : weight
        count(step, meeting, demand)
        if meeting.news.contains(.chosen) { contexts.add(number.value, at: event.time, event.context) }
        if demand != 0, !segmentKeys.isEmpty { countSegments(event, owner, number, demand) }
    }

    private mutating func advance(to sequence: Int64, _ change: (inout Self) -> Void) {
        guard sequence > position else { return }
        position = sequence
        change(&self)
    }

    /// The number of `item`, a new one with a fresh standing where it has none.
    mutating func number(of item: ItemID) -> ItemNumber {
        let number = numbers.insert(item)
        if standings.count < numbers.count {
            standings.append(Standing())
            titles.append(nil)
        }
        return number
    }
}
