import Domain
import Matrices

/// Makes one product after the other, each from its own random stream; titles are not used twice.
struct ItemMaker {
    /// A product with its truth.
    struct Product {
        /// What the shop shows.
        let item: Item
        /// Its taste vector, `[TasteSpace.size]`.
        let vector: [Float]
        /// How much it is looked for.
        let popularity: Double
        /// The place of its aisle.
        let aisle: Int
        /// The day it appears, from the first day of the events.
        let firstDay: Int
    }

    /// The products so far.
    private(set) var products: [Product] = []
    private let config: ShopConfig
    private let space: TasteSpace
    private let brands: [String: [Int]]
    private var titles: Set<String> = []

    /// Makes products for `config`.
    init(config: ShopConfig, space: TasteSpace) {
        (self.config, self.space) = (config, space)
        var brands: [String: [Int]] = [:]
        for (place, brand) in Brand.all.enumerated() {
            for department in brand.departments { brands[department, default: []].append(place) }
        }
        self.brands = brands
    }

    /// Adds a product of `aisle`, the one at `place`.
    mutating func add(department: Department, aisle: Aisle, at place: Int) {
        let index = products.count
        var random = SeededRandom(seed: config.seed, stream: SeededRandom.ShopStream.item(index))
        let brand = random.pick(brands[department.name] ?? [0])
        let name = newName(Brand.all[brand], aisle, &random)
        let look = Self.look(of: space.brands[brand], &random)
        let price = Pricing.price(aisle: aisle, brand: Brand.all[brand], size: name.variant, &random)
        let firstDay = Self.firstDay(days: config.days, &random)

        var item = Item(id: ItemID(stringLiteral: "p-\(padded(index + 1, 5))"))
        item.title = name.title
        item.details = name.description(aisle: aisle, brand: Brand.all[brand], &random)
        item.categories = [department.name, aisle.name]
        item.brand = Brand.all[brand].name
        item.tags = Self.tags(name, department: department, look: look, &random)
        item.price = price.amount
        item.currency = "EUR"
        item.stock = random.happens(0.04) ? 0 : Double(1 + random.below(random.happens(0.2) ? 12 : 240))
        item.publishedAt = Timestamp(
            milliseconds: config.start.milliseconds + (Int64(firstDay) * 86_400 + Int64(random.below(8)) * 3600) * 1000)

        let what = TasteSpace.unit(zip(space.aisles[place], space.nouns[place][name.noun]).map(+))
        let vector = what + look.map { 0.8 * $0 } + [Float(max(-1.5, min(1.5, price.dearness))) * 0.4]
        let popularity = PortableMath.exp(1.5 * random.portableNormal())
        products.append(
            Product(item: item, vector: vector, popularity: popularity, aisle: place, firstDay: firstDay))
    }

    /// A name no product has yet; after a few tries a number tells it from its namesakes.
    private mutating func newName(_ brand: Brand, _ aisle: Aisle, _ random: inout SeededRandom) -> ProductName {
        var name = ProductName(brand: brand, aisle: aisle, &random)
        var tries = 0
        while titles.contains(name.title), tries < 6 {
            name = ProductName(brand: brand, aisle: aisle, &random)
            tries += 1
        }
        while !titles.insert(name.title).inserted { name.series += 1 }
        return name
    }

    /// The look of a product: half its brand's, half its own, length 1.
    private static func look(of brand: [Float], _ random: inout SeededRandom) -> [Float] {
        let own = TasteSpace.direction(TasteSpace.styleSize, &random)
        return TasteSpace.unit(zip(brand, own).map { 0.8 * $0 + 0.6 * $1 })
    }

    /// Four in five were there before the first day, up to two years; the others appear while the events run.
    private static func firstDay(days: Int, _ random: inout SeededRandom) -> Int {
        random.happens(0.8) ? -1 - random.below(730) : random.below(days)
    }

    private static func tags(
        _ name: ProductName, department: Department, look: [Float], _ random: inout SeededRandom
    ) -> [String] {
        let strongest = look.indices.max { look[$0] < look[$1] } ?? 0
        return [name.make.lowercased(), random.pick(department.occasions), TasteSpace.styles[strongest]]
    }
}

/// `number` in decimal with zeros in front, at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
