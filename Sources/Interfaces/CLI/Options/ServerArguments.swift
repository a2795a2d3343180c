import ArgumentParser

/// The options that say where the server listens.
struct ServerArguments: ParsableArguments {
    /// The address.
    @Option(help: "The address to listen on; 0.0.0.0 for all. (default: server.host, 127.0.0.1)")
    var host: String?

    /// The port.
    @Option(help: "The port to listen on; 0 takes a free one. (default: server.port, 8080)")
    var port: String?

    /// The settings that these options give, by the setting's name.
    var settings: [String: String] {
        var settings: [String: String] = [:]
        settings["server.host"] = host
        settings["server.port"] = port
        return settings
    }
}
