import Domain
import Matrices

extension SessionNeighborhood {
    /// The neighbours of a session, the likest first.
    ///
    /// The lists of the items' sessions, newest first, are merged until there are enough: each session comes up once,
    /// with all items it shares, and nothing older is looked at.
    /// - Complexity: O(sampleSize · items of the session + neighborCount · log(neighborCount)).
    func neighbors(of present: SessionEmphasis) -> [SessionNeighbor] {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 2 * sampleSize) { found in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: sampleSize) { likeness in
                let newest = UnsafeMutableBufferPointer(rebasing: found[sampleSize...])
                let count = sample(present, sessions: found, newest: newest, likeness: likeness)
                let best = topK(UnsafeBufferPointer(rebasing: likeness[..<count]), limit: neighborCount)
                return best.lazy.filter { $0.score > 0 }.map { ranked in
                    let session = Int(found[ranked.index])
                    let match = present.match[Int(newest[ranked.index])]
                    return SessionNeighbor(
                        session: session, factor: match * (sessionFactors?[session] ?? 1),
                        strength: match * ranked.score)
                }
            }
        }
    }

    /// Writes the `sampleSize` newest sessions with any of the items, the newest first, their likeness and which of the
    /// items they share was touched last; answers how many there are.
    private func sample(
        _ present: SessionEmphasis, sessions: UnsafeMutableBufferPointer<UInt32>,
        newest: UnsafeMutableBufferPointer<UInt32>, likeness: UnsafeMutableBufferPointer<Float>
    ) -> Int {
        let listCount = present.items.count
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, listCount)) { heads in
            withUnsafeTemporaryAllocation(of: Range<Int>.self, capacity: max(1, listCount)) { rests in
                // A head is the number of the list's newest session that is left, plus 1; 0 where none is left.
                func advance(_ list: Int) {
                    let rest = rests[list]
                    heads[list] = rest.isEmpty ? 0 : index.postings[rest.lowerBound] + 1
                    if !rest.isEmpty { rests[list] = rest.lowerBound + 1..<rest.upperBound }
                }
                for list in 0..<listCount {
                    rests.initializeElement(at: list, to: index.postings(of: present.items[list]))
                    advance(list)
                }
                var count = 0
                while count < sampleSize {
                    var head: UInt32 = 0
                    for list in 0..<listCount { head = max(head, heads[list]) }
                    guard head > 0 else { break }
                    var (sum, first) = (Float(0), UInt32.max)
                    for list in 0..<listCount where heads[list] == head {
                        sum += present.likeness[list]
                        first = min(first, UInt32(list))
                        advance(list)
                    }
                    sessions[count] = head - 1
                    likeness[count] = sum * (sessionFactors?[Int(head - 1)] ?? 1)
                    newest[count] = first
                    count += 1
                }
                return count
            }
        }
    }
}
