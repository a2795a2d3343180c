/// The sentences that reasons are made of, each the same in every language but for its words.
package enum SentenceKey: Int, CaseIterable, Sendable {
    /// Most people choose it.
    case popular
    /// Most people in the visitor's country choose it.
    case popularInCountry
    /// Most people of the visitor's groups choose it: the device, the age, or several.
    case popularInGroup
    /// More and more people choose it.
    case rising
    /// The models propose it, and cannot say which past item made them.
    case taste
    /// Nothing speaks for it but that it is there.
    case inCatalogue
    /// It came into the catalogue lately.
    case new
    /// It came into the catalogue lately, in a category of which the visitor chose something.
    case newInCategory
    /// The search engine found it.
    case found
    /// It is shown to learn who likes it.
    case explored
    /// A rule promotes it.
    case sponsored
    /// A rule puts it there.
    case handPicked
    /// Others chose it who chose an item that is not known any more.
    case othersChoseThis
    /// It is bought together with an item that is not known any more.
    case oftenTogether
    /// It is of the kind of an item that is not known any more.
    case ofTheSameKind
    /// Those who chose the item chose it too.
    case alsoChosen
    /// It is often bought together with the item.
    case boughtTogether
    /// It shares the brand and a category with the item.
    case sameBrandAndCategory
    /// It shares the brand with the item.
    case sameBrand
    /// It shares a category with the item.
    case sameCategory
    /// It is like the item.
    case similar
    /// Something that the visitor did speaks for it.
    case because
    /// Two things that the visitor did speak for it.
    case becauseOfTwo
    /// A deed of kind purchase: a part of ``because`` and ``becauseOfTwo``.
    case bought
    /// A deed of kind view or click: a part of ``because`` and ``becauseOfTwo``.
    case viewed
    /// A deed of kind rating: a part of ``because`` and ``becauseOfTwo``.
    case rated
    /// A deed of kind add_to_cart: a part of ``because`` and ``becauseOfTwo``.
    case carted
    /// A deed of kind like: a part of ``because`` and ``becauseOfTwo``.
    case liked
    /// A deed of kind bookmark: a part of ``because`` and ``becauseOfTwo``.
    case saved
    /// A deed of kind play: a part of ``because`` and ``becauseOfTwo``.
    case played
    /// A deed of kind complete: a part of ``because`` and ``becauseOfTwo``.
    case finished
    /// A deed of kind share: a part of ``because`` and ``becauseOfTwo``.
    case shared
    /// A deed of kind dwell: a part of ``because`` and ``becauseOfTwo``.
    case lookedAt
    /// A deed of kind any other kind: a part of ``because`` and ``becauseOfTwo``.
    case chose

    /// Its name in a file of sentences.
    package var name: String {
        switch self {
        case .popular: "popular"
        case .popularInCountry: "popular_in_country"
        case .popularInGroup: "popular_in_group"
        case .rising: "rising"
        case .taste: "taste"
        case .inCatalogue: "in_catalogue"
        case .new: "new"
        case .newInCategory: "new_in_category"
        case .found: "found"
        case .explored: "explored"
        case .sponsored: "sponsored"
        case .handPicked: "hand_picked"
        case .othersChoseThis: "others_chose_this"
        case .oftenTogether: "often_together"
        case .ofTheSameKind: "of_the_same_kind"
        case .alsoChosen: "also_chosen"
        case .boughtTogether: "bought_together"
        case .sameBrandAndCategory: "same_brand_and_category"
        case .sameBrand: "same_brand"
        case .sameCategory: "same_category"
        case .similar: "similar"
        case .because: "because"
        case .becauseOfTwo: "because_of_two"
        case .bought: "deed_bought"
        case .viewed: "deed_viewed"
        case .rated: "deed_rated"
        case .carted: "deed_carted"
        case .liked: "deed_liked"
        case .saved: "deed_saved"
        case .played: "deed_played"
        case .finished: "deed_finished"
        case .shared: "deed_shared"
        case .lookedAt: "deed_looked_at"
        case .chose: "deed_chose"
        }
    }

    /// The names of what is filled in, in the order in which it is given.
    package var placeholders: [String] {
        switch self {
        case .newInCategory: ["category"]
        case .because: ["deed"]
        case .becauseOfTwo: ["deed", "other"]
        case .alsoChosen, .boughtTogether, .sameBrandAndCategory, .sameBrand, .sameCategory, .similar: ["item"]
        case .bought, .viewed, .rated, .carted, .liked, .saved, .played, .finished, .shared, .lookedAt, .chose: ["item"]
        default: []
        }
    }
}
