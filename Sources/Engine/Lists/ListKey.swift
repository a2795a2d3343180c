import Domain
import Serving

/// Which list is asked for: a request with all that shapes the list, and nothing else.
///
/// Every field of a request is in it but the decision's id and the time, so that one that is added later is too. Of the
/// context it has what the placement's ``CachePolicy`` says.
struct ListKey: Hashable, Sendable {
    private static let nobody: DecisionID = "-"
    private static let never = Timestamp(milliseconds: 0)

    private let request: RecommendationRequest
    private let hash: Int

    /// The key of what `request` asks for.
    /// - Complexity: O(bytes of the request).
    init(_ request: RecommendationRequest, _ policy: CachePolicy) {
        var request = request
        (request.decision, request.time) = (Self.nobody, Self.never)
        if policy.contextKeys != nil { request.context = policy.bucket(request.context) }
        (self.request, hash) = (request, request.hashValue)
    }

    /// The hash, which is worked out once.
    func hash(into hasher: inout Hasher) { hasher.combine(hash) }

    /// Where the key belongs among `count`, a power of two.
    func shard(of count: Int) -> Int { (hash >> 32) & (count - 1) }

    /// A number that hardly another key has.
    var fingerprint: Int { hash }

    /// About how many bytes it takes in memory.
    var byteCount: Int { request.memoryBytes }
}

extension RecommendationRequest {
    /// About how many bytes it takes in memory, its context, texts and cursor included.
    /// - Complexity: O(bytes).
    var memoryBytes: Int {
        MemoryLayout<Self>.size + 64 * (items.count + exclude.count + languages.count) + (filter?.utf8.count ?? 0)
            + 4 * itemScores.count + (cursor.map { 4 * $0.count + 64 * $0.upcoming.count } ?? 0)
            + (context.members.isEmpty ? 0 : 4 * JSONValue.object(context).bytes().count)
    }
}
