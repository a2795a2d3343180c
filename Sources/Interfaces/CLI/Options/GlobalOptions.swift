import ArgumentParser

/// The options that every subcommand has; they may also stand before it.
struct GlobalOptions: ParsableArguments {
    /// The data directory.
    @Option(help: ArgumentHelp("The data directory. (default: ./kindred-data)", valueName: "dir"))
    var data: String?

    /// The settings file.
    @Option(help: ArgumentHelp("The settings file. (default: kindred.json in the data directory)", valueName: "file"))
    var config: String?

    /// How many threads long work may use.
    @Option(help: ArgumentHelp("Threads for long work; 0 takes one a processor.", valueName: "n"))
    var threads: String?

    /// The memory budget.
    @Option(help: ArgumentHelp("Memory budget, such as 2GB; it bounds the database's cache.", valueName: "size"))
    var memory: String?

    /// Whether standard output is kept for one JSON document.
    @Flag(help: "Print one JSON document on standard output and nothing else there.")
    var json = false

    /// The names of these options, each with whether a value follows.
    static let takesValue = ["--data": true, "--config": true, "--threads": true, "--memory": true, "--json": false]

    /// The settings that these options give, by the setting's name.
    var settings: [String: String] {
        var settings: [String: String] = [:]
        settings["threads"] = threads
        settings["memory_bytes"] = memory
        return settings
    }
}
