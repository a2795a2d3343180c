package import Domain
import Models
package import State

/// Looks at placements beside what they name: models, and items of the catalogue.
package enum PlacementInspection {
    /// How many ids a warning names.
    private static let namedItems = 3

    /// Passes where every model that a retriever names is a model.
    ///
    /// - Parameter released: The models of the release that serves, by name.
    /// - Throws: `InvalidSetting` that names the field, and the model that may have been meant or those there are.
    package static func checkModels(
        of placements: [String: PlacementSettings], released: [String]
    ) throws(InvalidSetting) {
        let known = Set(ModelRegistry.names).union(released).sorted()
        for (_, path, retriever) in retrievers(of: placements) {
            guard let stranger = retriever.models?.first(where: { !known.contains($0) }) else { continue }
            let advice =
                NearestName.of(stranger, among: known).map { "did you mean \"\($0)\"?" }
                ?? "there is \(known.joined(separator: ", "))"
            throw InvalidSetting("\(path).models", problem: "names \"\(stranger)\", which is no model; \(advice)")
        }
    }

    /// What there is to say about `placements`, a sentence each: models that the release does not have, and items that
    /// nobody knows. What is built in names every model of its kind and is passed over.
    ///
    /// - Parameter released: The models of the release that serves, by name.
    /// - Complexity: O(items named by hand).
    package static func warnings(
        about placements: [String: PlacementSettings], released: [String], _ state: LiveState
    ) -> [String] {
        let builtIn = retrievers(of: Dictionary(uniqueKeysWithValues: PlacementSettings.builtIn.map { ($0.value, $1) }))
        let models = retrievers(of: placements).compactMap { name, path, retriever -> String? in
            let absent = (retriever.models ?? []).filter { !released.contains($0) }
            guard !absent.isEmpty, !builtIn.contains(where: { $0.retriever == retriever }) else { return nil }
            return """
                \(path).models names \(absent.joined(separator: ", ")), which the release that serves does not have: nothing \
                is proposed by it until a training brings it. The release has \(released.joined(separator: ", ")).
                """
        }
        let curated = placements.sorted { $0.key < $1.key }.compactMap { name, placement in
            warning(aboutCurated: placement.curated, "placements.\(name).curated", state)
        }
        return models + curated
    }

    private static func warning(aboutCurated items: [String], _ path: String, _ state: LiveState) -> String? {
        let unknown = items.filter { !isKnown($0, state) }
        guard !unknown.isEmpty else { return nil }
        let named = unknown.prefix(namedItems).map { "\"\($0)\"" }.joined(separator: ", ")
        let rest = unknown.count > namedItems ? " and \((unknown.count - namedItems).grouped) more" : ""
        return """
            \(path) names \(unknown.count.grouped) of \(items.count.grouped) items that the catalogue does not have: \
            \(named)\(rest). They are passed over until it does.
            """
    }

    /// Whether the catalogue has the item, or was never told of it while events know it.
    private static func isKnown(_ name: String, _ state: LiveState) -> Bool {
        guard let id = try? ItemID(name), let number = state.itemNumber(of: id) else { return false }
        return !state.hasLeft(id, number)
    }

    /// Every retriever with its placement's name and its path in the settings, in order.
    private static func retrievers(
        of placements: [String: PlacementSettings]
    ) -> [(name: String, path: String, retriever: RetrieverSettings)] {
        placements.sorted { $0.key < $1.key }.flatMap { name, placement in
            placement.tiers.enumerated().flatMap { tier, settings in
                settings.retrievers.enumerated().map { place, retriever in
                    (name, "placements.\(name).tiers[\(tier)].retrievers[\(place)]", retriever)
                }
            }
        }
    }
}
