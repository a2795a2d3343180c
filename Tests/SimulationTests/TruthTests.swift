import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct TruthTests {
    private let shop: Shop
    private let truth: Truth

    init() throws {
        shop = try Shop(ShopConfig(items: 300, users: 120, days: 30, seed: 11))
        truth = Truth(shop)
    }

    @Test func `the inner product of the written vectors ranks a user's top items`() throws {
        var vectors: [String: [Double]] = [:]
        for place in shop.items.indices where shop.items[place].isAvailable {
            vectors[shop.items[place].id.value] = truth.item(place).object?["vector"]?.array?.compactMap(\.double)
        }
        for place in truth.sample.prefix(10) {
            let user = try #require(truth.user(place).object?["end"]?.array).compactMap(\.double)
            #expect(user.count == TasteSpace.size)
            let top = try #require(truth.topItems(user: place).object?["items"]?.array)
            #expect(top.count == Truth.listLength)
            let listed = top.compactMap { $0.object?["affinity"]?.double }
            #expect(listed == listed.sorted(by: >))
            let all = vectors.mapValues { zip($0, user).reduce(0) { $0 + $1.0 * $1.1 } }
            let best = all.values.sorted(by: >).prefix(Truth.listLength)
            for (a, b) in zip(listed, best) { #expect(abs(a - b) < 0.002) }
            for entry in top {
                let id = try #require(entry.object?["item_id"]?.string)
                #expect(vectors[id] != nil, "only what can be bought is listed")
            }
        }
    }

    @Test(arguments: [1, 120, 501, 1300])
    func `the sample is spread over the users, each at most once`(users: Int) throws {
        let sample = Truth(try Shop(ShopConfig(items: 5, users: users, days: 1))).sample
        #expect(sample.count == min(users, Truth.sampleSize))
        #expect(Set(sample).count == sample.count)
        #expect(sample.allSatisfy { (0..<users).contains($0) })
    }

    @Test func `every visit that begins without a login has its owner on file, and no other has`() throws {
        try withTemporaryFolder { folder in
            try shop.writeFiles(to: folder)
            var owners: [String: String] = [:]
            for line in try objects(folder.appendingPathComponent("truth/sessions.jsonl")) {
                let session = try #require(line["session_id"]?.string)
                let owner = try #require(line["user_id"]?.string)
                #expect(owners.updateValue(owner, forKey: session) == nil)
            }
            var anonymous: Set<String> = []
            shop.events { batch in
                for event in batch {
                    guard let session = event.session?.value else { continue }
                    if let user = event.user, let owner = owners[session] { #expect(user.value == owner) }
                    if event.user == nil { anonymous.insert(session) }
                }
            }
            #expect(Set(owners.keys) == anonymous)
        }
    }

    @Test func `the behaviour on file is the one the shoppers have`() throws {
        let behaviour = try #require(truth.behaviour.object)
        #expect(behaviour["examination"]?.array?.count == Behaviour.listLength)
        #expect(behaviour["examination"]?.array?[1].double == Behaviour.goesOn)
        #expect(behaviour["seed"]?.string == "11")
        let parts = behaviour["vector_parts"]?.object?.members.compactMap(\.value.integer).reduce(0, +)
        #expect(parts == Int64(TasteSpace.size))
    }
}
