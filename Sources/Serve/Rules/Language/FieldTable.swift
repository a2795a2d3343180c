/// The fields that conditions ask for, each once.
struct FieldTable: Sendable {
    /// A field, and how its texts are taken.
    struct Entry: Hashable, Sendable {
        let path: FieldPath
        let reading: TextReading
    }

    /// The fields of the item.
    private(set) var item: [Entry] = []
    /// All other fields.
    private(set) var request: [Entry] = []
    private var places: [Entry: Int] = [:]

    /// The place of a field of the item.
    mutating func place(ofItem path: FieldPath, _ reading: TextReading) -> Int {
        place(Entry(path: path, reading: reading), in: \.item)
    }

    /// The place of any other field.
    mutating func place(ofRequest path: FieldPath, _ reading: TextReading) -> Int {
        place(Entry(path: path, reading: reading), in: \.request)
    }

    private mutating func place(_ entry: Entry, in list: WritableKeyPath<FieldTable, [Entry]>) -> Int {
        if let known = places[entry] { return known }
        places[entry] = self[keyPath: list].count
        self[keyPath: list].append(entry)
        return self[keyPath: list].count - 1
    }
}
