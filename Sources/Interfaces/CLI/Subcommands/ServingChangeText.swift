import Domain
import Engine

extension ServingChange {
    /// The outcome as `--json` prints it.
    var json: JSONObject {
        [
            "release": .integer(Int64(release)), "parent": .integer(Int64(parent)), "changed": .bool(isChanged),
            "champion": .bool(isChampion),
        ]
    }

    /// What became of the change, for people; `noun` is what was changed: `rules`.
    func sentence(about noun: String) -> String {
        guard isChanged else { return "Release \(release) has these \(noun) already; nothing was changed." }
        let made = "Release \(release) has the models of release \(parent) and the new \(noun)"
        return isChampion
            ? "\(made), and serves now. Back with: kindred releases rollback"
            : "\(made). Let it serve with: kindred releases promote \(release)"
    }
}
