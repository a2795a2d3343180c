import Matrices

extension Timeline {
    /// Walks a visit from its first page to its end and schedules everything that comes of it.
    mutating func walk(_ visit: inout Visit) {
        let taste = shoppers[visit.user].taste(day: visit.day, days: config.days)
        let aisles = aisleDraw(taste: taste, month: calendar.days[visit.day].month)
        guard !aisles.isEmpty else { return }
        if visit.random.happens(0.2), let last = memories[visit.user].seen.last {
            open(Int(last), position: 0, taste: taste, &visit)
        }
        var aisle = aisles.place(&visit.random)
        var lists = 0
        repeat {
            if lists > 0, visit.random.happens(0.4) { aisle = aisles.place(&visit.random) }
            let isFrontPage = visit.random.happens(Behaviour.frontPageShare)
            browse(aisle: isFrontPage ? nil : aisle, taste: taste, &visit)
            lists += 1
        } while lists < 8 && visit.random.happens(0.6)
        checkOut(taste: taste, &visit)
    }

    /// Goes down one list: looks at a place less often the further down it is, and opens what appeals.
    private mutating func browse(aisle: Int?, taste: [Float], _ visit: inout Visit) {
        let list = listing(aisle: aisle, day: visit.day, taste: taste, &visit.random)
        for (place, item) in list.enumerated() {
            if place > 0, !visit.random.happens(Behaviour.goesOn) { return }
            visit.pass(seconds: 1 + visit.random.below(5))
            let affinity = affinity(taste, item)
            let appeal = Behaviour.view(affinity: affinity) * familiarity(of: item, to: visit.user)
            if visit.random.happens(appeal) { open(item, position: place + 1, taste: taste, &visit) }
        }
    }

    /// The factor on opening `item` for a shopper who may have seen it, or has bought it: nobody needs a second tent.
    private func familiarity(of item: Int, to user: Int) -> Double {
        let memory = memories[user]
        if memory.bought.contains(UInt32(item)) {
            return catalogue.aisles[catalogue.aisleOfItem[item]].aisle.isConsumable ? 1 : 0
        }
        return memory.seen.contains(UInt32(item)) ? Behaviour.seenBefore : 1
    }

    /// Opens a product's page, and perhaps puts it in the cart.
    private mutating func open(_ item: Int, position: Int, taste: [Float], _ visit: inout Visit) {
        visit.pass(seconds: 2 + visit.random.below(8))
        schedule(visit.event(.view, item: item, position: position))
        remember(item, user: visit.user)
        visit.pass(seconds: 5 + visit.random.below(90))
        guard visit.random.happens(Behaviour.addToCart(affinity: affinity(taste, item))),
            !visit.cart.contains(where: { $0.item == item })
        else { return }
        if visit.login == .later { visit.login = .done }
        let isConsumable = catalogue.aisles[catalogue.aisleOfItem[item]].aisle.isConsumable
        let quantity = isConsumable && visit.random.happens(0.4) ? 2 + visit.random.below(3) : 1
        visit.cart.append((item, quantity))
        schedule(visit.event(.addToCart, item: item, position: position, amount: quantity))
    }

    private mutating func remember(_ item: Int, user: Int) {
        memories[user].seen.removeAll { $0 == UInt32(item) }
        memories[user].seen.append(UInt32(item))
        if memories[user].seen.count > Behaviour.memory { memories[user].seen.removeFirst() }
    }

    /// Buys the cart's products or takes them out; three in four shoppers who are not logged in leave it there.
    private mutating func checkOut(taste: [Float], _ visit: inout Visit) {
        if visit.login == .never, !visit.random.happens(0.25) { return }
        visit.pass(seconds: 30 + visit.random.below(150))
        for (item, quantity) in visit.cart {
            visit.pass(seconds: 1)
            if visit.random.happens(Behaviour.purchase) {
                schedule(visit.event(.purchase, item: item, amount: quantity))
                memories[visit.user].bought.append(UInt32(item))
                followUp(item, quantity: quantity, affinity: affinity(taste, item), &visit)
            } else if visit.random.happens(Behaviour.removal) {
                schedule(visit.event(.removeFromCart, item: item, amount: quantity))
            }
        }
    }

    /// What comes days after a purchase by somebody the shop knows: sending it back, or else perhaps a rating.
    private mutating func followUp(_ item: Int, quantity: Int, affinity: Float, _ visit: inout Visit) {
        guard visit.login == .done else { return }
        if visit.random.happens(Behaviour.sendsBack(affinity: affinity)) {
            scheduleLater(.return, item: item, amount: quantity, days: 4 + visit.random.below(18), &visit)
        } else if visit.random.happens(Behaviour.rating) {
            let stars = Behaviour.stars(affinity: affinity) + 0.7 * visit.random.portableNormal()
            let rounded = Int(max(1, min(5, stars.rounded())))
            scheduleLater(.rating, item: item, amount: rounded, days: 2 + visit.random.below(14), &visit)
        }
    }

    private mutating func scheduleLater(
        _ kind: ShopEvent.Kind, item: Int, amount: Int, days: Int, _ visit: inout Visit
    ) {
        let time = visit.clock + Int64(days) * 86_400 + Int64(visit.random.below(36_000)) - 18_000
        schedule(
            ShopEvent(
                time: time, session: 0, user: UInt32(visit.user), item: UInt32(item), kind: kind, isLoggedIn: true,
                position: 0, amount: UInt8(amount)))
    }

    /// The inner product of a taste and a product's vector, about -1...1.8.
    private func affinity(_ taste: [Float], _ item: Int) -> Float {
        TasteSpace.product(taste[...], catalogue.vector(of: item))
    }
}
