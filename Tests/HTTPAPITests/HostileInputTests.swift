import Domain
import Engine
import Testing

@Suite struct HostileInputTests {
    /// Sixteen at a time, each on a connection of its own.
    @Test(arguments: [20_261_121 as UInt64])
    func `a thousand hostile requests bring no crash and no server error`(seed: UInt64) async throws {
        try await withServer { wire, engine in
            try await stock(engine)
            var hostile = HostileRequests(seed: seed)
            var statuses: [Int: Int] = [:]
            for round in 0..<63 {
                let requests = (0..<16).map { _ in hostile.next() }
                try await withThrowingTaskGroup(of: (Int, Int?).self) { group in
                    for (index, bytes) in requests.enumerated() {
                        group.addTask { (index, try await wire.answer(raw: bytes)?.status) }
                    }
                    for try await (index, status) in group {
                        statuses[status ?? 0, default: 0] += 1
                        let text = String(decoding: requests[index].prefix(300), as: UTF8.self)
                        #expect((status ?? 0) < 500, "seed \(seed), round \(round): \(text)")
                    }
                }
            }
            try await #expect(wire.get("/health/ready").status == 200)
            #expect(statuses.values.reduce(0, +) >= 1000)
            #expect(Set(statuses.keys).isSuperset(of: [200, 400, 404, 405, 415]), "\(statuses)")
            print("seed \(seed):", statuses.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
        }
    }

    @Test func `every refusal of a parsed request is a problem document`() async throws {
        try await withServer { wire, _ in
            var hostile = HostileRequests(seed: 7)
            for _ in 0..<200 {
                guard let answer = try await wire.answer(raw: hostile.next()), answer.headers["x-request-id"] != nil,
                    answer.status >= 400, !answer.body.isEmpty
                else { continue }
                #expect(answer.type == "application/problem+json")
                #expect(answer.json["status"] == .integer(Int64(answer.status)))
                #expect(answer.json["detail"]?.string?.isEmpty == false)
            }
        }
    }
}
