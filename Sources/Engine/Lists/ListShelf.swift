/// Lists by their keys within a number of bytes, of which those go first that nobody asks for again.
///
/// S3-FIFO: what is new stands in a small queue of a tenth of the bytes. What was asked for again by the time it leaves goes
/// on to the main queue, anything else goes, and only its fingerprint is remembered for a while: if it comes back in that
/// time it goes to the main queue at once. There it stays as long as it is asked for between two rounds. So a crowd of lists
/// that are asked for once drives out nothing, and a hit changes one counter and moves nothing.
/// *Source:* Yang, Zhang, Qiu, Yue and Rashmi 2023, "FIFO queues are all you need for cache eviction",
/// doi:10.1145/3600006.3613147, algorithm 1.
/// *Deviations:* sizes are bytes, not objects; the ghost queue has as many entries as there are lists.
struct ListShelf {
    private static let smallShare = 10
    private static let maximumHits: UInt8 = 3

    private struct Place {
        var list: KeptList
        var byteCount: Int
        var hits: UInt8 = 0
        var isMain: Bool
    }

    private let capacity: Int
    private var places: [ListKey: Place] = [:]
    private var (small, main) = (FIFOQueue<ListKey>(), FIFOQueue<ListKey>())
    private var (smallBytes, mainBytes) = (0, 0)
    private var ghosts: [Int: Int] = [:]
    private var ghostQueue = FIFOQueue<(fingerprint: Int, age: Int)>()
    private var ghostAge = 0

    /// A shelf of up to `capacity` bytes.
    init(capacity: Int) { self.capacity = capacity }

    /// How many bytes the lists take.
    var byteCount: Int { smallBytes + mainBytes }
    /// How many lists there are.
    var count: Int { places.count }

    /// The list under `key`, which counts as asked for; nil where there is none.
    /// - Complexity: O(1).
    mutating func list(for key: ListKey) -> KeptList? {
        guard let place = places.index(forKey: key) else { return nil }
        if places.values[place].hits < Self.maximumHits { places.values[place].hits += 1 }
        return places.values[place].list
    }

    /// Puts `list` under `key`, in the place of another one there; not where it alone takes a tenth of all.
    /// - Complexity: O(1) on average.
    mutating func put(_ list: KeptList, for key: ListKey) {
        let bytes = list.byteCount + key.byteCount
        guard bytes <= capacity / Self.smallShare else { return }
        if let place = places.index(forKey: key) {
            count(bytes - places.values[place].byteCount, isMain: places.values[place].isMain)
            (places.values[place].list, places.values[place].byteCount) = (list, bytes)
        } else {
            let isMain = ghosts.removeValue(forKey: key.fingerprint) != nil
            places[key] = Place(list: list, byteCount: bytes, isMain: isMain)
            count(bytes, isMain: isMain)
            if isMain { main.append(key) } else { small.append(key) }
        }
        while byteCount > capacity { evict() }
    }

    /// Notes in which catalogue all of `list`, as it is kept under `key`, may be shown.
    mutating func confirm(_ list: KeptList, for key: ListKey) {
        guard let place = places.index(forKey: key), places.values[place].list.isSame(as: list) else { return }
        places.values[place].list.stamp = list.stamp
    }

    private mutating func count(_ bytes: Int, isMain: Bool) {
        if isMain { mainBytes += bytes } else { smallBytes += bytes }
    }

    private mutating func evict() {
        if smallBytes > capacity / Self.smallShare || main.count == 0 { evictSmall() } else { evictMain() }
    }

    private mutating func evictSmall() {
        while let key = small.popFirst(), let place = places.index(forKey: key) {
            let bytes = places.values[place].byteCount
            smallBytes -= bytes
            guard places.values[place].hits > 1 else {
                places.remove(at: place)
                return remember(key.fingerprint)
            }
            (places.values[place].isMain, places.values[place].hits) = (true, 0)
            mainBytes += bytes
            main.append(key)
        }
    }

    private mutating func evictMain() {
        while let key = main.popFirst(), let place = places.index(forKey: key) {
            guard places.values[place].hits > 0 else {
                mainBytes -= places.values[place].byteCount
                places.remove(at: place)
                return
            }
            places.values[place].hits -= 1
            main.append(key)
        }
    }

    private mutating func remember(_ fingerprint: Int) {
        ghostAge += 1
        ghosts[fingerprint] = ghostAge
        ghostQueue.append((fingerprint, ghostAge))
        while ghostQueue.count > max(16, places.count), let oldest = ghostQueue.popFirst() {
            if ghosts[oldest.fingerprint] == oldest.age { ghosts[oldest.fingerprint] = nil }
        }
    }
}
