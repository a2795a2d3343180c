import Domain
import Engine

/// Tells honestly which ids of a request nobody has heard of.
enum KnownIDs {
    /// A sentence for each unknown id, and what the list rests on instead.
    static func notes(about request: RecommendationRequest, in engine: Kindred) -> [String] {
        var notes: [String] = []
        if let user = request.user, engine.history(of: .user(user), limit: 1).isEmpty {
            let name = Printable.text(user.value)
            notes.append(
                engine.user(user) == nil
                    ? "No user \(name) is known: the list is what a newcomer sees."
                    : "User \(name) has done nothing yet: the list is what a newcomer sees.")
        }
        let items = (request.item.map { [$0] } ?? []) + request.items
        for item in items where engine.item(item) == nil {
            notes.append("Item \(Printable.text(item.value)) is not in the catalogue.")
        }
        return notes
    }
}
