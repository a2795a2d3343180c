import Domain
import Matrices
import Models
import TestSupport
import Testing

@Suite struct ModelRegistryTests {
    @Test(arguments: ModelRegistry.names)
    func `the default configuration is in range and reads back as it was written`(name: String) throws {
        let config = try ModelRegistry.config(of: name)
        try #expect(ModelRegistry.config(of: name, settings: config) == config)
        let known = try ModelRegistry.settingNames(of: name)
        #expect(config.members.allSatisfy { known.contains($0.name) })
    }

    @Test func `an unknown model is refused with the names there are`() {
        let error = #expect(throws: ModelSelectionError.self) { _ = try ModelRegistry.type(named: "alz") }
        #expect(
            error?.description
                == "There is no model \"alz\". Choose one of \(ModelRegistry.names.joined(separator: ", ")).")
    }

    @Test func `settings take the place of the defaults`() throws {
        let settings: JSONObject = ["embedding_size": 8, "epochs": 2, "regularization": 0.5, "solver": "cholesky"]
        let model = try ModelRegistry.train(
            "als", set: Worlds.random(seed: 1), settings: settings, options: TrainingOptions())
        let als = try #require(model as? ALSModel)
        #expect(als.config.embeddingSize == 8 && als.config.epochs == 2 && als.config.solver == .cholesky)
        #expect(als.config.regularization == 0.5 && als.config.regularizationExponent == 1)
        #expect(als.kindName == "als" && als.configJSON["epochs"] == 2)
    }

    @Test(arguments: [(".02", 0.02), ("-.5", -0.5), ("+3", 3), ("1e-3", 0.001)])
    func `a number may be written as people write it`(text: String, value: Double) throws {
        #expect(try SettingAssignment("als.regularization=\(text)").value == .number(value))
        #expect(try SettingAssignment("als.solver=1.2.3").value == "1.2.3")
    }

    @Test func `an optional setting can be given and taken back`() throws {
        try #expect(ModelRegistry.config(of: "popular", settings: ["half_life_days": 7])["half_life_days"] == 7)
        try #expect(ModelRegistry.config(of: "popular", settings: ["half_life_days": nil])["half_life_days"] == nil)
    }

    /// Each assignment to refuse, and what the error says.
    static let misfits: [(text: String, part: String)] = [
        ("als.factors=8", "embedding_size"),
        ("als.epochs=ten", "The setting als.epochs is \"ten\", not a whole number"),
        ("als.epochs=1.5", "als.epochs"),
        ("als.epochs=0", "als.epochs is 0; give 1 to 1000"),
        ("als.regularization=0", "als.regularization is 0.0; give a number above 0.0"),
        ("als.solver=magic", "als.solver is \"magic\", not one of conjugate_gradient, cholesky"),
        ("als.embedding_size=null", "als.embedding_size"),
        ("als.unobserved_weight=-1", "als.unobserved_weight"),
        ("als.regularization_exponent=3", "als.regularization_exponent"),
        ("als.conjugate_gradient_steps=0", "als.conjugate_gradient_steps"),
        ("item-knn.neighbor_count=0", "item-knn.neighbor_count"),
        ("item-knn.shrinkage=-1", "item-knn.shrinkage"),
        ("item-knn.weighting=[]", "item-knn.weighting"),
        ("rp3beta.alpha=0", "rp3beta.alpha is 0.0; give a number above 0.0"),
        ("rp3beta.beta=-1", "rp3beta.beta"),
        ("rp3beta.neighbor_count=0", "rp3beta.neighbor_count"),
        ("rp3beta.scale_rows=2", "The setting rp3beta.scale_rows is 2, not true or false"),
        ("ease.regularization=0", "ease.regularization is 0.0; give a number above 0.0"),
        ("ease.regularization_exponent=1.5", "ease.regularization_exponent"),
        ("ease.activity_exponent=-1", "ease.activity_exponent"),
        ("ease.neighbor_count=0", "ease.neighbor_count"),
        ("ease.solver=sparse", "ease.solver is \"sparse\", not one of auto, dense, iterative"),
        ("ease.tolerance=2", "ease.tolerance"),
        ("ease.use_weights=1", "The setting ease.use_weights is 1, not true or false"),
        ("slim.l1_regularization=-1", "slim.l1_regularization"),
        ("slim.l2_regularization=0", "slim.l2_regularization is 0.0; give a number above 0.0"),
        ("slim.regularization_exponent=1.5", "slim.regularization_exponent"),
        ("slim.activity_exponent=-1", "slim.activity_exponent"),
        ("slim.candidate_count=0", "slim.candidate_count"),
        ("slim.non_negative=yes", "The setting slim.non_negative is \"yes\", not true or false"),
        ("slim.tolerance=0", "slim.tolerance"),
        ("gf-cf.embedding_size=0", "gf-cf.embedding_size"),
        ("gf-cf.ideal_weight=-1", "gf-cf.ideal_weight"),
        ("gf-cf.neighbor_count=10001", "gf-cf.neighbor_count"),
        ("bspm.embedding_size=2049", "bspm.embedding_size"),
        ("bspm.ideal_weight=-1", "bspm.ideal_weight"),
        ("bspm.sharpening_time=11", "bspm.sharpening_time"),
        ("bspm.sharpening_steps=0", "bspm.sharpening_steps"),
        ("bspm.neighbor_count=0", "bspm.neighbor_count"),
        ("popular.segments=country", "The setting popular.segments is \"country\", not a list"),
        ("popular.segment_shrinkage=-1", "popular.segment_shrinkage"),
        ("trending.half_life_days=null", "trending.half_life_days is null, not a number"),
        ("basket.direction=up", "not one of directed, undirected"),
        ("content.language=klingon", "content.language is \"klingon\", not one of auto, none, danish"),
        ("content.saturation=-1", "content.saturation is -1.0; give 0.0 to 100.0"),
        ("content.length_normalization=2", "content.length_normalization"),
        ("content.brand_weight=-1", "content.brand_weight"),
        ("content.max_terms=0", "content.max_terms"),
        ("content.number_width=0", "content.number_width is 0.0; give a number above 0.0"),
        ("content.numbers=price", "The setting content.numbers is \"price\", not a list"),
        ("content.attributes=[1]", "The setting content.attributes is [1], not a string"),
    ]

    @Test(arguments: misfits)
    func `a setting that does not fit is refused by name`(text: String, part: String) {
        let error = #expect(throws: (any Error).self) {
            let given = try SettingAssignment(text)
            let model = try #require(given.model)
            return try ModelRegistry.config(of: model, settings: JSONObject([(given.key, given.value)]))
        }
        #expect(error.map { "\($0)".contains(part) } == true, "\(error.map { "\($0)" } ?? "nothing")")
    }

    @Test func `an assignment is for every model that knows its key, or for the one it names`() throws {
        let models = ["popular", "item-knn", "als"]
        let given = try ["epochs=10", "als.embedding_size=32", "shrinkage=2.5", "epochs=12", "als.solver=cholesky"]
            .map { try SettingAssignment($0) }
        try #expect(
            SettingAssignment.settings(given, for: "als", among: models)
                == ["epochs": 12, "embedding_size": 32, "solver": "cholesky"])
        try #expect(SettingAssignment.settings(given, for: "item-knn", among: models) == ["shrinkage": 2.5])
        try #expect(SettingAssignment.settings(given, for: "popular", among: models).isEmpty)
    }

    @Test(arguments: ["epochs", "=3", "", "alz.epochs=3", "als.factors=3", "factors=3"])
    func `an assignment nobody understands is refused`(text: String) {
        #expect(throws: ModelSelectionError.self) {
            try SettingAssignment.settings([SettingAssignment(text)], for: "als", among: ["als", "popular"])
        }
    }
}
