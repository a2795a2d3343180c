import Domain
import Models

/// How a list is kept from being all of one kind.
package struct DiversitySettings: Codable, Equatable, Sendable {
    /// The ways.
    package enum Method: String, Codable, Sendable, CaseIterable {
        /// Away from what the list has already: ``MarginalRelevance``.
        case mmr
        /// Towards the visitor's interests that the list has not met yet: ``ExplicitAspects``.
        case xquad
        /// In the proportions of what the visitor did: ``Calibration``.
        case calibration
    }

    /// The way.
    package var method: Method
    /// How much it counts beside the scores. 0...1; 0 is off, 1 forgets the scores.
    package var strength: Double
    /// By which facets items are of one kind; each counts the same. 1 to 8.
    package var by: [Facet]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case method, strength, by
    }

    /// Another kind by the category that says most, with three tenths of the say.
    package init(_ method: Method, strength: Double = 0.3, by facets: [Facet] = [.category]) {
        (self.method, self.strength, by) = (method, strength, facets)
    }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try fields.decode(Method.self, forKey: .method))
        strength = try fields.decodeIfPresent(Double.self, forKey: .strength) ?? strength
        by = try fields.decodeIfPresent([Facet].self, forKey: .by) ?? by
    }

    func check(_ path: String) throws(InvalidSetting) {
        try Setting.check(strength, in: 0...1, "\(path).strength")
        guard (1...8).contains(by.count) else {
            throw InvalidSetting("\(path).by", problem: "names \(by.count) facets; give 1 to 8, such as category")
        }
        for facet in by { try facet.check("\(path).by", vectors: method == .mmr) }
    }
}

/// How many items of one kind may stand near each other; see ``WindowCap``.
package struct CapSettings: Codable, Equatable, Sendable {
    /// What makes items of one kind.
    package var by: Facet
    /// How many of a kind. 1...1,000.
    package var most: Int
    /// Among how many places in a row. 1...1,000; as long as the list, or longer, for the whole list.
    package var window: Int

    /// At most `most` of each kind among any `window` places in a row.
    package init(by facet: Facet, most: Int, window: Int) { (by, self.most, self.window) = (facet, most, window) }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case by, most, window
    }

    /// Reads what stands there.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        by = try fields.decode(Facet.self, forKey: .by)
        most = try fields.decode(Int.self, forKey: .most)
        window = try fields.decode(Int.self, forKey: .window)
    }

    func check(_ path: String) throws(InvalidSetting) {
        try by.check("\(path).by", vectors: false)
        try Setting.check(most, in: 1...1000, "\(path).most")
        try Setting.check(window, in: 1...1000, "\(path).window")
    }
}

/// Which shares of all lists go to whom; see ``ExposureSteering``.
package struct ExposureSettings: Codable, Equatable, Sendable {
    /// The bounds of one supplier.
    package struct Bounds: Codable, Equatable, Sendable {
        /// The least share. 0...1; nil for none.
        package var floor: Double?
        /// The largest share. 0...1; nil for none.
        package var ceiling: Double?

        /// A share between two bounds.
        package init(floor: Double? = nil, ceiling: Double? = nil) { (self.floor, self.ceiling) = (floor, ceiling) }

        private enum CodingKeys: String, CodingKey, CaseIterable {
            case floor, ceiling
        }

        /// Reads what stands there.
        /// - Throws: `DecodingError`, also for a name that is no field.
        package init(from decoder: any Decoder) throws {
            try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            floor = try fields.decodeIfPresent(Double.self, forKey: .floor)
            ceiling = try fields.decodeIfPresent(Double.self, forKey: .ceiling)
        }
    }

    /// The bounds, by supplier.
    package var suppliers: [String: Bounds]
    /// The bounds of every other supplier; nil for none.
    package var others: Bounds?
    /// How many places a supplier that is a whole list behind or ahead moves: as a share of the range of scores.
    /// Above 0, up to 10.
    package var strength: Double

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case suppliers, others, strength
    }

    /// The most suppliers with bounds of their own.
    package static let maximumSuppliers = 1000

    /// Bounds with the strength 1: who is a whole list behind stands first.
    package init(_ suppliers: [String: Bounds], others: Bounds? = nil, strength: Double = 1) {
        (self.suppliers, self.others, self.strength) = (suppliers, others, strength)
    }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try fields.decodeIfPresent([String: Bounds].self, forKey: .suppliers) ?? [:])
        others = try fields.decodeIfPresent(Bounds.self, forKey: .others)
        strength = try fields.decodeIfPresent(Double.self, forKey: .strength) ?? strength
    }

    /// The bounds of a supplier.
    package func bounds(of supplier: String) -> Bounds { suppliers[supplier] ?? others ?? Bounds() }

    func check(_ path: String) throws(InvalidSetting) {
        try Setting.check(strength, above: 0, upTo: 10, "\(path).strength")
        guard suppliers.count <= Self.maximumSuppliers else {
            throw InvalidSetting(
                "\(path).suppliers", problem: "has \(suppliers.count); \(Self.maximumSuppliers) is the most")
        }
        for (name, bounds) in suppliers.sorted(by: { $0.key < $1.key }) {
            try bounds.check("\(path).suppliers.\(name)")
        }
        try others?.check("\(path).others")
        let floors = suppliers.values.reduce(0) { $0 + ($1.floor ?? 0) }
        guard floors <= 1 else {
            throw InvalidSetting("\(path).suppliers", problem: "has floors that add up to \(floors); 1 is all there is")
        }
    }
}

extension ExposureSettings.Bounds {
    fileprivate func check(_ path: String) throws(InvalidSetting) {
        if let floor { try Setting.check(floor, in: 0...1, "\(path).floor") }
        if let ceiling { try Setting.check(ceiling, in: 0...1, "\(path).ceiling") }
        if let floor, let ceiling, floor > ceiling {
            throw InvalidSetting(path, problem: "has a floor of \(floor) above its ceiling of \(ceiling)")
        }
    }
}
