import ArgumentParser
import Domain
import Engine

/// `kindred exposure`: which share of all lists each supplier had.
struct ExposureCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "exposure",
        abstract: "Show which share of all lists each supplier had.",
        discussion: """
            Example:
              kindred exposure

            A place p is worth 1 / log2(1 + p), and half of that a month later. Suppliers outside the floors and ceilings \
            of the placements are marked. state.exposure_by says which field of an item names its supplier.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Prints the shares.
    func run(in context: CommandContext) async throws -> Int32 {
        let report = try await context.withEngine { $0.exposure(at: Kindred.now()) }
        try context.console.result(report.json) { Self.text(of: report) }
        return 0
    }

    private static func text(of report: ExposureReport) -> String {
        guard !report.suppliers.isEmpty else {
            return report.field.isEmpty
                ? "Nothing is counted: state.exposure_by is empty."
                : "No item of the catalogue has the field \"\(Printable.text(report.field))\"."
        }
        var table = Table([.text("supplier"), .number("share"), .number("items"), .text("bounds"), .text("")])
        for supplier in report.suppliers {
            table.add([
                Printable.text(supplier.name), Figures.percent(supplier.share), Figures.count(supplier.itemCount),
                supplier.bounds.map(text(of:)).joined(separator: "; "), supplier.isOutside ? "outside" : "",
            ])
        }
        return table.text
    }

    private static func text(of bounds: ExposureReport.Bounds) -> String {
        let floor = bounds.floor.map { "from \(Figures.percent($0))" }
        let ceiling = bounds.ceiling.map { "to \(Figures.percent($0))" }
        return ([bounds.placement.value] + [floor, ceiling].compactMap { $0 }).joined(separator: " ")
    }
}
