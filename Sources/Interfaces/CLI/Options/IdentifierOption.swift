import Domain

/// Ids given as options.
enum IdentifierOption {
    /// `text` as the id that the option `name` gives.
    ///
    /// - Throws: ``CommandError/usage(_:)`` when it is no id.
    static func parse<Tag>(
        _ text: String, option name: String, as type: Identifier<Tag>.Type = Identifier<Tag>.self
    ) throws(CommandError) -> Identifier<Tag> {
        do { return try Identifier<Tag>(text) } catch { throw .usage("The id in \(name) \(error.description).") }
    }

    /// The ids in `text`, separated by commas.
    ///
    /// - Throws: ``CommandError/usage(_:)`` when one is no id.
    static func list<Tag>(
        _ text: String, option name: String, as type: Identifier<Tag>.Type = Identifier<Tag>.self
    ) throws(CommandError) -> [Identifier<Tag>] {
        var ids: [Identifier<Tag>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            ids.append(try parse(String(part), option: name))
        }
        return ids
    }
}
