import Domain

/// Finds events that lack a field without which their kind says nothing: a rating or a dwell without a value.
enum MissingFields {
    /// The field that `event` lacks; nil where it has what it needs.
    static func missing(in event: Event) -> String? {
        guard event.value == nil, event.kind == .rating || event.kind.name == "dwell" else { return nil }
        return "value"
    }
}
