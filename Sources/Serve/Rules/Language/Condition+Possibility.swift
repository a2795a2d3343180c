extension Condition {
    /// Whether it can be true, whatever the item is, of a request that lacks the fields at `places`.
    /// - Complexity: O(size).
    func canHold(without places: Set<Int>) -> Bool { canBe(true, without: places) }

    private func canBe(_ value: Bool, without places: Set<Int>) -> Bool {
        switch self {
        case .constant(let constant): constant == .bool(value)
        case .request(let place): !places.contains(place)
        case .not(let inner): inner.canBe(!value, without: places)
        case .and(let parts):
            value
                ? parts.allSatisfy { $0.canBe(true, without: places) }
                : parts.contains { $0.canBe(false, without: places) }
        case .or(let parts):
            value
                ? parts.contains { $0.canBe(true, without: places) }
                : parts.allSatisfy { $0.canBe(false, without: places) }
        case .comparison(_, let left, let right), .contains(let left, let right):
            !left.isMissing(without: places) && !right.isMissing(without: places)
        // An empty list holds nothing, not even what is missing.
        case .has(let left, let right):
            !value || !left.isMissing(without: places) && !right.isMissing(without: places)
        case .known(let inner): !value || !inner.isMissing(without: places)
        case .otherwise(let left, let right):
            left.canBe(value, without: places) || right.canBe(value, without: places)
        case .item, .touched: true
        case .list, .arithmetic, .negative: false
        }
    }

    /// Whether it certainly has no value.
    private func isMissing(without places: Set<Int>) -> Bool {
        switch self {
        case .constant(let value): value == .missing
        case .request(let place): places.contains(place)
        case .arithmetic(_, let left, let right): left.isMissing(without: places) || right.isMissing(without: places)
        case .negative(let inner), .not(let inner): inner.isMissing(without: places)
        case .otherwise(let left, let right): left.isMissing(without: places) && right.isMissing(without: places)
        default: false
        }
    }
}
