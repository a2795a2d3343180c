import Domain
import Matrices

/// The products and what is true of them behind the scenes.
struct Catalogue: Sendable {
    /// The products as the shop shows them.
    let items: [Item]
    /// The taste vector of each product, `[items × TasteSpace.size]`, one after the other.
    let vectors: [Float]
    /// How much each product is looked for, whoever looks; above 0, log-normal, so a few get most of the visits.
    let popularity: [Double]
    /// The place of each product's aisle in ``aisles``.
    let aisleOfItem: [Int]
    /// The day each product appears, counted from the first day of the events; 0 or less was always there.
    let firstDay: [Int]
    /// Every aisle, department by department.
    let aisles: [StockedAisle]
    /// Draws a product of the whole shop by its popularity.
    let frontPage: WeightedDraw

    /// The products of one aisle.
    struct StockedAisle: Sendable {
        /// What it is called and how its products are described.
        let aisle: Aisle
        /// Where it belongs.
        let department: Department
        /// Its unit vector, `[TasteSpace.whatSize]`.
        let center: [Float]
        /// Its products' places in ``Catalogue/items``.
        let members: [Int]
        /// Draws a place in `members` by popularity.
        let draw: WeightedDraw
        /// How big it is: its share of the catalogue times the number of aisles.
        let weight: Double
    }

    /// The taste vector of product `item`.
    func vector(of item: Int) -> ArraySlice<Float> {
        vectors[item * TasteSpace.size..<(item + 1) * TasteSpace.size]
    }

    /// What the shop of `config` sells.
    /// - Complexity: O(items).
    init(_ config: ShopConfig, space: TasteSpace) {
        let shelves = Department.all.flatMap { department in department.aisles.map { (department, $0) } }
        let plan = CataloguePlan(config, aisles: shelves.count)
        var maker = ItemMaker(config: config, space: space)
        for aisle in shelves.indices {
            let (department, words) = shelves[aisle]
            for _ in 0..<plan.counts[aisle] { maker.add(department: department, aisle: words, at: aisle) }
        }
        let products = maker.products
        let popularity = products.map(\.popularity)
        var members = [[Int]](repeating: [], count: shelves.count)
        for (place, product) in products.enumerated() { members[product.aisle].append(place) }
        items = products.map(\.item)
        vectors = products.flatMap(\.vector)
        self.popularity = popularity
        aisleOfItem = products.map(\.aisle)
        firstDay = products.map(\.firstDay)
        frontPage = WeightedDraw(popularity)
        aisles = shelves.indices.map { place in
            StockedAisle(
                aisle: shelves[place].1, department: shelves[place].0, center: space.aisles[place],
                members: members[place], draw: WeightedDraw(members[place].map { popularity[$0] }),
                weight: plan.weights[place])
        }
    }
}

/// How many products each aisle gets.
struct CataloguePlan {
    /// The relative size of each aisle, 1 on average.
    let weights: [Double]
    /// The number of products of each aisle; they add up to the configured number.
    let counts: [Int]

    /// Divides the products by random weights, the fractions going to the largest remainders.
    init(_ config: ShopConfig, aisles: Int) {
        var random = SeededRandom(seed: config.seed, stream: SeededRandom.ShopStream.plan)
        let raw = (0..<aisles).map { _ in 0.3 + PortableMath.exp(0.6 * random.portableNormal()) }
        let mean = raw.reduce(0, +) / Double(aisles)
        weights = raw.map { $0 / mean }
        let shares = weights.map { $0 / Double(aisles) * Double(config.items) }
        var counts = shares.map { Int($0) }
        let missing = max(0, config.items - counts.reduce(0, +))
        let byRemainder = shares.indices.sorted {
            let (a, b) = (shares[$0] - Double(counts[$0]), shares[$1] - Double(counts[$1]))
            return (b, $0) < (a, $1)
        }
        for turn in 0..<missing { counts[byRemainder[turn % aisles]] += 1 }
        self.counts = counts
    }
}
