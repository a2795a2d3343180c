import Testing

@testable import Simulation

@Suite struct WordsTests {
    @Test func `there are at least 14 departments of 4 to 8 aisles with names of their own`() {
        #expect(Department.all.count >= 14)
        #expect(Department.all.allSatisfy { (4...8).contains($0.aisles.count) })
        #expect(Set(Department.all.map(\.name)).count == Department.all.count)
        let aisles = Department.all.flatMap { $0.aisles.map(\.name) }
        #expect(Set(aisles).count == aisles.count)
    }

    @Test(arguments: Department.all.flatMap(\.aisles))
    func `an aisle has enough words and no stray separator`(aisle: Aisle) {
        #expect(aisle.nouns.count >= 5 && aisle.makes.count >= 5 && aisle.variants.count >= 3)
        #expect(aisle.features.count == 4 && aisle.notes.count == 2)
        let words = aisle.nouns + aisle.makes + aisle.variants + aisle.features
        #expect(words.allSatisfy { !$0.isEmpty && !$0.contains(";") && $0.first != " " && $0.last != " " })
        #expect(aisle.notes.allSatisfy { $0.hasSuffix(".") && !$0.contains(";") && $0.first?.isUppercase == true })
        #expect(Set(aisle.nouns).count == aisle.nouns.count && Set(aisle.makes).count == aisle.makes.count)
        #expect(aisle.price > 0 && (0.2...1).contains(aisle.spread))
    }

    @Test func `every department has at least five brands and every brand a department that is there`() {
        let names = Set(Department.all.map(\.name))
        #expect(Set(Brand.all.map(\.name)).count == Brand.all.count && Brand.all.count >= 60)
        #expect(Brand.all.allSatisfy { !$0.departments.isEmpty && names.isSuperset(of: $0.departments) })
        #expect(Brand.all.allSatisfy { (-1...1).contains($0.tier) })
        for name in names { #expect(Brand.all.count { $0.departments.contains(name) } >= 5, "\(name)") }
    }

    @Test func `a season is about 1 over a year`() {
        for department in Department.all {
            let mean = (1...12).map { department.season.factor(month: $0) }.reduce(0, +) / 12
            #expect(abs(mean - 1) < 0.15, "\(department.name): \(mean)")
            #expect((1...12).allSatisfy { department.season.factor(month: $0) <= Season.strongest })
        }
    }

    @Test(arguments: [
        ("Running Sock", "running sock"), ("LED Bulb", "LED bulb"), ("GPS Watch", "GPS watch"),
        ("USB-C Cable", "USB-C cable"), ("Chef's Knife", "chef's knife"), ("Crew-Neck Jumper", "crew-neck jumper"),
        ("Three-Season", "three-season"),
    ])
    func `abbreviations keep their capitals inside a sentence`(title: String, lowered: String) {
        #expect(ProductName.lowered(title) == lowered)
    }
}
