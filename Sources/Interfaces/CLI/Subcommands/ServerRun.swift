import Dashboard
import Domain
import Engine
import HTTPAPI

/// Runs the server and tells where it is.
struct ServerRun {
    /// What is served.
    let engine: Kindred
    /// Where the address is printed; with `--json` as `{"address": ..., "port": ...}`.
    let console: Console

    /// Serves until SIGINT or SIGTERM.
    ///
    /// - Throws: `ServerError` when the port is taken or not allowed; otherwise what the server throws.
    func untilStopped() async throws {
        let console = console
        let server = KindredServer(engine: engine, config: engine.config.server, pages: Dashboard.pages) { address in
            let json: JSONObject = ["address": .string(address.description), "port": .integer(Int64(address.port))]
            try? console.result(json) { "Kindred serves on \(address)  (Ctrl-C stops it)" }
        }
        try await server.run()
    }
}
