import Domain
import Testing

@testable import State

@Suite struct VisitVersionTests {
    private let time = Timestamp(seconds: 1_790_000_000)

    private func view(_ visitor: Visitor, _ item: ItemID) -> LogEntry {
        switch visitor {
        case .user(let id): .event(Event(user: id, item: item, kind: .view, time: time))
        case .session(let id): .event(Event(user: nil, session: id, item: item, kind: .view, time: time))
        }
    }

    @Test func `everything that changes what is known of a visitor changes their version, and nothing else does`() {
        var state = LiveState(weights: EventWeights())
        var sequence: Int64 = 0
        func version(_ user: UserID?, _ session: SessionID? = nil) -> VisitVersion {
            state.visitVersion(user: user, session: session)
        }
        func changes(_ entry: LogEntry, _ user: UserID?, _ session: SessionID? = nil) -> Bool {
            let before = version(user, session)
            sequence += 1
            state.apply(LogRecord(sequence: sequence, entry: entry))
            return version(user, session) != before
        }
        #expect(changes(view(.user("ann"), "boot"), "ann"))
        #expect(!changes(view(.user("bob"), "boot"), "ann"))
        #expect(!changes(.item(Item(id: "boot")), "ann"))
        #expect(changes(.user(User(id: "ann")), "ann"))
        #expect(changes(.userDeleted("ann"), "ann"))
        #expect(changes(view(.session("s"), "boot"), "ann", "s"))
        #expect(!changes(view(.session("s"), "sock"), "ann"))
        #expect(changes(.merged(session: "s", into: "ann", time: time), nil, "s"))
        #expect(changes(view(.user("ann"), "hat"), nil, "s"), "the session is ann's now")
        #expect(changes(view(.session("s"), "tent"), "ann"), "and so is what it does")
        var wish = Event(user: "ann", item: nil, kind: .hide, time: time)
        wish.context = HiddenTrait.brand("Oak").context
        #expect(changes(.event(wish), "ann"))
        #expect(changes(.event(Event(user: "ann", item: "boot", kind: .unhide, time: time)), "ann"))
    }

    @Test func `a removal is told of the visitor, of their sessions, and of no other`() {
        var state = LiveState(weights: EventWeights())
        state.apply(LogRecord(sequence: 1, entry: .merged(session: "s", into: "ann", time: time)))
        let version = state.visitVersion(user: "ann", session: nil)
        func isGone(_ user: UserID?, _ session: SessionID? = nil, since position: Int64) -> Bool {
            state.removedAnything(since: position, version, user: user, session: session)
        }
        state.apply(LogRecord(sequence: 2, entry: .user(User(id: "ann"))))
        #expect(!isGone("ann", since: 1))
        state.apply(LogRecord(sequence: 3, entry: .userDeleted("ann")))
        #expect(isGone("ann", since: 2) && isGone(nil, "s", since: 2))
        #expect(!isGone("ann", since: 3) && !isGone("bob", "t", since: 1) && !isGone(nil, since: 1))
        var fresh = LiveState(weights: EventWeights())
        #expect(fresh.removedAnything(since: 9, version, user: nil, session: nil), "another fold")
        fresh.resumeVersions(of: state)
        #expect(fresh.removedAnything(since: 2, version, user: "ann", session: nil))
        #expect(!fresh.removedAnything(since: 3, version, user: "ann", session: nil))
    }

    @Test func `another fold has other versions, and one that resumes the first has its`() {
        var (one, other) = (LiveState(weights: EventWeights()), LiveState(weights: EventWeights()))
        one.apply(LogRecord(sequence: 1, entry: view(.user("ann"), "boot")))
        other.apply(LogRecord(sequence: 1, entry: view(.user("ann"), "boot")))
        #expect(one.visitVersion(user: "ann", session: nil) != other.visitVersion(user: "ann", session: nil))
        var fresh = LiveState(weights: EventWeights())
        fresh.resumeVersions(of: one)
        #expect(one.visitVersion(user: "ann", session: nil) == fresh.visitVersion(user: "ann", session: nil))
        fresh.apply(LogRecord(sequence: 2, entry: view(.user("ann"), "sock")))
        #expect(one.visitVersion(user: "ann", session: nil) != fresh.visitVersion(user: "ann", session: nil))
    }
}
