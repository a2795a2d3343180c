import Domain
import State

/// The fields of a catalogue's items, for those who ask for one that is not there.
struct CatalogueFields {
    /// How many names are told at most.
    private static let maximumNames = 40

    /// The names of the fields that every item may have, and of the attributes that items have.
    let names: Set<String>

    /// The fields of the first `limit` items.
    /// - Complexity: O(items looked at · attributes).
    init(_ state: LiveState, limit: Int = .max) {
        let items = state.itemCount > 0 ? state.items(from: 0, limit: limit).items : []
        names = items.reduce(into: Set(ItemFields.names)) { names, item in
            for member in item.attributes.members { names.insert(member.name) }
        }
    }

    /// These names.
    init(names: Set<String>) { self.names = names }

    /// What who asked for `path` may have meant, as a part of a sentence without its full stop: a field that is written
    /// nearly so, else those there are.
    func advice(on path: FieldPath) -> String {
        let sorted = names.filter { $0 != path.names.first }.sorted()
        if let near = path.names.first.flatMap({ NearestName.of($0, among: sorted) }) {
            return "did you mean \(path.root.rawValue).\(near)?"
        }
        let told = sorted.prefix(Self.maximumNames).joined(separator: ", ")
        return "there are \(told)" + (sorted.count > Self.maximumNames ? " and others" : "")
    }
}
