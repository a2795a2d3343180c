import Domain
import HashTreeCollections

/// What a visitor asked not to see again, apart from single items.
package struct HiddenTraits: Hashable, Sendable {
    /// How many brands, and how many categories, are kept; the one that was hidden longest ago goes first.
    package static let maximumNames = 200

    /// The brands as they were written, the latest last.
    package internal(set) var brands: [String] = []
    /// The categories as they were written, the latest last.
    package internal(set) var categories: [String] = []

    /// Whether nothing is hidden.
    package var isEmpty: Bool { brands.isEmpty && categories.isEmpty }

    /// Adds `trait` or takes it out; letters compare without case.
    mutating func set(_ trait: HiddenTrait, isHidden: Bool) {
        switch trait {
        case .brand(let name): Self.set(name, isHidden, in: &brands)
        case .category(let name): Self.set(name, isHidden, in: &categories)
        }
    }

    /// Takes in what somebody else hid who turned out to be the same.
    mutating func merge(_ other: HiddenTraits) {
        for name in other.brands { Self.set(name, true, in: &brands) }
        for name in other.categories { Self.set(name, true, in: &categories) }
    }

    private static func set(_ name: String, _ isHidden: Bool, in names: inout [String]) {
        let folded = name.lowercased()
        names.removeAll { $0.lowercased() == folded }
        if isHidden { names.append(name) }
        if names.count > maximumNames { names.removeFirst() }
    }
}

/// Who hid what: few visitors ever do, so all of it is in memory.
struct HiddenTable: Sendable {
    private var traits: TreeDictionary<Visitor, HiddenTraits> = [:]

    /// A table with nothing hidden.
    init() {}

    /// Whether nobody hid anything.
    var isEmpty: Bool { traits.isEmpty }

    /// What `visitor` hid.
    /// - Complexity: O(1).
    subscript(visitor: Visitor) -> HiddenTraits {
        get { traits[visitor] ?? HiddenTraits() }
        set { traits[visitor] = newValue.isEmpty ? nil : newValue }
    }

    /// Gives what `session` hid to `user`.
    mutating func merge(_ session: SessionID, into user: UserID) {
        let moved = self[.session(session)]
        guard !moved.isEmpty else { return }
        self[.session(session)] = HiddenTraits()
        self[.user(user)].merge(moved)
    }

    /// The table of a snapshot.
    /// - Throws: ``SnapshotError/damaged(problem:)``.
    init(_ file: SnapshotFile) throws(SnapshotError) {
        let documents = try file.list("hidden")
        for place in 0..<documents.count {
            guard let object = (try? JSONParser.parse(Array(documents.text(at: place).utf8)))?.object,
                let name = object["id"]?.string, let isUser = object["user"]?.bool
            else { throw .damaged(problem: "what visitor \(place) hid cannot be read") }
            var hidden = HiddenTraits()
            hidden.brands = object["brands"]?.array?.compactMap(\.string) ?? []
            hidden.categories = object["categories"]?.array?.compactMap(\.string) ?? []
            self[isUser ? .user(UserID(stringLiteral: name)) : .session(SessionID(stringLiteral: name))] = hidden
        }
    }

    /// Writes who hid what: users before sessions, each by id.
    func write(to writer: inout SnapshotWriter) throws {
        let all = traits.map { visitor, hidden in
            let (isUser, name) =
                switch visitor {
                case .user(let id): (true, id.value)
                case .session(let id): (false, id.value)
                }
            return (isUser: isUser, name: name, hidden: hidden)
        }.sorted { $0.isUser != $1.isUser ? $0.isUser : $0.name < $1.name }
        try writer.texts(
            "hidden",
            all.map { entry in
                JSONValue.object([
                    "id": .string(entry.name), "user": .bool(entry.isUser),
                    "brands": .array(entry.hidden.brands.map { .string($0) }),
                    "categories": .array(entry.hidden.categories.map { .string($0) }),
                ])
                .description
            })
    }
}
