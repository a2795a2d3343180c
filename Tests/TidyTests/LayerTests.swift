import Foundation
import Testing

@Suite struct LayerTests {
    /// The layer of each target; a target imports only those of lower layers.
    static let layers: [String: Int] = [
        "Domain": 0, "CKernels": 0, "CStemmer": 0, "CZlib": 0, "Matrices": 0,
        "Ingest": 1, "Store": 1, "State": 1, "Models": 1, "Simulation": 1,
        "Evaluation": 2, "Releases": 2,
        "Serving": 3, "Engine": 4, "HTTPAPI": 5, "Dashboard": 5, "kindred": 6,
    ]

    /// The folder of each target, where it is not `Sources/<target>`.
    static let folders: [String: String] = [
        "CKernels": "Train/CKernels", "CStemmer": "Train/CStemmer", "Matrices": "Train/Matrices",
        "Models": "Train/Models", "CZlib": "Ingest/CZlib",
        "Evaluation": "Train/Evaluation", "Releases": "Train/Releases", "Serving": "Serve",
        "HTTPAPI": "Interfaces/HTTPAPI", "Dashboard": "Interfaces/Dashboard", "kindred": "Interfaces/CLI",
    ]

    @Test func `a target imports only from the layers below it`() {
        for (target, layer) in Self.layers.sorted(by: { $0.key < $1.key }) {
            for (file, imported) in imports(of: target) {
                guard let other = Self.layers[imported] else { continue }
                let isKernel = target == "Matrices" && imported == "CKernels"
                if other >= layer && !isKernel {
                    Issue.record("\(file) imports \(imported), which is not below \(target)")
                }
            }
        }
    }

    /// Otherwise SwiftPM leaves it as it is when a type behind its imports grows, and it allocates too little.
    @Test func `a target names what those that it names depend on`() throws {
        let targets = try Self.dependencies()
        #expect(targets.count > 30 && targets["EndToEnd"]?.contains("kindred") == true)
        for (target, named) in targets.sorted(by: { $0.key < $1.key }) {
            let behind = named.reduce(into: Set<String>()) { $0.formUnion(targets[$1] ?? []) }
            let missing = behind.subtracting(named).sorted()
            #expect(missing.isEmpty, "\(target) does not name \(missing.joined(separator: ", ")) in Package.swift")
        }
    }

    @Test func `every source file belongs to a target of the table`() {
        let known = Self.layers.keys.map { "Sources/\(Self.folders[$0] ?? $0)/" }
        for file in SourceFiles.sources where !known.contains(where: file.path.hasPrefix) {
            Issue.record("\(file.path) is in no folder of the table of layers")
        }
    }

    @Test func `the pure function does no input or output`() {
        for (file, imported) in imports(of: "Serving") where imported == "Foundation" || imported == "Dispatch" {
            Issue.record("\(file) imports \(imported); decide has neither clock nor files")
        }
    }

    /// Which of our targets in Swift each one names in `Package.swift`.
    private static func dependencies() throws -> [String: Set<String>] {
        let text = try String(contentsOf: SourceFiles.root.appending(path: "Package.swift"), encoding: .utf8)
        let target = /arget\(\s*name: "([A-Za-z-]+)"(?:, dependencies: \[|,\s*dependencies: \[)([^\]]*)\]/
        var targets: [String: Set<String>] = [:]
        for found in text.matches(of: target) {
            let own = found.2.replacing(/\.product\([^)]*\)/, with: "")
            targets[String(found.1)] = Set(own.matches(of: /"([A-Za-z]+)"/).map { String($0.1) })
        }
        for found in text.matches(of: /arget\(\s*name: "([A-Za-z-]+)"/) where targets[String(found.1)] == nil {
            targets[String(found.1)] = []
        }
        return targets.mapValues { named in named.filter { !["CKernels", "CPeak", "CZlib", "CStemmer"].contains($0) } }
    }

    private func imports(of target: String) -> [(file: String, module: String)] {
        let folder = "Sources/\(Self.folders[target] ?? target)/"
        return SourceFiles.sources.filter { $0.path.hasPrefix(folder) }.flatMap { file in
            file.lines.compactMap { line -> (String, String)? in
                let words = line.split(separator: " ").filter {
                    !["public", "package", "internal"].contains($0) && !$0.hasPrefix("@")
                }
                guard words.count >= 2, words[0] == "import" else { return nil }
                return (file.path, String(words[1]))
            }
        }
    }
}
