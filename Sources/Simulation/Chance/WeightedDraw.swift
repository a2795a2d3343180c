import Matrices

/// Draws places with probabilities in proportion to fixed weights.
struct WeightedDraw: Sendable {
    /// Running sums of the weights.
    private let sums: [Double]

    /// Weights that are not negative.
    init(_ weights: [Double]) {
        var total = 0.0
        sums = weights.map { weight in
            total += weight
            return total
        }
    }

    /// Whether there is something to draw: a weight above 0.
    var isEmpty: Bool { (sums.last ?? 0) <= 0 }

    /// A place, drawn with probability weight / sum of weights; there is something to draw.
    /// - Complexity: O(log places).
    func place(_ random: inout SeededRandom) -> Int {
        precondition(!isEmpty, "There is nothing to draw from.")
        let target = random.uniform() * sums[sums.count - 1]
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
