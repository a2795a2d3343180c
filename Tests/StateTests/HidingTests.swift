import Domain
import State
import Testing

@Suite struct HidingTests {
    private func wish(_ kind: EventKind, _ trait: HiddenTrait, session: String? = nil) -> LogEntry {
        let user: UserID? = session == nil ? Logs.id("u") : nil
        return .event(
            Event(
                user: user, session: session.map { Logs.id($0) }, item: nil, kind: kind, time: Logs.start,
                context: trait.context))
    }

    private func traits(_ state: LiveState, _ user: String = "u") -> HiddenTraits {
        state.hiddenTraits(of: [.user(Logs.id(user))])
    }

    @Test func `a brand and a category are hidden once, whatever their case, and come back`() {
        let entries = [
            wish(.hide, .brand("Acme")), wish(.hide, .brand("ACME")), wish(.hide, .category("Shoes")),
            wish(.hide, .category("Hats")),
        ]
        let hidden = traits(Logs.state(entries))
        #expect(hidden.brands == ["ACME"] && hidden.categories == ["Shoes", "Hats"])
        let back = entries + [wish(.unhide, .brand("acme")), wish(.unhide, .category("HATS"))]
        #expect(traits(Logs.state(back)).brands == [] && traits(Logs.state(back)).categories == ["Shoes"])
        #expect(traits(Logs.state(back), "other").isEmpty)
    }

    @Test func `the latest names are kept, so that nobody's list grows without end`() {
        let entries = (0..<(HiddenTraits.maximumNames + 5)).map { wish(.hide, .brand("brand \($0)")) }
        let brands = traits(Logs.state(entries)).brands
        #expect(brands.count == HiddenTraits.maximumNames)
        #expect(brands.first == "brand 5")
    }

    @Test func `a login brings along what the session hid`() {
        let session = wish(.hide, .brand("Acme"), session: "s")
        let merged = LogEntry.merged(session: Logs.id("s"), into: Logs.id("u"), time: Logs.start)
        #expect(traits(Logs.state([session])).isEmpty)
        let state = Logs.state([session, wish(.hide, .brand("Other")), merged])
        #expect(traits(state).brands == ["Other", "Acme"])
        #expect(state.hiddenTraits(of: [.session(Logs.id("s"))]).brands == ["Other", "Acme"])
        let late = Logs.state([session, merged, wish(.unhide, .brand("acme"), session: "s")])
        #expect(traits(late).isEmpty)
    }

    @Test func `an item that is taken back counts as touched only if something else was done with it`() {
        func seen(_ entries: [LogEntry], kinds: [EventKind]? = nil) -> Bool {
            let state = Logs.state(entries)
            guard let number = state.itemNumber(of: Logs.id("i")) else { return false }
            return state.seenItems(of: [.user(Logs.id("u"))], kinds: kinds).contains(number)
        }
        let hide = [Logs.event("u", "i", .hide)]
        let back = hide + [Logs.event("u", "i", .unhide, days: 1)]
        let viewed = [Logs.event("u", "i", .view)]
        #expect(seen(hide) && seen(hide, kinds: []))
        #expect(!seen(back))
        #expect(seen(viewed + back) && !seen(viewed + back, kinds: []))
        let weights = Logs.state(viewed + back).history(of: .user(Logs.id("u")), at: Logs.at(days: 1)).map(\.sum)
        #expect(weights == [0])
    }

    @Test func `an unhide of what was never met, or of nothing, changes nothing`() {
        let state = Logs.state([Logs.event("u", "i", .unhide), wish(.unhide, .brand("Acme"))])
        #expect(state.knownItemCount == 0 && state.visitorCount == 0 && traits(state).isEmpty)
    }
}
