/// A public identity as the catalogue's owner writes it: 1 to 256 bytes of UTF-8 without control characters.
///
/// `Tag` keeps a user's id from being passed where an item's is meant; it costs nothing at run time.
public struct Identifier<Tag>: Hashable, Sendable {
    /// The largest number of UTF-8 bytes an id may have.
    public static var maximumBytes: Int { 256 }

    /// The id as it was given.
    public let value: String

    /// Takes `value` as an id.
    ///
    /// - Throws: ``InvalidIdentifier`` when it is empty, over 256 bytes, or holds a control character.
    public init(_ value: String) throws(InvalidIdentifier) {
        let bytes = value.utf8.count
        guard bytes > 0 else { throw .empty }
        guard bytes <= 256 else { throw .tooLong(bytes: bytes) }
        var offset = 0
        for byte in value.utf8 {
            guard byte >= 0x20, byte != 0x7F else { throw .controlCharacter(code: byte, offset: offset) }
            offset += 1
        }
        self.value = value
    }

    /// Takes what is known to be an id.
    init(known value: String) { self.value = value }
}

extension Identifier: ExpressibleByStringLiteral {
    /// Takes a literal in the source as an id; a literal that is no id is a mistake in the program and traps.
    public init(stringLiteral value: String) {
        do { try self.init(value) } catch { preconditionFailure("\"\(value)\" is not an id: \(error)") }
    }
}

extension Identifier: Comparable, CustomStringConvertible {
    /// Orders ids by their Unicode scalars, so that listings are the same everywhere.
    public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

    /// The id as it was given.
    public var description: String { value }
}

/// Why a string cannot be an id. The offending string itself is left out: it may be personal data.
public enum InvalidIdentifier: Error, Hashable, Sendable, CustomStringConvertible {
    /// The string has no bytes.
    case empty
    /// The string has `bytes` bytes, more than 256.
    case tooLong(bytes: Int)
    /// The byte at `offset` is the control character `code`.
    case controlCharacter(code: UInt8, offset: Int)

    /// What is wrong and what to do, as the end of a sentence that names the field.
    public var description: String {
        switch self {
        case .empty: "is empty; an id has 1 to 256 bytes"
        case .tooLong(let bytes): "has \(bytes) bytes; an id has at most 256, so shorten or hash it"
        case .controlCharacter(let code, let offset):
            "holds the control character \(code) at byte \(offset); remove it"
        }
    }
}

/// Marks the ids of users.
public enum UserTag {}
/// Marks the ids of items.
public enum ItemTag {}
/// Marks the ids of sessions.
public enum SessionTag {}
/// Marks the ids of decisions.
public enum DecisionTag {}
/// Marks the names of placements.
public enum PlacementTag {}

/// Who is known by name. Others say uid.
public typealias UserID = Identifier<UserTag>
/// What can be recommended. Others say iid, product id, track id.
public typealias ItemID = Identifier<ItemTag>
/// One visit, known or anonymous.
public typealias SessionID = Identifier<SessionTag>
/// The answer to one request.
public typealias DecisionID = Identifier<DecisionTag>
/// The spot a list is for. Others say scenario, touchpoint or slot.
public typealias Placement = Identifier<PlacementTag>

extension Placement {
    /// The personal list: what to show this visitor now.
    public static var home: Placement { "home" }
    /// The list on an item's page: what is like it.
    public static var similar: Placement { "similar" }
    /// The same list for everybody: what most people choose.
    public static var popular: Placement { "popular" }
    /// What more and more people choose.
    public static var trending: Placement { "trending" }

    /// What goes with a basket.
    public static var cart: Placement { "cart" }
    /// What a search engine found, put in order for this visitor.
    public static var search: Placement { "search" }
    /// What to show next in the visit that runs, also of nobody known.
    public static var next: Placement { "next" }
    /// What to write to a user about, once a day at most.
    public static var email: Placement { "email" }
    /// What is worth disturbing a user for.
    public static var push: Placement { "push" }
    /// What came into the catalogue last.
    public static var new: Placement { "new" }

    /// Every placement that is there without configuration, in the order the documentation lists them.
    public static var known: [Placement] {
        [.home, .similar, .cart, .search, .next, .email, .push, .popular, .trending, .new]
    }
}
