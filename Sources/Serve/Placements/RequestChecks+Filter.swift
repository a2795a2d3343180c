package import Domain
package import State

extension RequestChecks {
    /// How many items are looked at for the fields that there are.
    private static let sampledItems = 1000

    /// `request`, when it can be answered, and its filter asks for nothing that certainly leaves the list empty without a
    /// word: a field that no item of the catalogue has, a comparison of what never fits, the page of a request without one.
    ///
    /// - Throws: `FieldError` that names the field.
    /// - Complexity: O(1) for a filter that was asked lately of this catalogue, otherwise O(items).
    package static func check(
        _ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState
    ) throws(FieldError) -> RecommendationRequest {
        let request = try check(request, release)
        guard let filter = request.filter,
            let memo = try? (release?.filters ?? ServingRelease.filtersWithoutRelease).filter(filter)
        else { return request }
        if let misfit = memo.rules.misfit {
            throw FieldError("filter", "cannot be judged at column \(misfit.column): \(misfit.problem)")
        }
        if request.item == nil, let path = memo.rules.neededPage {
            throw FieldError("filter", "asks for \(path), and the request names no item whose page it is (item_id)")
        }
        guard state.itemCount > 0, let path = memo.index(of: state).fieldsOfNobody.first else { return request }
        let advice = CatalogueFields(state, limit: sampledItems).advice(on: path)
        throw FieldError("filter", "asks for \(path), of which no item of the catalogue has a value; \(advice)")
    }
}
