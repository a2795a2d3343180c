/// What rules do to candidates that are allowed.
extension Rules {
    /// Whether no rule changes a score or a place: then a tier need hold no more candidates than there are places.
    var isPlain: Bool { true }

    /// Multiplies the scores of `pool` by what the rules say. Asked once a tier, after ``Ranking/adjust(_:)``.
    func adjust(_ pool: inout [Candidate]) {}

    /// Puts items where the rules want them, in a `list` that is complete and has `limit` places.
    func place(_ list: inout [Candidate], limit: Int) {}
}
