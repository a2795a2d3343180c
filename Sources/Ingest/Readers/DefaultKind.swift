import Domain

/// The kind of the events of a file that does not tell it.
enum DefaultKind {
    /// Whether a value under this name is a rating.
    static func isRating(_ name: String) -> Bool { ["rating", "ratings", "stars"].contains(ColumnName.folded(name)) }

    /// The kind that was asked for; else rating for a published set of ratings or a value called so; else view.
    /// With it comes a sentence for a person, unless every row tells its kind.
    static func of(_ plan: ColumnPlan, format: SourceFormat, options: SourceOptions) -> (kind: EventKind, note: String?)
    {
        if let kind = options.kind {
            return (
                kind,
                "Events are of the type \(kind), as asked\(plan.roles[.type] == nil ? "" : ", where a row tells none")."
            )
        }
        if format != .csv { return (.rating, "Events are of the type rating: the format holds ratings.") }
        if let type = plan.roles[.type] {
            return (.view, "Events are of the type in \"\(type.name)\", or view where it is empty.")
        }
        if let value = plan.roles[.value], isRating(value.name) {
            return (
                .rating,
                "Events are of the type rating: their value is called \"\(value.name)\". Pass --type for another."
            )
        }
        return (.view, "Events are of the type view: no column tells another. Pass --type for another.")
    }
}
