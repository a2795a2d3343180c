/// What a list that is chosen place by place is chosen for.
///
/// Candidates are positions in the pool, 0..<count.
protocol ListObjective {
    /// What the candidate is worth at the next place, after those chosen so far; the highest is chosen.
    func value(of candidate: Int) -> Float

    /// Puts the candidate into the list.
    mutating func choose(_ candidate: Int)
}

/// The best scores, whatever the list holds already.
struct RelevanceAlone: ListObjective {
    /// How much each candidate is wanted, by position.
    let relevance: [Float]

    /// Its relevance.
    func value(of candidate: Int) -> Float { relevance[candidate] }

    /// Changes nothing.
    mutating func choose(_ candidate: Int) {}
}
