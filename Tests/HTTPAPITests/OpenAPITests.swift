import Domain
import Engine
import Foundation
import Testing

@testable import HTTPAPI

@Suite struct OpenAPITests {
    /// "GET /path" for every operation of the description: paths are indented by two, methods by four.
    private static func described(_ yaml: String) -> Set<String> {
        var operations: Set<String> = []
        var path = ""
        for line in yaml.split(separator: "\n") {
            if line == "components:" { break }
            if line.hasPrefix("  /"), line.hasSuffix(":") { path = String(line.dropFirst(2).dropLast()) }
            let method = line.dropFirst(4).dropLast()
            if line.hasPrefix("    "), ["get", "put", "post", "patch", "delete"].contains(method) {
                operations.insert("\(method.uppercased()) \(path)")
            }
        }
        return operations
    }

    @Test func `the description has every route, and no other`() async throws {
        try await withServer { wire, engine in
            let answer = try await wire.get("/openapi.yaml")
            #expect(answer.status == 200)
            #expect(answer.type?.hasPrefix("application/yaml") == true)
            let routes = KindredServer.routes(engine: engine, config: KindredConfig.Server(), readiness: Readiness())
            #expect(routes.count >= 18)
            #expect(Self.described(answer.text) == Set(routes.map { "\($0.method) \($0.path)" }))
        }
    }

    @Test func `every reference of the description leads somewhere`() {
        let yaml = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
        let references = yaml.matches(of: /#\/components\/([a-zA-Z]+)\/([A-Za-z]+)/)
        #expect(references.count > 50)
        for reference in references {
            #expect(yaml.contains("\n    \(reference.2):\n"), "\(reference.0) is not there")
        }
    }

    @Test func `two routes never share an address under two names`() throws {
        let engine = try Kindred(directory: FileManager.default.temporaryDirectory.path + "/kindred-\(UUID())")
        defer { try? FileManager.default.removeItem(atPath: engine.directory) }
        let routes = KindredServer.routes(engine: engine, config: KindredConfig.Server(), readiness: Readiness())
        let shapes = Dictionary(grouping: Set(routes.map(\.path))) { $0.replacing(/\{[a-z_]+\}/, with: "{}") }
        #expect(shapes.values.allSatisfy { $0.count == 1 })
    }
}
