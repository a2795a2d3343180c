import Domain

/// How a release finds a model's best items, and what was measured when that was chosen.
package struct SearchPlan: Hashable, Sendable {
    /// The ways there are.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Among all items.
        case exact
        /// Among those of the groups that promise most.
        case clustered
    }

    /// The way that was chosen.
    package var kind: Kind
    /// How long the slowest tenth of searches among all items took at least, in milliseconds.
    package var exactMs: Double
    /// The same among groups; nil where that was not tried, or is no better.
    package var clusteredMs: Double?
    /// The share of the ten best items that is found among groups, 0...1.
    package var recall: Double?
    /// The share of the items that is read for it, 0...1.
    package var share: Double?

    /// A plan.
    package init(
        kind: Kind, exactMs: Double, clusteredMs: Double? = nil, recall: Double? = nil, share: Double? = nil
    ) {
        (self.kind, self.exactMs, self.clusteredMs) = (kind, exactMs, clusteredMs)
        (self.recall, self.share) = (recall, share)
    }
}

extension SearchPlan {
    /// The plan as the manifest keeps it.
    var json: JSONObject {
        var object: JSONObject = ["kind": .string(kind.rawValue), "exact_ms": .number(exactMs)]
        if let clusteredMs { object["clustered_ms"] = .number(clusteredMs) }
        if let recall { object["recall"] = .number(recall) }
        if let share { object["share"] = .number(share) }
        return object
    }

    /// The plan that ``json`` wrote.
    ///
    /// - Throws: `FieldError` that names the field.
    init(json: JSONObject) throws(FieldError) {
        var reader = FieldReader(json)
        let name = try reader.require("kind", try reader.string("kind"))
        guard let kind = Kind(rawValue: name) else {
            throw FieldError("kind", "is \"\(name)\", not one of \(Kind.allCases.map(\.rawValue))")
        }
        self.kind = kind
        exactMs = try reader.require("exact_ms", try reader.double("exact_ms"))
        clusteredMs = try reader.double("clustered_ms")
        recall = try reader.double("recall")
        share = try reader.double("share")
    }
}
