import Domain

/// Tells robots from people by how they go through the pages; a robot stays one for as long as it is remembered.
///
/// Only what a person does page by page is counted: views, clicks, searches, plays. Ratings come in bursts from people
/// (a page of films rated at once), and so do purchases (an invoice of 500 lines) and impressions (a list of 60 items).
struct Visitors {
    /// 65,536 visitors are remembered, those who came last.
    private static let maximumSetBits = 13
    private static let pages = Set(["view", "click", "play", "search"].compactMap { EventKind($0) })

    private let settings: CheckSettings
    private let enabled: CheckMarks
    private let breadthLimit: UInt16
    private var traces = RecentTable<VisitorTrace>(maximumSetBits: Self.maximumSetBits)
    private var agents = BotAgents()
    /// The trace of the visitor who was marked last.
    private(set) var lastMarked = VisitorTrace()

    /// Nobody seen yet.
    init(_ settings: CheckSettings) {
        self.settings = settings
        enabled = CheckMarks(of: settings, .mark, .leaveOut).intersection(.aboutVisitor)
        breadthLimit = BotBreadth.bits(of: settings.botBreadth.itemsPerDay)
    }

    /// What there is against the visitor of `event`, whose key is `visitor`; `isRepeat` is true of a
    /// near-duplicate, which tells nothing about intervals, `isMadeUp` where times are, which tell nothing of days either.
    mutating func marks(
        _ event: Event, visitor: StableKey, item: StableKey, isRepeat: Bool, isMadeUp: Bool
    ) -> CheckMarks {
        guard !enabled.isEmpty else { return [] }
        let isAgent = enabled.contains(CheckMarks(.botAgent)) && agents.marks(event)
        let isPage = Self.isPage(event)
        guard isPage || isAgent else {
            guard let place = traces.place(of: visitor), !traces[place].marks.isEmpty else { return [] }
            lastMarked = traces[place]
            return traces[place].marks
        }
        let place = traces.place(for: visitor)
        if isAgent { traces[place].marks.formUnion(CheckMarks(.botAgent)) }
        // Static, and with what it needs: a method of `self` would keep a copy of the table, and each change copy it.
        if isPage {
            let page = Page(
                time: event.time.milliseconds, item: item.bits, isRepeat: isRepeat, isMadeUp: isMadeUp)
            Self.count(page, settings, breadthLimit, in: &traces[place])
            traces[place].marks.formIntersection(enabled)
        }
        let marks = traces[place].marks
        if !marks.isEmpty { lastMarked = traces[place] }
        return marks
    }

    /// A page that was opened, and what can be told from it.
    private struct Page {
        let time: Int64
        let item: UInt64
        let isRepeat: Bool
        let isMadeUp: Bool
    }

    private static func count(
        _ page: Page, _ settings: CheckSettings, _ breadthLimit: UInt16, in trace: inout VisitorTrace
    ) {
        if trace.rate.counts(pageAt: page.time, limit: settings.botRate.perMinute) {
            trace.marks.formUnion(CheckMarks(.botRate))
        }
        guard !page.isMadeUp else { return }
        if !page.isRepeat, trace.regularity.counts(pageAt: page.time, settings.botRegularity) {
            trace.marks.formUnion(CheckMarks(.botRegularity))
        }
        if trace.breadth.counts(item: page.item, at: page.time, limit: breadthLimit) {
            trace.marks.formUnion(CheckMarks(.botBreadth))
        }
    }

    private static func isPage(_ event: Event) -> Bool {
        guard event.time != .unknown else { return false }
        return event.kind == .view || event.kind == .click || pages.contains(event.kind)
    }
}

extension Visitors {
    /// Writes what it remembers.
    func write(to writer: inout MemoryWriter) { traces.write(to: &writer) }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    mutating func read(from reader: inout MemoryReader) throws(CheckMemoryError) {
        traces = try RecentTable(from: &reader, maximumSetBits: Self.maximumSetBits)
    }
}
