extension JSONObject {
    /// What to say after "is missing" where a member of this object was probably meant as the field `name`:
    /// `; did you mean "item_id" by "itemId"?`, and nothing where none was.
    ///
    /// That is one of `others`, or else the member of nearly the same name, or else one without the `_id` of `name`: `item`.
    /// - Parameter others: By which names the field goes elsewhere.
    /// - Complexity: O(members).
    package func question(meaning name: String, or others: [String] = []) -> String {
        let names = members.map(\.name)
        let short = name.hasSuffix("_id") ? String(name.dropLast(3)) : nil
        guard
            let sent = names.first(where: others.contains) ?? NearestName.of(name, among: names)
                ?? names.first(where: { $0 == short })
        else { return "" }
        return "; did you mean \"\(name)\" by \"\(sent)\"?"
    }
}
