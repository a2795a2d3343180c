import Matrices

extension Timeline {
    /// Which aisle a list of this visit is about.
    ///
    ///     P(aisle) ∝ size · season · e^(focus · taste · center)
    ///
    /// - Complexity: O(aisles · TasteSpace.whatSize).
    func aisleDraw(taste: [Float], month: Int) -> WeightedDraw {
        let what = taste[..<TasteSpace.whatSize]
        return WeightedDraw(
            catalogue.aisles.map { shelf in
                guard !shelf.members.isEmpty else { return 0 }
                let affinity = Double(TasteSpace.product(what, shelf.center[...]))
                return shelf.weight * shelf.department.season.factor(month: month)
                    * PortableMath.exp(Behaviour.aisleFocus * affinity)
            })
    }

    /// The products of one list in the order it shows them, at most ``Behaviour/listLength``, all different.
    ///
    /// They are drawn by popularity, on the front page (no aisle) by popularity and season, so the popular ones tend
    /// to stand in front. A shopper who narrows the list down sees the half of a longer one that suits them better,
    /// still in its order.
    func listing(aisle: Int?, day: Int, taste: [Float], _ random: inout SeededRandom) -> [Int] {
        let narrows = random.happens(Behaviour.narrowedShare)
        let length = Behaviour.listLength * (narrows ? 2 : 1)
        var list: [Int] = []
        for _ in 0..<length * 3 where list.count < length {
            let item = drawn(aisle: aisle, &random)
            if aisle == nil, !random.happens(season(of: item, day: day) / Season.strongest) { continue }
            if catalogue.firstDay[item] <= day, !list.contains(item) { list.append(item) }
        }
        guard narrows, list.count > 1 else { return list }
        let affinities = list.map { TasteSpace.product(taste[...], catalogue.vector(of: $0)) }
        let bar = affinities.sorted()[list.count / 2]
        return list.indices.filter { affinities[$0] >= bar }.prefix(Behaviour.listLength).map { list[$0] }
    }

    private func season(of item: Int, day: Int) -> Double {
        let shelf = catalogue.aisles[catalogue.aisleOfItem[item]]
        return shelf.department.season.factor(month: calendar.days[day].month)
    }

    private func drawn(aisle: Int?, _ random: inout SeededRandom) -> Int {
        guard let aisle else { return catalogue.frontPage.place(&random) }
        let shelf = catalogue.aisles[aisle]
        return shelf.members[shelf.draw.place(&random)]
    }
}
