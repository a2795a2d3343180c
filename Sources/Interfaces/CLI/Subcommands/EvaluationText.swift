import Domain
import Evaluation

/// What an evaluation found, for people.
enum EvaluationText {
    /// How the data was divided and how many visitors the figures are means over, and the leaderboard.
    static func of(_ board: Leaderboard) -> String { heading(board.dataset) + "\n\n" + board.text }

    /// `Split time: 432 held-out interactions of 116 users, with 95 % intervals; 169 users without a history left out.`
    private static func heading(_ dataset: JSONObject) -> String {
        func number(_ name: String) -> Int64 { dataset[name]?.integer ?? 0 }
        let truth = Figures.count(number("held_out_interactions"), "held-out interaction")
        let users = Figures.count(number("evaluated_users"), "user")
        let without = number("users_without_history")
        let left = without > 0 ? "; \(Figures.count(without, "user")) without a history left out" : ""
        return "Split \(dataset["split"]?.string ?? "unknown"): \(truth) of \(users), with 95 % intervals\(left)."
    }
}
