import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore

/// Lists for many requests at once: what a mailing asks for. The answer is a line of JSON a request, in their order, and
/// begins while the last of them are still to be made.
struct RecommendationBatches: Sendable {
    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] { [Route(.post, "/api/v1/recommendations/{target}/batch", answer)] }

    private func answer(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        let placement: Placement = try context.identifier("target", field: "placement")
        try engine.requirePlacement(placement)
        let requests = try await bodies.requests(of: request)
        guard requests.count <= RecommendationBatch.maximumRequests else {
            throw Problem(
                .contentTooLarge,
                """
                The body has \(requests.count) requests; \(RecommendationBatch.maximumRequests) is the most. Send them in \
                several batches.
                """)
        }
        let batch = RecommendationBatch(engine, placement: placement)
        // What stands in the way of all is told before the answer begins.
        let first = try await lines(batch, requests, from: 0)
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { writer in
                try await writer.write(first)
                for start in stride(
                    from: RecommendationBatch.requestsAtOnce, to: requests.count,
                    by: RecommendationBatch.requestsAtOnce)
                {
                    try await writer.write(try await lines(batch, requests, from: start))
                }
                try await writer.finish(nil)
            })
    }

    private func lines(_ batch: RecommendationBatch, _ requests: [BatchRequest], from start: Int) async throws
        -> ByteBuffer
    {
        let end = min(requests.count, start + RecommendationBatch.requestsAtOnce)
        let answers = try await batch.answers(to: Array(requests[start..<end]), from: start)
        var bytes: [UInt8] = []
        for answer in answers { bytes += JSONValue.object(answer).bytes() + [UInt8(ascii: "\n")] }
        return ByteBuffer(bytes: bytes)
    }
}
