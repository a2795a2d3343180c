import Domain
import Matrices
import Models

/// What a row of the table is used for.
enum RowRole: UInt8 {
    /// Models learn from it.
    case training
    /// The history of a visitor whom training does not know.
    case foldedIn
    /// Held out.
    case truth
}

extension Split {
    /// The split that gives each row of `table` its role.
    ///
    /// A pair is in the truth when its held-out events add up to more than 0 under `weights`, however old they are.
    /// - Throws: as ``init(name:training:visitors:visitorsWithoutHistory:repeatedPairs:)``.
    init(
        name: String, _ table: InteractionTable, roles: [RowRole], weights: EventWeights, cut: Timestamp? = nil
    ) throws(EvaluationError) {
        precondition(roles.count == table.count, "There are \(roles.count) roles for \(table.count) rows.")
        func rows(_ wanted: Set<RowRole>) -> [Int] { roles.indices.filter { wanted.contains(roles[$0]) } }
        let training = TrainingSet(table, rows: rows([.training]), weights: weights)
        let folded = TrainingSet(table, rows: rows([.foldedIn]), weights: weights)
        let truth = TrainingSet(table, rows: rows([.truth]), weights: weights.ageless).interactions
        let seen = Self.touched(table, rows: rows([.training, .foldedIn]))
        let (trainingEvents, foldedEvents) = (training.events(), folded.events())
        var visitors: [HeldOutVisitor] = []
        var (withoutHistory, repeated) = (0, 0)
        for user in 0..<UserIndex(table.users.count) where !truth.entries(ofRow: Int(user)).isEmpty {
            let trained = training.history(of: user)
            let history = trained.isEmpty ? folded.history(of: user) : trained
            let before = seen.columns(ofRow: Int(user))
            let known = Set(before)
            let held = truth.columns(ofRow: Int(user))
            let new = held.filter { !known.contains($0) }
            repeated += held.count - new.count
            guard !new.isEmpty else { continue }
            guard !history.isEmpty else {
                withoutHistory += 1
                continue
            }
            let events = trained.isEmpty ? foldedEvents : trainingEvents
            let query = ScoringQuery(
                user: trained.isEmpty ? nil : user, history: history, sequence: events.sequence(of: Int(user)),
                time: training.now,
                segments: events.lastSegmentSet(of: Int(user)).map { table.segmentSets[$0] } ?? [])
            visitors.append(HeldOutVisitor(user: user, query: query, seen: before, truth: new))
        }
        try self.init(
            name: name, training: training, visitors: visitors, visitorsWithoutHistory: withoutHistory,
            repeatedPairs: repeated, cut: cut)
    }

    /// Every pair that has an event among `rows`, whatever the events add up to.
    private static func touched(_ table: InteractionTable, rows: [Int]) -> CSRMatrix {
        var table = table
        table.weightOf = [Float](repeating: 1, count: table.count)
        return TrainingSet(table, rows: rows, weights: EventWeights(kinds: [:], repeats: .once)).interactions
    }
}

extension CSRMatrix {
    fileprivate func columns(ofRow row: Int) -> [UInt32] { entries(ofRow: row).map { columns[$0] } }
}

extension EventWeights {
    /// The same weights with every age counting alike: whether an old pair is an interaction at all is no matter of
    /// how little is left of its weight.
    var ageless: EventWeights {
        EventWeights(kinds: kinds, halfLifeDays: nil, repeats: repeats)
    }
}
