/// Finds an order that keeps to caps where choosing place by place ran into a corner.
///
/// Depth first over the candidates in the order of preference, place by place, taking back what leads nowhere; of
/// candidates that are of the same kinds only the first is tried at a place. It gives up after ``maximumSteps``: an
/// order that exists can be missed among many kinds in tight windows.
enum CapArrangement {
    /// The most candidates that are tried.
    static let maximumSteps = 20_000

    /// The order of `count` candidates below those of `start` that keeps to every cap, as near to `preference` as this
    /// search comes; nil where there is none, or none was found in ``maximumSteps``.
    /// - Complexity: O(``maximumSteps`` · caps).
    static func order(_ preference: [Int], below start: CapLedger, _ caps: [WindowCap], count: Int) -> [Int]? {
        let kinds = preference.map { candidate in
            caps.map { Array($0.column.codes[$0.column.range(candidate)]) }
        }
        var (ledger, isUsed) = (start, [Bool](repeating: false, count: preference.count))
        // What was tried at each place so far, as positions in `preference`; the last one stands there.
        var tried: [[Int]] = [[]]
        var steps = 0
        while tried.count <= count {
            let failed = tried[tried.count - 1]
            let next = preference.indices[((failed.last ?? -1) + 1)...].first { position in
                guard !isUsed[position] else { return false }
                steps += 1
                return ledger.admits(preference[position]) && !failed.contains { kinds[$0] == kinds[position] }
            }
            guard steps <= maximumSteps else { return nil }
            if let next {
                tried[tried.count - 1].append(next)
                isUsed[next] = true
                ledger.choose(preference[next])
                tried.append([])
            } else {
                tried.removeLast()
                guard let back = tried.last?.last else { return nil }
                isUsed[back] = false
                ledger.takeBack()
            }
        }
        return Array(ledger.chosen[start.chosen.count...])
    }
}
