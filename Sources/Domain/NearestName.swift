/// Finds what somebody meant who mistyped a name.
package enum NearestName {
    /// The candidate with the smallest edit distance to `name`, ties by order; nil when all are further than a third
    /// of the name's length (and further than 2).
    /// - Complexity: O(bytes), and O(length²) for each candidate about as long as `name`: whoever sends a name of a
    ///   megabyte, or a candidate, does not keep anybody busy.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let (bytes, most) = (Array(name.lowercased().utf8), max(2, name.utf8.count / 3))
        var (nearest, least): (String?, Int) = (nil, most + 1)
        for candidate in candidates {
            let other = Array(candidate.lowercased().utf8)
            guard abs(other.count - bytes.count) <= most else { continue }
            let distance = distance(bytes, other)
            if distance < least { (nearest, least) = (candidate, distance) }
        }
        return nearest
    }

    /// How many bytes must be put in, taken out, changed or swapped with their neighbour to turn `a` into `b`.
    ///
    /// *Source:* Damerau, "A technique for computer detection and correction of spelling errors", 1964,
    /// doi:10.1145/363958.363994; no part is edited twice.
    package static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var rows = [Array(0...b.count)]
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            for (j, right) in b.enumerated() {
                var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (left == right ? 0 : 1))
                if i > 0, j > 0, left == b[j - 1], a[i - 1] == right { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
