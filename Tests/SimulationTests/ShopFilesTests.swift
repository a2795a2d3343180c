import Domain
import Foundation
import Testing

@testable import Simulation

@Suite struct ShopFilesTests {
    private let small = ShopConfig(items: 150, users: 80, days: 20, seed: 5)

    @Test func `the same seed gives the same bytes, known in advance, and another seed gives others`() throws {
        var other = small
        other.seed = 6
        let prints = try [small, small, other].map { config in
            try withTemporaryFolder { folder in
                try Shop(config).writeFiles(to: folder)
                return try fingerprint(of: folder)
            }
        }
        #expect(prints[0] == prints[1])
        #expect(prints[0] != prints[2])
        // Whoever changes words or behaviour on purpose takes the new number from this failure.
        #expect(prints[0] == 1_164_275_762_022_393_431)
    }

    @Test func `the table of events holds what the stream holds`() throws {
        let shop = try Shop(small)
        try withTemporaryFolder { folder in
            try shop.writeFiles(to: folder)
            let text = try String(contentsOf: folder.appendingPathComponent("events.csv"), encoding: .utf8)
            let rows = text.split(separator: "\n")
            var events: [Event] = []
            shop.events { events += $0 }
            #expect(rows.count == events.count + 1)
            let names = rows[0].split(separator: ",").map(String.init)
            for (row, event) in zip(rows.dropFirst(), events) {
                let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                #expect(cells.count == names.count)
                for (name, cell) in zip(names, cells) {
                    #expect(cell == event.json[name].map { $0.string ?? $0.description } ?? "", "\(name) of \(row)")
                }
            }
        }
    }

    @Test func `products and users in the files are the shop's`() throws {
        let shop = try Shop(small)
        try withTemporaryFolder { folder in
            try shop.writeFiles(to: folder)
            #expect(try objects(folder.appendingPathComponent("items.jsonl")).map { try Item(json: $0) } == shop.items)
            #expect(try objects(folder.appendingPathComponent("users.jsonl")).map { try User(json: $0) } == shop.users)
        }
    }

    @Test func `progress counts the days and the summary the events`() throws {
        let shop = try Shop(small)
        try withTemporaryFolder { folder in
            var steps: [ShopProgress] = []
            let summary = try shop.writeFiles(to: folder) { steps.append($0) }
            #expect(steps.map(\.days) == Array(1...20))
            #expect(steps.last?.events == summary.events && summary.events > 0)
            #expect(summary.eventsByKind.values.reduce(0, +) == summary.events)
            #expect(summary.items == 150 && summary.users == 80)
        }
    }

    @Test func `writing that is stopped leaves the earlier files as they were and nothing half done`() throws {
        let shop = try Shop(small)
        try withTemporaryFolder { folder in
            try shop.writeFiles(to: folder)
            let before = try fingerprint(of: folder)
            var config = small
            config.seed = 9
            let other = try Shop(config)
            #expect(throws: CancellationError.self) {
                try other.writeFiles(to: folder) { if $0.days == 3 { throw CancellationError() } }
            }
            #expect(try fingerprint(of: folder) == before)
            let left = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
            #expect(left.filter { $0 != "truth" } == shopFileNames)
        }
    }

    @Test func `a folder that cannot be made is named in the error`() throws {
        try withTemporaryFolder { folder in
            try Data("a file".utf8).write(to: folder)
            let shop = try Shop(small)
            let error = #expect(throws: SimulationError.self) {
                try shop.writeFiles(to: folder.appendingPathComponent("inside"))
            }
            guard case .cannotMakeFolder = error else { Issue.record("\(String(describing: error))"); return }
            #expect(error?.description.contains(folder.lastPathComponent) == true)
            #expect(error?.description.contains("Give a folder") == true)
        }
    }

    @Test func `a file that cannot be written is named in the error`() throws {
        try withTemporaryFolder { folder in
            let shop = try Shop(small)
            let obstacle = folder.appendingPathComponent("events.csv.partial")
            try FileManager.default.createDirectory(at: obstacle, withIntermediateDirectories: true)
            let error = #expect(throws: SimulationError.self) { try shop.writeFiles(to: folder) }
            #expect(error?.description.contains("events.csv") == true)
        }
    }
}
