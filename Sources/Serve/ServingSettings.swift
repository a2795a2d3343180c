package import Domain

/// How lists are made, apart from the models; a part of the release.
package struct ServingSettings: Codable, Equatable, Sendable {
    /// The kinds of event after which an item is left out of the visitor's lists; nil leaves out whatever they touched.
    ///
    /// What a visitor hid is always left out.
    package var leaveOutKinds: [String]?
    /// The fewest candidates a retriever proposes. 1...10,000.
    package var minimumCandidates: Int
    /// How many candidates a retriever proposes for each place of the list. 1...100.
    package var candidatesPerPlace: Int
    /// The rules of the shop, in the order of its file; the built-in ones hold besides (``Rule/builtIn``).
    package var rules: [Rule] = []

    /// In which languages reasons are told, and in which words.
    package var sentences = SentenceSettings()

    /// The placements by name: those that differ from the built-in ones, and the shop's own.
    package var placements: [String: PlacementSettings]

    /// Settings with their defaults.
    package init(leaveOutKinds: [String]? = nil, minimumCandidates: Int = 200, candidatesPerPlace: Int = 4) {
        (self.leaveOutKinds, self.minimumCandidates) = (leaveOutKinds, minimumCandidates)
        (self.candidatesPerPlace, placements) = (candidatesPerPlace, [:])
    }

    /// What the placement `name` is; nil where there is none of this name.
    package func placement(_ name: Placement) -> PlacementSettings? {
        placements[name.value] ?? PlacementSettings.builtIn[name]
    }

    /// The names of all placements, in order.
    package var placementNames: [String] {
        Set(placements.keys).union(PlacementSettings.builtIn.keys.map(\.value)).sorted()
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        for name in leaveOutKinds ?? [] where EventKind(name)?.name != name {
            throw InvalidSetting(
                "serving.leave_out_kinds",
                problem: "names \"\(name)\", no event kind; use lower-case letters, digits and _")
        }
        guard (1...10_000).contains(minimumCandidates) else {
            throw InvalidSetting("serving.minimum_candidates", problem: "is \(minimumCandidates); give 1 to 10000")
        }
        guard (1...100).contains(candidatesPerPlace) else {
            throw InvalidSetting("serving.candidates_per_place", problem: "is \(candidatesPerPlace); give 1 to 100")
        }
        for (name, placement) in placements.sorted(by: { $0.key < $1.key }) {
            guard let identifier = try? Placement(name) else {
                throw InvalidSetting("placements", problem: "holds a name that is no id; use 1 to 256 bytes of text")
            }
            _ = try placement.validated(as: identifier)
        }
        _ = try sentences.validated()
        do { _ = try CompiledRules(rules) } catch {
            let name = error.rule.map { "hold the rule \"\($0)\", which cannot be used" } ?? "cannot be used"
            throw InvalidSetting("serving.rules", problem: "\(name): \(error.problem)")
        }
        return self
    }

    /// How many candidates each retriever proposes for a list of `limit`: max(minimum, perPlace · limit).
    func candidateCount(limit: Int) -> Int { max(minimumCandidates, candidatesPerPlace * limit) }

    /// The kinds of ``leaveOutKinds``.
    var leftOutKinds: [EventKind]? { leaveOutKinds.map { $0.compactMap { EventKind($0) } } }
}
