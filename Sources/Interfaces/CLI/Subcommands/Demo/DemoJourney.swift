import Domain
import Engine
import Ingest
import Simulation

/// The steps of the demo: each prints a headline with its seconds, and does nothing where it was done before.
struct DemoJourney {
    /// The engine of the demo's data directory.
    let engine: Kindred
    /// The shop.
    let shop: DemoShop
    /// Where the steps are printed.
    let console: Console

    /// Makes, imports, trains, evaluates and shows.
    ///
    /// - Returns: What was done, for `--json`.
    /// - Throws: ``CommandError/failed(_:)`` when the data directory holds something else; what a step throws.
    func prepare() async throws -> JSONObject {
        try await makeShop()
        let imports = try await importFiles()
        let hasNews = imports.contains { $0.imported > 0 }
        let champion = await engine.status().champion
        let report = hasNews || champion == nil ? try await train() : nil
        if report == nil, let champion { headline("Trained before: release \(champion) serves") }
        let lists = try DemoLists(engine: engine).decisions()
        for list in lists { try show(list) }
        return [
            "shop": .string(shop.directory), "imports": .array(imports.map(\.json)),
            "training": report.map(\.json) ?? .null,
            "lists": .array(lists.map { .object($0.decision.json) }),
        ]
    }

    private func makeShop() async throws {
        if let existing = shop.existing {
            guard existing == shop.config else {
                throw CommandError.failed(
                    """
                    \(shop.directory) holds another shop (seed \(existing.seed), \(existing.items) items, \
                    \(existing.users) users). Give the same --seed, --items and --users, or another directory with \
                    --data.
                    """)
            }
            return headline("The shop is there already: \(shop.directory)")
        }
        let status = await engine.status()
        guard status.events == 0, status.items == 0 else {
            throw CommandError.failed(
                "\(engine.directory) holds data that is not the demo's. Give the demo a directory of its own with --data."
            )
        }
        let seconds = try await shop.write(console: console)
        let sizes = [Figures.count(shop.config.items, "item"), Figures.count(shop.config.users, "user")]
        headline("Made a shop of \(sizes.joined(separator: " and ")) in \(shop.directory)", seconds: seconds)
    }

    private func importFiles() async throws -> [ImportSummary] {
        let (engine, shop) = (engine, shop)
        var options = SourceOptions()
        options.format = .jsonl
        let jsonLines = options
        let items = try await console.withProgress { progress in
            try engine.importItems(from: shop.items, options: jsonLines, strict: true, progress: progress.report)
        }
        let users = try await console.withProgress { progress in
            try engine.importUsers(from: shop.users, options: jsonLines, strict: true, progress: progress.report)
        }
        options.format = .csv
        let commaSeparated = options
        let events = try await console.withProgress { progress in
            try engine.importEvents(from: shop.events, options: commaSeparated, strict: true, progress: progress.report)
        }
        let summaries = [(items, "item"), (users, "user"), (events, "event")]
        for (summary, noun) in summaries { headline("Imported " + ImportText.headline(summary, noun: noun)) }
        try engine.refresh()
        return summaries.map(\.0)
    }

    private func train() async throws -> TrainingReport {
        let start = ContinuousClock.now
        let request = TrainRequest(
            models: ["als", "item-knn"], promotes: true)
        let report = try await console.withProgress { try engine.train(request, progress: $0.report) }
        try engine.refresh()
        headline("Trained and evaluated", seconds: (ContinuousClock.now - start) / .seconds(1))
        if !console.isJSON { try console.result([:]) { TrainingText.of(report) } }
        return report
    }

    private func show(_ list: DemoLists.List) throws {
        guard !console.isJSON else { return }
        let text = RecommendationText(explains: true) { engine.item($0)?.displayName ?? $0.value }.of(list.decision)
        try console.result([:]) { "\n\(Printable.text(list.title))\n\(text)" }
    }

    private func headline(_ text: String, seconds: Double? = nil) {
        console.message("» " + text + (seconds.map { " (\(Figures.seconds($0)))" } ?? ""))
    }
}
