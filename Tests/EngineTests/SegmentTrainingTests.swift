import Domain
import Models
import Testing

@testable import Engine

/// Models that tell groups of visitors apart, by the engine.
@Suite struct SegmentTrainingTests {
    @Test(arguments: ["popular", "trending"])
    func `groups come from the users' attributes, through training and comparison`(model: String) throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        let countries = (0..<12).map { $0 % 2 == 0 ? "CH" : "PT" }
        let users = countries.enumerated().map { #"{"user_id":"u\#($0)","country":"\#($1)"}"# }
        _ = try engine.importUsers(from: directory.write(users.joined(separator: "\n") + "\n", to: "users.jsonl"))
        var events = "user_id,item_id,type,timestamp\n"
        for user in countries.indices {
            for place in 0..<4 {
                let item = countries[user] == "CH" ? "alp\(place)" : "sea\(place)"
                events += "u\(user),\(item),view,\(1_790_000_000 + 86_400 * place + user)\n"
            }
        }
        _ = try engine.importEvents(from: directory.write(events, to: "events.csv"))
        let report = try engine.train(
            .init(models: [model], settings: [SettingAssignment(model: model, key: "segments", value: ["country"])]))
        #expect(report.learnedFrom.interactions == 48)
        #expect(directory.bytes("data/releases/000001/\(model).safetensors") != nil)
    }
}
