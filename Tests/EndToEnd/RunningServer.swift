import Domain
import Foundation

/// `kindred serve` as a process of its own. A class because it owns the process and ends it when it is forgotten.
final class RunningServer: Sendable {
    /// What the kernel knows the server by.
    var pid: Int32 { process.processIdentifier }
    /// The port it took.
    let port: Int

    private let process: Process
    private let messages: @Sendable () throws -> String

    struct DidNotStart: Error {
        let messages: String
    }

    /// Starts the server on a free port and waits until it has told its address.
    ///
    /// - Parameter settings: Variables that set something, by their names.
    init(data: String, in directory: TemporaryDirectory, settings: [String: String] = [:]) throws {
        process = Process()
        // Tests that run beside others may wait for a processor longer than visitors do.
        process.environment = ProcessInfo.processInfo.environment
            .merging(["KINDRED_SERVER_DEADLINE_MS": "20000"]) { $1 }.merging(settings) { $1 }
        process.executableURL = KindredProcess.executable
        process.arguments = ["--data", data, "serve", "--port", "0", "--json", "--log-level", "error"]
        process.currentDirectoryURL = directory.url
        let (output, messages) = (try directory.makeFile("stdout"), try directory.makeFile("stderr"))
        (process.standardOutput, process.standardError) = (output.handle, messages.handle)
        self.messages = messages.text
        try process.run()
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline, process.isRunning {
            if let port = try? JSONParser.parse(try output.text()).object?["port"]?.integer {
                self.port = Int(port)
                return
            }
            pause(milliseconds: 5)
        }
        process.terminate()
        throw DidNotStart(messages: try messages.text())
    }

    deinit { if process.isRunning { kill(pid, SIGKILL) } }

    /// Sends `signal` and waits for the end; the exit code, or minus the signal that ended it, and what was said.
    @discardableResult
    func end(_ signal: Int32) throws -> (code: Int32, messages: String) {
        kill(pid, signal)
        process.waitUntilExit()
        let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (code, try messages())
    }

    /// Sends one request on a connection of its own; nil where the server went away before it had answered.
    func request(_ method: String, _ path: String, _ body: JSONValue? = nil) -> (status: Int, json: JSONObject)? {
        guard let socket = Connection(port: port) else { return nil }
        let bytes = body?.bytes() ?? []
        let head = """
            \(method) \(path) HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
            content-length: \(bytes.count)\r\n\r\n
            """
        guard socket.send(Array(head.utf8) + bytes), let answer = socket.readToEnd() else { return nil }
        guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let line = String(decoding: answer.prefix(20), as: UTF8.self).split(separator: " ")
        guard line.count > 1, let status = Int(line[1]) else { return nil }
        // A document that breaks off is no answer.
        guard let json = try? JSONParser.parse(Array(answer[end.upperBound...])).object else { return nil }
        return (status, json)
    }

    /// Asks until `holds` does, at most ten seconds; how long it took, or nil.
    func wait(_ path: String, until holds: (JSONObject) -> Bool) -> Duration? {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(10) {
            if let answer = request("GET", path), holds(answer.json) { return ContinuousClock.now - start }
            pause(milliseconds: 20)
        }
        return nil
    }
}

/// Gives the processor up between two looks at another process, without waiting for the tests' own threads to be free.
func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

/// A blocking TCP connection to this machine, closed when it is forgotten.
private final class Connection {
    private let descriptor: Int32

    init?(port: Int) {
        #if os(Linux)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return nil }
    }

    deinit { close(descriptor) }

    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                write(descriptor, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Everything until the server closes; nil when the connection broke.
    func readToEnd() -> [UInt8]? {
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return answer }
            guard count > 0 else { return nil }
            answer += buffer[..<count]
        }
    }
}
