import Domain
package import Matrices

/// Likeness by what the catalogue says: works with the first item and without any visitor.
///
///     score_i   = Σ_{j ∈ history} w_j · sim(j, i)
///     sim(j, i) = ( T · x_j·x_i  +  V · mean_v y_vj·y_vi  +  N · mean_n K(n_j, n_i) ) / (T + V + N)
///
/// with `x` the terms, each item's vector of length 1; `y_v` the vectors the catalogue brings, of length 1; `K` the
/// likeness of two numbers, see ``NumberLevels``; `T`, `V` and `N` the settings `term_share`, `vector_share` and
/// `number_share`, 0 for what no item has. An item that lacks a part gets 0 for it. Before it is brought to length 1,
///
///     x_it = rarity_t · f (k1 + 1) / (f + k1)                                  bm25
///     x_it = rarity_t · √f                                                     tfidf
///     f    = Σ_fields weight_field · n_it,field / (1 - b + b · length_i,field / mean length)
///     rarity_t = ln(1 + (N - n_t + ½) / (n_t + ½))
///
/// where the length counts with `bm25` and in running text alone; N items have terms and n_t of them this one. The
/// profile of a visitor is the sum of the past items' vectors, so each one's part of a score is exact.
///
/// *Source:* Salton and Buckley, 1988, doi:10.1016/0306-4573(88)90021-0; Robertson and Zaragoza, 2009,
/// doi:10.1561/1500000019, section 3.6 for several fields. *Deviations:* the cosine of two weighted items, where the
/// source scores a query against a document.
package struct ContentModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "content"

    /// What it was trained with; `language` is the one that was found.
    package let config: ContentConfig
    /// The terms of each item, `[items × terms]`, scaled by √(T / (T + V + N)).
    let terms: CSRMatrix
    /// The same by terms, `[terms × items]`.
    let itemsByTerm: CSRMatrix
    /// The named vectors side by side, `[items × Σ d]`, scaled likewise; zeros where an item has none.
    let vectors: DenseMatrix
    /// The place of each number in its distribution, `[numbers × items]`; 255 where an item has none.
    let levels: Buffer<UInt8>
    /// The likeness of numbers so many levels apart, scaled by N / (T + V + N) and the numbers' count, `[255]`.
    let kernel: [Float]

    /// How many items it scores.
    package var itemCount: Int { terms.rowCount }

    /// A model of these parts.
    init(
        config: ContentConfig, terms: CSRMatrix, itemsByTerm: CSRMatrix, vectors: DenseMatrix, levels: Buffer<UInt8>
    ) {
        (self.config, self.terms, self.itemsByTerm) = (config, terms, itemsByTerm)
        (self.vectors, self.levels) = (vectors, levels)
        let shares = PartShares(
            config, hasTerms: terms.entryCount > 0, hasVectors: vectors.columnCount > 0, hasNumbers: levels.count > 0)
        let share = Float(shares.numbers) / Float(max(1, config.numbers.count))
        kernel = NumberLevels.kernel(width: config.numberWidth).map { share * $0 }
    }
}

/// How much each part says: the settings, as shares of what a catalogue has.
struct PartShares {
    /// T / (T + V + N), 0...1.
    let terms: Double
    /// V / (T + V + N), 0...1.
    let vectors: Double
    /// N / (T + V + N), 0...1.
    let numbers: Double

    /// The shares where a catalogue has these parts.
    init(_ config: ContentConfig, hasTerms: Bool, hasVectors: Bool, hasNumbers: Bool) {
        let (t, v, n) = (
            hasTerms ? config.termShare : 0, hasVectors ? config.vectorShare : 0, hasNumbers ? config.numberShare : 0
        )
        let sum = t + v + n > 0 ? t + v + n : 1
        (terms, vectors, numbers) = (t / sum, v / sum, n / sum)
    }
}

extension ContentModel {
    /// The arrays `terms.…`, `items_by_term.…`, `vectors` `[items × stride]`, `vector_size` and `levels`.
    package var tensors: [Tensor] {
        terms.tensors("terms") + itemsByTerm.tensors("items_by_term") + [
            Tensor(name: "vectors", shape: [vectors.rowCount, vectors.stride], values: .float32(vectors.values)),
            Tensor(name: "vector_size", shape: [1], values: .int64(Buffer([Int64(vectors.columnCount)]))),
            Tensor(name: "levels", shape: [config.numbers.count, itemCount], values: .uint8(levels)),
        ]
    }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: ContentConfig) throws {
        let itemCount = try tensors.rowCount(ofMatrix: "terms")
        let termCount = try tensors.rowCount(ofMatrix: "items_by_term")
        guard case .int64(let size) = try tensors.tensor("vector_size").values, size.count == 1,
            (0...Int64(NamedVectors.maximumSize * 16)).contains(size[0])
        else { throw TensorError(name: "vector_size", problem: "is not one whole number in range") }
        let vectors = try tensors.denseMatrix("vectors", columnCount: Int(size[0]))
        guard vectors.rowCount == itemCount else {
            throw TensorError(name: "vectors", problem: "has \(vectors.rowCount) rows for \(itemCount) items")
        }
        guard case .uint8(let levels) = try tensors.tensor("levels").values,
            levels.count == itemCount * config.numbers.count
        else { throw TensorError(name: "levels", problem: "does not have a level for each item and number") }
        self.init(
            config: config, terms: try tensors.csrMatrix("terms", columnCount: termCount),
            itemsByTerm: try tensors.csrMatrix("items_by_term", columnCount: itemCount), vectors: vectors,
            levels: levels)
    }
}

extension [Tensor] {
    /// How many rows the sparse matrix saved as `name.offsets`, `name.columns` and `name.values` has.
    ///
    /// - Throws: ``TensorError`` when there is none.
    fileprivate func rowCount(ofMatrix name: String) throws(TensorError) -> Int {
        Swift.max(0, try tensor(name + ".offsets").shape.reduce(1, *) - 1)
    }
}
