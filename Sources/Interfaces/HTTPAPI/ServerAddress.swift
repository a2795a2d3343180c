import Foundation

/// Where a server listens.
package struct ServerAddress: Hashable, Sendable, CustomStringConvertible {
    /// The host as it was configured.
    package let host: String
    /// The port that was taken, also where any free one was asked for.
    package let port: Int

    /// Where a server listens.
    package init(host: String, port: Int) { (self.host, self.port) = (host, port) }

    /// The address to open in a browser; every-interface addresses are shown as this machine's own.
    package var description: String {
        switch host {
        case "0.0.0.0", "::": "http://localhost:\(port)/"
        case _ where host.contains(":"): "http://[\(host)]:\(port)/"
        default: "http://\(host):\(port)/"
        }
    }
}

/// Why the server cannot run.
package enum ServerError: Error, Hashable, CustomStringConvertible {
    /// The address cannot be listened on; `code` is the operating system's errno.
    case cannotListen(host: String, port: Int, code: Int32)

    /// What happened and the next step.
    package var description: String {
        switch self {
        case .cannotListen(let host, let port, EADDRINUSE):
            "Port \(port) of \(host) is taken by another program. Stop that program, or choose another port with --port."
        case .cannotListen(let host, let port, EACCES):
            "Port \(port) of \(host) needs rights this account does not have. Choose a port from 1024 on with --port."
        case .cannotListen(let host, let port, let code):
            """
            Cannot listen on port \(port) of \(host): \(String(cString: strerror(code))). \
            Choose an address of this machine with --host, or 127.0.0.1.
            """
        }
    }
}
