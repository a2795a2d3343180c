package import Domain

/// Whether a request can be answered.
package enum RequestChecks {
    /// `request`, when every field is in range, and its placement is there and can answer it.
    ///
    /// - Throws: `FieldError` that names the field.
    package static func check(
        _ request: RecommendationRequest, _ release: ServingRelease?
    ) throws(FieldError) -> RecommendationRequest {
        let request = try request.validated()
        let settings = release?.settings ?? ServingSettings()
        guard let placement = settings.placement(request.placement) else {
            throw unknownPlacement(request.placement, settings)
        }
        guard request.limit <= placement.maximumLimit else {
            throw FieldError(
                "limit",
                "is \(request.limit); the placement \"\(request.placement)\" gives at most \(placement.maximumLimit)")
        }
        try checkAnchor(request, placement)
        guard
            request.strategy == RecommendationRequest.automaticStrategy
                || !StrategyPlan.tiers(named: request.strategy, placement, release).isEmpty
        else {
            let names = StrategyPlan.names(placement, release).joined(separator: ", ")
            throw FieldError(
                "strategy", "is \"\(request.strategy)\", which does not exist; give auto or one of \(names)")
        }
        if let filter = request.filter { try check(filter: filter, release) }
        return request
    }

    /// That there is no placement called `name`.
    package static func unknownPlacement(_ name: Placement, _ settings: ServingSettings) -> FieldError {
        let names = settings.placementNames.joined(separator: ", ")
        return FieldError("placement", "is \"\(name)\", which does not exist; give one of \(names)")
    }

    private static func check(filter: String, _ release: ServingRelease?) throws(FieldError) {
        do throws(LanguageError) {
            _ = try (release?.filters ?? ServingRelease.filtersWithoutRelease).filter(filter)
        } catch {
            throw FieldError("filter", "cannot be read at column \(error.column): \(error.problem)")
        }
    }

    private static func checkAnchor(
        _ request: RecommendationRequest, _ placement: PlacementSettings
    ) throws(FieldError) {
        if placement.anchor == .page, request.item == nil {
            throw FieldError(
                "item_id", "is missing; the placement \"\(request.placement)\" needs the item whose page it is")
        }
        if placement.anchor == .results, request.items.isEmpty {
            throw FieldError(
                "items", "is missing; the placement \"\(request.placement)\" needs the items that were found")
        }
        if placement.anchor != .results, !request.itemScores.isEmpty {
            throw FieldError(
                "items", "has scores, which the placement \"\(request.placement)\" does not take; give ids alone")
        }
    }
}
