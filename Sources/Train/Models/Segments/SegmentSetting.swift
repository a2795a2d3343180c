import Domain

/// The setting `segments` of the models that tell groups of visitors and items apart: a list of keys.
package enum SegmentSetting {
    /// The key whose groups are the categories of the catalogue: `category=Shoes`. All other keys are those of an event's
    /// context or a user's attributes.
    package static let category = "category"
    /// The most keys.
    package static let maximumKeys = 16

    /// Passes when `keys` are names, each once.
    /// - Throws: ``InvalidSetting`` that names `field`.
    static func check(_ keys: [String], _ field: String) throws(InvalidSetting) {
        guard keys.count <= maximumKeys else {
            throw InvalidSetting(field, problem: "has \(keys.count) keys; give \(maximumKeys) at most")
        }
        for (place, key) in keys.enumerated() {
            guard !key.isEmpty, !key.contains("=") else {
                throw InvalidSetting(field, problem: "has the key \"\(key)\"; give names such as country or device")
            }
            guard !keys[..<place].contains(key) else {
                throw InvalidSetting(field, problem: "has the key \"\(key)\" twice; give it once")
            }
        }
    }

    /// What a training that tells `keys` apart wants to know.
    static func needs(_ keys: [String]) -> TrainingNeeds {
        TrainingNeeds(catalogue: keys.contains(category), segmentKeys: Set(keys))
    }
}
