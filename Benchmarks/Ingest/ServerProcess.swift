import Foundation

/// `kindred serve` on a free port, in a process of its own, so that its processor time is its own.
final class ServerProcess {
    /// The port it took.
    let port: Int

    private let process = Process()

    /// Starts it and waits until it has told its port.
    init(_ options: Options) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: options.kindred)
        process.arguments = ["--data", options.data, "serve", "--port", "0", "--json", "--log-level", "error"]
        process.standardOutput = output
        try process.run()
        var text = ""
        while !text.contains("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchError("The server ended before it told its port.") }
            text += String(decoding: data, as: UTF8.self)
        }
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        guard let port = object?["port"] as? Int else { throw BenchError("The server told no port: \(text)") }
        self.port = port
    }

    /// What the server has had of all processors, in seconds.
    var processorSeconds: Double {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
            let fields = text.split(separator: ")").last?.split(separator: " "), fields.count > 12,
            let (user, system) = Double(fields[11]).flatMap({ user in Double(fields[12]).map { (user, $0) } })
        else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The most memory the server has had, in MB.
    var peakMegabytes: Double {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 / 1024 } ?? 0
    }

    /// Ends it and waits for the end.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
