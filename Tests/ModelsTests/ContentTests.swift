import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct ContentTests {
    /// A training set of `items` without visitors.
    static func set(_ items: [Item]) -> TrainingSet {
        var table = InteractionTable()
        for item in items { table.describe(item) }
        return TrainingSet(table, rows: [], weights: EventWeights())
    }

    static func item(_ id: String, title: String? = nil, _ change: (inout Item) -> Void = { _ in }) throws -> Item {
        var item = Item(id: try ItemID(id))
        item.title = title
        change(&item)
        return item
    }

    static func config(_ change: (inout ContentConfig) -> Void = { _ in }) -> ContentConfig {
        var config = ContentConfig()
        (config.language, config.minItems) = (.none, 1)
        change(&config)
        return config
    }

    static func scores(_ items: [Item], _ config: ContentConfig, history: [HistoryItem]) throws -> [Float] {
        let model = try ContentModel.train(set(items), config: config, options: TrainingOptions())
        var scores = [Float](repeating: .nan, count: model.itemCount)
        scores.withUnsafeMutableBufferPointer { model.score(ScoringQuery(history: history), into: $0) }
        return scores
    }

    static let first = [HistoryItem(item: 0, weight: 1)]

    @Test func `likeness is the cosine of the terms, each by its rarity`() throws {
        let items = try [
            Self.item("a", title: "Red ring"), Self.item("b", title: "red cube"), Self.item("c", title: "blue CUBE"),
        ]
        let config = Self.config { $0.weighting = .tfidf }
        // ln 1.6 = 0.470004 for red and cube, ln(8/3) = 0.980829 for ring and blue: 0.220904 / (1.087626 · 0.664686).
        ItemKNNTests.expectClose(try Self.scores(items, config, history: Self.first), [1, 0.305567, 0])
        // Without what one item alone has: {red}, {red, cube}, {cube}.
        let shared = Self.config { ($0.weighting, $0.minItems) = (.tfidf, 2) }
        ItemKNNTests.expectClose(try Self.scores(items, shared, history: Self.first), [1, 0.70710677, 0])
        // The one term that is kept of two in as many items is the first by name: cube.
        let one = Self.config { $0.maxTerms = 1 }
        #expect(try Self.scores(items, one, history: [HistoryItem(item: 1, weight: 2)]) == [0, 2, 2])
    }

    /// The items of Tests/Golden/scripts/content_golden.py.
    static func goldenItems() throws -> [Item] {
        let titles = ["Red wool hat", "Blue wool scarf", "Straw hat", "Summer dress", "Umbrella"]
        let details = [
            "A warm hat of wool, red as fire", "Warm and blue", "A hat against the sun", "", "Against rain and sun",
        ]
        let tags = [["winter", "wool hat"], ["winter"], ["summer", "sun"], ["summer"], []]
        let categories = [["Hats"], ["Scarves"], ["Hats"], ["Dresses"], []]
        let brands = ["Acme", "Acme", "Böll", "Boll", nil]
        let prices: [Double?] = [20, 25, 20, 80, nil]
        let attributes: [JSONObject] = [
            ["organic": true, "vector": [1, 0, 2]], ["size": "M", "vector": [0, 1, 1]],
            ["organic": true, "size": "L"], ["size": "M", "colours": ["red", "blue"], "vector": [2, 0, 4]],
            ["organic": false, "vector": [1, -1, 0]],
        ]
        return try titles.indices.map { place in
            try item("i\(place)", title: titles[place]) {
                ($0.details, $0.tags, $0.categories) = (details[place], tags[place], categories[place])
                ($0.brand, $0.price, $0.attributes) = (brands[place], prices[place], attributes[place])
            }
        }
    }

    static func goldenConfig(_ change: (inout ContentConfig) -> Void) -> ContentConfig {
        config {
            ($0.titleWeight, $0.descriptionWeight, $0.tagWeight) = (2, 0.5, 1)
            ($0.categoryWeight, $0.brandWeight, $0.attributeWeight) = (1.5, 0.75, 0.25)
            change(&$0)
        }
    }

    /// The numbers are those of Tests/Golden/scripts/content_golden.py.
    static let golden: [(config: ContentConfig, scores: [Float])] = [
        (goldenConfig { $0.weighting = .tfidf }, [1.0, 0.245907, 0.351857, 0.5, 0.0]),
        (goldenConfig { ($0.weighting, $0.minItems) = (.bm25, 2) }, [1.0, 0.640636, 0.736059, 0.5, 0.0]),
        (
            goldenConfig {
                ($0.weighting, $0.numbers, $0.vectors) = (.bm25, ["price"], ["vector"])
                ($0.numberShare, $0.vectorShare, $0.numberWidth) = (0.25, 0.5, 0.2)
            }, [1.143378, 0.47101, 0.350327, 0.786756, 0.135526]
        ),
    ]

    @Test(arguments: golden.indices)
    func `scores equal those of an independent implementation`(_ index: Int) throws {
        let history = [HistoryItem(item: 0, weight: 1), HistoryItem(item: 3, weight: 0.5)]
        let (config, expected) = Self.golden[index]
        ItemKNNTests.expectClose(try Self.scores(Self.goldenItems(), config, history: history), expected)
    }

    @Test(arguments: ContentConfig.Weighting.allCases)
    func `it does what every model does`(weighting: ContentConfig.Weighting) throws {
        let config = Self.config { $0.weighting = weighting }
        try ModelConformance(ContentModel.self, config: config, learnsFromCatalogue: true).check()
    }

    @Test func `it does what every model does with numbers and vectors, and with the defaults`() throws {
        let config = Self.config { ($0.numbers, $0.vectors) = (["price"], ["embedding"]) }
        try ModelConformance(ContentModel.self, config: config, learnsFromCatalogue: true).check()
        try ModelConformance(ContentModel.self, config: ContentConfig(), learnsFromCatalogue: true).check()
    }

    @Test func `similar items have the most in common, and one with nothing in common is none`() throws {
        let items = try [
            Self.item("a", title: "Red ring"), Self.item("b", title: "red cube"), Self.item("c", title: "red ring"),
            Self.item("d", title: "Elephant"),
        ]
        let model = try ContentModel.train(Self.set(items), config: Self.config(), options: TrainingOptions())
        #expect(model.similarItems(to: 0, limit: 5).map(\.item) == [2, 1])
        #expect(model.similarItems(to: 3, limit: 5).isEmpty && model.similarItems(to: 4, limit: 5).isEmpty)
    }

    @Test func `numbers are alike by how many items lie between them, whatever their unit`() throws {
        let prices: [Double] = [1, 2, 3, 1000, 5000]
        let items = try prices.map { price in try Self.item("\(Int(price))") { $0.price = price } }
        let config = Self.config { ($0.numbers, $0.numberWidth) = (["price"], 0.2) }
        let scores = try Self.scores(items, config, history: [HistoryItem(item: 2, weight: 1)])
        // One step of five is one width: e^(-1/2); two are e^(-2).
        ItemKNNTests.expectClose(scores, [0.135335, 0.606531, 1, 0.606531, 0.135335], tolerance: 1e-6)
    }

    @Test func `a vector of another size, or of zeros, counts as none`() throws {
        let vectors: [JSONValue] = [[3, 4], [4, 3], [1, 2, 3], [0, 0], "x", []]
        let items = try vectors.enumerated().map { place, vector in
            try Self.item("\(place)") { $0.attributes = ["embedding": vector] }
        }
        let config = Self.config { ($0.vectors, $0.attributes) = (["embedding"], []) }
        ItemKNNTests.expectClose(try Self.scores(items, config, history: Self.first), [1, 0.96, 0, 0, 0, 0])
    }

    @Test func `a name that no item has is refused`() throws {
        let items = try [Self.item("a", title: "Ring")]
        for (config, part) in [
            (Self.config { $0.numbers = ["prize"] }, "content.numbers names \"prize\""),
            (Self.config { $0.vectors = ["embeding"] }, "content.vectors names \"embeding\""),
        ] {
            let error = #expect(throws: InvalidSetting.self) { try Self.scores(items, config, history: []) }
            #expect(error?.description.contains(part) == true)
        }
    }

    @Test func `the language is told from the texts, and words are cut to their stems`() throws {
        let items = try [
            Self.item("a", title: "The rings of the king"), Self.item("b", title: "A ring with a stone"),
            Self.item("c", title: "The stoned king"),
        ]
        let config = Self.config { $0.language = .auto }
        let model = try ContentModel.train(Self.set(items), config: config, options: TrainingOptions())
        #expect(model.config.language == .english)
        #expect(model.similarItems(to: 0, limit: 3).count == 2)
        #expect(model.similarItems(to: 1, limit: 3).count == 2)
    }

    @Test func `a damaged file is refused, not read beyond its end`() throws {
        let config = Self.goldenConfig { ($0.numbers, $0.vectors) = (["price"], ["vector"]) }
        let model = try ContentModel.train(Self.set(Self.goldenItems()), config: config, options: TrainingOptions())
        let damaged = [
            Tensor(name: "levels", shape: [4], values: .uint8(Buffer([0, 1, 2, 3]))),
            Tensor(name: "vector_size", shape: [1], values: .int64(Buffer([-1]))),
            Tensor(name: "vector_size", shape: [1], values: .int64(Buffer([17]))),
            Tensor(name: "vectors", shape: [1, 16], values: .float32(Buffer([Float](repeating: 0, count: 16)))),
            Tensor(name: "terms.offsets", shape: [1], values: .int64(Buffer([0]))),
            Tensor(name: "items_by_term.offsets", shape: [2], values: .int64(Buffer([0, 0]))),
        ]
        for tensor in damaged {
            let tensors = model.tensors.map { $0.name == tensor.name ? tensor : $0 }
            #expect(throws: TensorError.self, "\(tensor.name)") { try ContentModel(tensors: tensors, config: config) }
        }
    }
}
