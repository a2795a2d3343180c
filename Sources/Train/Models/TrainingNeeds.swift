/// What a model wants to know besides who touched what and when; whoever reads the log reads no more than is asked for.
package struct TrainingNeeds: Hashable, Sendable {
    /// Whether it learns from what the catalogue says: then every item of the catalogue is in the training set.
    package var catalogue: Bool
    /// The keys of an event's context or a user's attributes whose values are groups to tell apart: `country`.
    package var segmentKeys: Set<String>

    /// Needs of these parts.
    package init(catalogue: Bool = false, segmentKeys: Set<String> = []) {
        (self.catalogue, self.segmentKeys) = (catalogue, segmentKeys)
    }

    /// What either of the two wants.
    package mutating func formUnion(_ other: TrainingNeeds) {
        catalogue = catalogue || other.catalogue
        segmentKeys.formUnion(other.segmentKeys)
    }
}
