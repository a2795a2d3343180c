import Domain

/// A decision as a table.
struct RecommendationText {
    /// Whether reasons and evidence stand under each item.
    let explains: Bool
    /// What a person calls an item.
    let name: (ItemID) -> String

    /// A headline and a line an item: place, title, score.
    func of(_ decision: Decision) -> String {
        guard !decision.recommendations.isEmpty else {
            return "The list is empty: nothing in the catalogue fits. Import items and events, then train."
        }
        var table = Table([.number("#"), .text("title"), .text("item"), .number("score")])
        for place in decision.recommendations {
            let score = Figures.decimal(Double(place.score), 4)
            table.add(["\(place.position)", name(place.item), place.item.value, score])
        }
        let lines = table.lines
        var text = [headline(of: decision), "", lines[0]]
        for (line, place) in zip(lines.dropFirst(), decision.recommendations) {
            text += [line] + (explains ? reasons(for: place.reason) : [])
        }
        return text.joined(separator: "\n")
    }

    private func headline(of decision: Decision) -> String {
        let basis =
            switch decision.source {
            case .personal: "from the user's own history"
            case .session: "from the items of the visit"
            case .similar: "from who else chose the item"
            case .content: "from what the item is"
            case .trending: "what more and more people choose"
            case .new: "what is new"
            case .popular: "what most people choose"
            case .curated: "picked by hand"
            case .cached: "a list that was made before"
            case .empty: "nothing fits"
            }
        let release = decision.release.map { "release \($0)" } ?? "no release serves"
        return "\(decision.placement): \(basis) (\(release))"
    }

    /// The sentence, and the parts of the score: `70 % Merino Sock, 30 % Running Cap`. Left out are parts that round to
    /// nothing, and the one item that is the whole of it, for it stands in the sentence already.
    private func reasons(for reason: Reason) -> [String] {
        let isWhole = reason.because.count == 1 && reason.because[0].share == 1
        let told = isWhole ? [] : reason.because.filter { abs($0.share) >= 0.005 }
        let shares = told.map { "\(Figures.decimal(Double($0.share) * 100, 0)) % \(name($0.item))" }
        let lines = [reason.text] + (shares.isEmpty ? [] : [shares.joined(separator: ", ")])
        return lines.map { "     " + Printable.text($0) }
    }
}
