import Domain
import Matrices

extension ContentModel {
    /// Reads the catalogue of `set`; interactions are not needed.
    ///
    /// - Complexity: O(characters of the catalogue + items · Σ d).
    /// - Throws: ``TrainingError/noCatalogue`` when the catalogue says nothing, or the task is cancelled;
    ///   `InvalidSetting` for a number or a vector that no item has.
    package static func train(
        _ set: TrainingSet, config: ContentConfig, options: TrainingOptions
    ) throws -> ContentModel {
        let catalogue = set.catalogue
        guard catalogue.contains(where: { $0 != nil }) else { throw TrainingError.noCatalogue }
        let start = ContinuousClock.now
        var config = config
        if config.language == .auto {
            config.language = TextLanguage.detect(in: catalogue.lazy.compactMap(\.self).flatMap(\.texts))
        }
        let table = try TermTable(
            catalogue, language: config.language, attributes: config.attributes.map(Set.init), threads: options.threads)
        let shares = PartShares(
            config, hasTerms: !table.names.isEmpty, hasVectors: !config.vectors.isEmpty,
            hasNumbers: !config.numbers.isEmpty)
        let terms = table.vectors(config, length: Float(shares.terms.squareRoot()))
        let model = ContentModel(
            config: config, terms: terms, itemsByTerm: terms.transposed(),
            vectors: try NamedVectors.matrix(catalogue, names: config.vectors, length: shares.vectors.squareRoot()),
            levels: try levels(of: catalogue, config.numbers))
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return model
    }

    /// The levels of each number, `[numbers × items]`.
    private static func levels(of catalogue: [Item?], _ names: [String]) throws(InvalidSetting) -> Buffer<UInt8> {
        var levels: [UInt8] = []
        for name in names {
            let values = catalogue.map { $0?.number(name) }
            guard values.contains(where: { $0 != nil }) else {
                throw InvalidSetting("content.numbers", problem: "names \"\(name)\", but no item has a number there")
            }
            levels += NumberLevels.levels(of: values)
        }
        return Buffer(levels)
    }
}

extension Item {
    /// The running texts of the item.
    fileprivate var texts: [String] { [title, details].compactMap(\.self) + tags }
}
