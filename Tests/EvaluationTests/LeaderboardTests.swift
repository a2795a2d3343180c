import Domain
import Models
import Testing

@testable import Evaluation

@Suite struct LeaderboardTests {
    private func board(_ names: [String]) throws -> Leaderboard {
        let table = try table([("a", "x", 1, 1), ("a", "y", 1, 2), ("b", "x", 1, 3)])
        let split = try Split.lastOne(table, weights: plain)
        let metrics = [
            MetricValue(name: "recall@20", value: 0.15, low: 0.14, high: 0.16),
            MetricValue(name: "gini@20", value: 0.9),
        ]
        return Leaderboard(
            split,
            rows: names.map {
                Leaderboard.Row(
                    model: $0, config: ["size": 64], metrics: metrics, trainSeconds: 2,
                    secondsPerEpoch: $0 == "als" ? 0.125 : nil)
            })
    }

    @Test func `the JSON has the promised shape`() throws {
        let json = try board(["als"]).json
        #expect(
            json.description == """
                {"dataset":{"users":2,"items":1,"interactions":2,"density":1,\
                "first_time":"1970-01-01T00:00:01Z","last_time":"1970-01-01T00:00:03Z","split":"last-one",\
                "evaluated_users":1,"held_out_interactions":1,"users_without_history":0,"repeated_interactions":0},\
                "models":[{"model":"als","config":{"size":64},"metrics":{\
                "recall@20":{"value":0.15,"low":0.14,"high":0.16},"gini@20":{"value":0.9,"low":null,"high":null}},\
                "train_seconds":2,"seconds_per_epoch":0.125}]}
                """)
    }

    @Test func `the table is aligned and has nothing after its last column`() throws {
        #expect(
            try board(["popular", "als"]).text == """
                                   popular                  als
                recall@20          0.1500 [0.1400, 0.1600]  0.1500 [0.1400, 0.1600]
                gini@20            0.9000                   0.9000
                train seconds      2.00                     2.00
                seconds per epoch  -                        0.125

                """)
    }

    @Test func `many models go on below`() throws {
        let text = try board(["a", "b", "c", "d", "e"]).text
        #expect(text.split(separator: "\n").count == 10)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    @Test func `metric values survive JSON`() throws {
        let values = [MetricValue(name: "a@1", value: 1.0 / 3, low: 0, high: 1), MetricValue(name: "b", value: 2)]
        #expect(try MetricValue.values(MetricValue.json(values)) == values)
        #expect(throws: FieldError.self) { try MetricValue.values(["a": 3]) }
        #expect(throws: FieldError.self) { try MetricValue.values(["a": ["low": 3]]) }
    }
}
