import Domain

/// What a visitor did, as the rest of a sentence that begins with "you".
enum KindPhrases {
    /// "bought Trail Runner 3"; a kind that is not in the table, or unknown, reads "chose".
    static func phrase(_ kind: EventKind?, _ item: String) -> String {
        switch kind {
        case .purchase?: "bought \(item)"
        case .view?, .click?: "viewed \(item)"
        case .rating?: "rated \(item)"
        case .addToCart?: "put \(item) in your cart"
        case .like?: "liked \(item)"
        case .bookmark?: "saved \(item)"
        case .play?: "played \(item)"
        case .complete?: "finished \(item)"
        case .share?: "shared \(item)"
        case .dwell?: "looked at \(item)"
        default: "chose \(item)"
        }
    }
}
