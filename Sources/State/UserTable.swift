import Domain
import HashTreeCollections

/// The users that were described: those of a snapshot, read from the file where they are asked for, under those that
/// changed since.
struct UserTable: Sendable {
    private var stored: KeyIndex?
    private var documents: StoredList?
    /// Nil marks one that was deleted.
    private var changed: TreeDictionary<UserID, User?> = [:]
    /// How many there are.
    private(set) var count = 0

    /// A table with nobody in it.
    init() {}

    /// The table of a snapshot.
    /// - Throws: ``SnapshotError/damaged(problem:)``.
    init(_ file: SnapshotFile) throws(SnapshotError) {
        let (stored, documents) = (try KeyIndex("users", in: file), try file.list("users.documents"))
        guard stored.keys.count == documents.count else {
            throw .damaged(problem: "there are \(documents.count) documents of \(stored.keys.count) users")
        }
        (self.stored, self.documents, count) = (stored, documents, documents.count)
    }

    /// The user as described; nil where nobody did.
    /// - Complexity: O(1), and O(document) for one that is read from the file.
    subscript(id: UserID) -> User? {
        if let known = changed[id] { return known }
        return storedDocument(of: id).flatMap(Self.user)
    }

    /// Takes in a user, or what they have become.
    mutating func put(_ user: User) {
        if !contains(user.id) { count += 1 }
        changed.updateValue(user, forKey: user.id)
    }

    /// Forgets a user.
    mutating func delete(_ id: UserID) {
        if contains(id) { count -= 1 }
        changed.updateValue(nil, forKey: id)
    }

    private func contains(_ id: UserID) -> Bool {
        if let known = changed[id] { return known != nil }
        return storedDocument(of: id) != nil
    }

    private func storedDocument(of id: UserID) -> UnsafeRawBufferPointer? {
        var key = id.value
        guard let stored, let documents, let place = key.withUTF8({ stored.place(of: UnsafeRawBufferPointer($0)) })
        else { return nil }
        return documents[place]
    }

    private static func user(_ document: UnsafeRawBufferPointer) -> User? {
        (try? JSONParser.parse(Array(document)))?.object.flatMap { try? User(json: $0) }
    }

    /// Writes the users in the order of their ids.
    func write(to writer: inout SnapshotWriter) throws {
        let kept =
            (stored.map { stored in (0..<stored.keys.count).map { UserID(stringLiteral: stored.keys.text(at: $0)) } }
            ?? []).filter { changed[$0] == nil }
        let ids = (kept + changed.compactMap { $0.value?.id }).sorted()
        try KeyIndex.write("users", count: ids.count, key: { ids[$0].value }, to: &writer)
        try writer.documents("users.documents", count: ids.count) { self[ids[$0]]?.json }
    }
}
