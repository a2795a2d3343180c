/// One thing a visitor did with an item, as it was received. Others say feedback, rating, click.
public struct Event: Hashable, Sendable {
    /// The sender's id, when it gave one; otherwise the event is known by ``identity``.
    public var id: EventID?
    /// Who did it, when known.
    public var user: UserID?
    /// The visit it happened in, when known. At least one of `user` and `session` is there.
    public var session: SessionID?
    /// The item it was done with; nil only of a kind that touches none, such as `search`.
    public var item: ItemID?
    /// What was done.
    public var kind: EventKind
    /// The rating, the seconds watched, the play count: whatever number the kind carries.
    public var value: Double?
    /// How many pieces, in an event about goods.
    public var quantity: Double?
    /// The price of one piece, in the event's or the item's currency.
    public var price: Double?
    /// When it happened; ``Timestamp/unknown`` when the source has no time.
    public var time: Timestamp
    /// The decision whose list led to it.
    public var decision: DecisionID?
    /// The 1-based place in that list.
    public var position: Int?
    /// Device, country, weather, and every field the sender added; kept, not interpreted.
    public var context: JSONObject

    /// An event with the fields that most have; set the others afterwards.
    public init(
        id: EventID? = nil, user: UserID? = nil, session: SessionID? = nil, item: ItemID?, kind: EventKind,
        value: Double? = nil, time: Timestamp, context: JSONObject = [:]
    ) {
        precondition(user != nil || session != nil, "An event needs a user or a session.")
        (self.id, self.user, self.session, self.item, self.kind) = (id, user, session, item, kind)
        (self.value, self.time, self.context) = (value, time, context)
    }

    /// Whose history the event belongs to: the user where there is one, else the session.
    public var visitor: Visitor {
        if let user { return .user(user) }
        guard let session else { preconditionFailure("An event needs a user or a session.") }
        return .session(session)
    }

    /// The id under which the event is counted once: the sender's, or one derived from the content.
    public var identity: EventID { id ?? .derived(EventFingerprint.of(self)) }
}

/// The id of an event: the sender's own, or 128 bits derived from its content.
public enum EventID: Hashable, Sendable {
    /// What the sender calls it: 1 to 256 bytes without control characters.
    case given(String)
    /// ``EventFingerprint`` of the content.
    case derived(UInt128)

    /// Reads an id as it was printed: `content-` and 32 hexadecimal digits is a derived id, anything else a given one.
    ///
    /// - Throws: ``InvalidIdentifier`` under the same terms as ``Identifier``.
    public init(_ text: String) throws(InvalidIdentifier) {
        let digits = text.utf8.dropFirst(Self.prefix.utf8.count)
        if text.utf8.count == 40, text.hasPrefix(Self.prefix), digits.allSatisfy(Self.isLowerHexadecimal),
            let bits = UInt128(text.dropFirst(Self.prefix.count), radix: 16)
        {
            self = .derived(bits)
        } else {
            self = .given(try Identifier<EventID>(text).value)
        }
    }

    private static let prefix = "content-"

    private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}

extension EventID: CustomStringConvertible {
    /// The sender's id, or `content-` and 32 hexadecimal digits.
    public var description: String {
        switch self {
        case .given(let text): return text
        case .derived(let bits):
            let digits = String(bits, radix: 16)
            return Self.prefix + String(repeating: "0", count: 32 - digits.count) + digits
        }
    }
}
