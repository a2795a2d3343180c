import Domain
import Engine
import Foundation

/// Times `decide` in process: lists of 20 for the users of a data directory, one at a time on one thread.
enum DecideBench {
    private static let users = 20_000

    /// Prints one JSON line with the median and the 99th percentile of `count` lists, after a tenth of them to warm up.
    static func run(directory: String, count: Int) throws {
        let engine = try Kindred(directory: directory, creates: false)
        let clock = ContinuousClock()
        var (spent, checksum): ([Duration], Int) = ([], 0)
        for number in -count / 10..<count {
            let name = String(abs(number * 7919) % users)
            let user = try UserID("u" + String(repeating: "0", count: 5 - name.count) + name)
            let request = RecommendationRequest(
                decision: engine.newDecisionID(), placement: .home, user: user, limit: 20, time: Kindred.now())
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
