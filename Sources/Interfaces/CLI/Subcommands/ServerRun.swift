import Domain
import Engine
import Foundation
import HTTPAPI

/// Runs the server and tells where it is.
struct ServerRun {
    /// What is served.
    let engine: Kindred
    /// Where the address is printed; with `--json` as `{"address": ..., "port": ...}`.
    let console: Console

    /// Serves until SIGINT or SIGTERM.
    ///
    /// - Throws: ``CommandError/failed(_:)`` when the port is taken or not allowed; otherwise what the server throws.
    func untilStopped() async throws {
        let (config, console) = (engine.config.server, console)
        let server = KindredServer(engine: engine, config: config) { host, port in
            let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            try? console.result(["address": .string(address), "port": .integer(Int64(port))]) {
                "Kindred serves on \(address)  (Ctrl-C stops it)"
            }
        }
        do {
            try await server.run()
        } catch {
            throw Self.explained(error, config: config)
        }
    }

    /// Turns the system's refusal of a port into a sentence with the next step.
    static func explained(_ error: any Error, config: KindredConfig.Server) -> any Error {
        let text = String(describing: error)
        if text.contains("errno: \(EADDRINUSE)") {
            return CommandError.failed(
                "Port \(config.port) is taken by another program. Stop it, or pass another one with --port.")
        }
        if text.contains("errno: \(EACCES)") {
            return CommandError.failed("Port \(config.port) is not allowed to you. Pass one from 1024 on with --port.")
        }
        if text.contains("errno: \(EADDRNOTAVAIL)") {
            return CommandError.failed("This machine has no address \(config.host). Correct --host.")
        }
        return error
    }
}
