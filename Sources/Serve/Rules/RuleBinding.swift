import Domain
import State

/// What a request is to the rules: the values of its fields, read once.
struct RuleBinding {
    /// The values, in the order of ``FieldTable/request``.
    let values: [RuleValue]

    /// The values of `fields` for one request.
    /// - Parameters:
    ///   - user: Whom the list is for, where that is known.
    ///   - visitors: Whose histories count.
    init(
        _ fields: FieldTable, _ request: RecommendationRequest, user: UserID?, visitors: [Visitor], _ state: LiveState
    ) {
        let attributes = fields.request.contains { $0.path.root == .user } ? user.flatMap(state.user)?.attributes : nil
        let hidden = state.hiddenTraits(of: visitors)
        values = fields.request.map { entry in
            let (names, reading) = (entry.path.names, entry.reading)
            return switch entry.path.root {
            case .now: RuleValue(request.time)
            case .context: RuleValue(ItemFields.member(names, of: request.context), reading)
            case .request: RequestFields.value(names[0], of: request, reading)
            case .page:
                request.item.map { ItemFields.value(names, of: state.item($0) ?? Item(id: $0), reading) } ?? .missing
            case .user where names == ["id"]: user.map { RuleValue($0.value, reading) } ?? .missing
            case .user where names == [UserFields.hiddenBrands]: Self.texts(hidden.brands, reading)
            case .user where names == [UserFields.hiddenCategories]: Self.texts(hidden.categories, reading)
            case .user: RuleValue(attributes.flatMap { ItemFields.member(names, of: $0) }, reading)
            case .item: .missing
            }
        }
    }

    private static func texts(_ texts: [String], _ reading: TextReading) -> RuleValue {
        .list(texts.map { RuleValue($0, reading) })
    }
}
