/// At most so many of a kind among any places in a row.
///
/// An item may be of several kinds, and then stands in the count of each; one of no kind is never held back.
struct WindowCap {
    /// Which kinds each candidate is of.
    let column: FacetColumn
    /// How many of a kind there may be, 1 or more.
    let most: Int
    /// Among how many places in a row, 1 or more.
    let window: Int
}

/// The caps of a list that grows place by place.
struct CapLedger {
    private let caps: [WindowCap]
    /// How many of each kind stand in the places that the next one shares a window with, by cap and kind.
    private var counts: [[Int32]]
    /// The candidates chosen so far, in order.
    private(set) var chosen: [Int] = []

    /// A list in which nothing stands yet.
    init(_ caps: [WindowCap]) {
        self.caps = caps
        counts = caps.map { [Int32](repeating: 0, count: $0.column.names.count) }
    }

    /// Whether no cap is broken by the candidate at the next place.
    func admits(_ candidate: Int) -> Bool { refusal(of: candidate) == nil }

    /// The place of the first cap that the candidate would break at the next place; nil where none.
    func refusal(of candidate: Int) -> Int? {
        for index in caps.indices {
            let (column, counts) = (caps[index].column, counts[index])
            for place in column.range(candidate) where counts[Int(column.codes[place])] >= caps[index].most {
                return index
            }
        }
        return nil
    }

    /// Puts the candidate at the next place.
    mutating func choose(_ candidate: Int) {
        chosen.append(candidate)
        for index in caps.indices {
            count(candidate, 1, index)
            let leaving = chosen.count - caps[index].window
            if leaving >= 0 { count(chosen[leaving], -1, index) }
        }
    }

    /// Takes the last place back.
    mutating func takeBack() {
        guard let last = chosen.last else { return }
        for index in caps.indices {
            let leaving = chosen.count - caps[index].window
            if leaving >= 0 { count(chosen[leaving], 1, index) }
            count(last, -1, index)
        }
        chosen.removeLast()
    }

    private mutating func count(_ candidate: Int, _ change: Int32, _ index: Int) {
        let column = caps[index].column
        for place in column.range(candidate) { counts[index][Int(column.codes[place])] += change }
    }
}
