package import Domain

extension ServingSettings {
    /// `request`, when every field is in range and its placement is there and can answer it.
    ///
    /// - Throws: `FieldError` that names the field.
    package func check(_ request: RecommendationRequest) throws(FieldError) -> RecommendationRequest {
        let request = try request.validated()
        guard let placement = placement(request.placement) else {
            let names = placementNames.joined(separator: ", ")
            throw FieldError("placement", "is \"\(request.placement)\", which does not exist; give one of \(names)")
        }
        guard request.limit <= placement.maximumLimit else {
            throw FieldError(
                "limit",
                "is \(request.limit); the placement \"\(request.placement)\" gives at most \(placement.maximumLimit)")
        }
        if placement.anchor == .page, request.item == nil {
            throw FieldError(
                "item_id", "is missing; the placement \"\(request.placement)\" needs the item whose page it is")
        }
        if placement.anchor == .results, request.items.isEmpty {
            throw FieldError(
                "items", "is missing; the placement \"\(request.placement)\" needs the items that were found")
        }
        return request
    }
}
