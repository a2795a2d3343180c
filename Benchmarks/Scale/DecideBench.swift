import Domain
import Engine
import Foundation

/// Times `decide` in process: lists for the users of a data directory, one at a time on one thread.
enum DecideBench {
    private static let users = 20_000

    /// Prints one JSON line with the median and the 99th percentile of `count` lists of 20, after a tenth of them to warm up.
    static func run(directory: String, count: Int) throws {
        let engine = try Kindred(directory: directory, creates: false)
        try measure(engine, count: count) { engine, user, _ in
            RecommendationRequest(
                decision: engine.newDecisionID(), placement: .home, user: user, limit: 20, time: Kindred.now())
        }
    }

    /// The same for 300 results of a search each, all of them put in order: drawn from the 1,000 most popular items, with
    /// falling scores.
    static func runSearch(directory: String, count: Int) throws {
        let engine = try Kindred(directory: directory, creates: false)
        let popular = RecommendationRequest(decision: "d", placement: .popular, limit: 1000, time: Kindred.now())
        let items = try engine.preview(popular).recommendations.map(\.item)
        try measure(engine, count: count) { engine, user, number in
            var request = RecommendationRequest(
                decision: engine.newDecisionID(), placement: .search, user: user, limit: 300, time: Kindred.now())
            request.items = (0..<min(300, items.count)).map { items[($0 * 7 + number * 13) % items.count] }
            request.itemScores = request.items.indices.map { 30 - Float($0) / 20 }
            return request
        }
    }

    private static func measure(
        _ engine: Kindred, count: Int, _ request: (Kindred, UserID, Int) throws -> RecommendationRequest
    ) throws {
        let clock = ContinuousClock()
        var (spent, checksum): ([Duration], Int) = ([], 0)
        for number in -count / 10..<count {
            let name = String(abs(number * 7919) % users)
            let user = try UserID("u" + String(repeating: "0", count: 5 - name.count) + name)
            let request = try request(engine, user, abs(number))
            let start = clock.now
            checksum += try engine.preview(request).recommendations.count
            if number >= 0 { spent.append(clock.now - start) }
        }
        precondition(checksum > 0, "No list has an item; the directory has no users u00000 and on.")
        spent.sort()
        let microseconds = [0.5, 0.99].map { spent[Int(Double(spent.count - 1) * $0)] / .microseconds(1) }
        print(#"{"count":\#(count),"p50_us":\#(microseconds[0]),"p99_us":\#(microseconds[1])}"#)
    }
}
