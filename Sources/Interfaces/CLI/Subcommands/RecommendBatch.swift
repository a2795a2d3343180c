import Domain
import Engine
import Foundation

/// Reads requests from a file line by line, and prints their answers line by line.
struct RecommendBatch {
    /// The file; `-` is standard input.
    let path: String
    /// What answers them.
    let work: RecommendationBatch
    /// Where the answers go.
    let console: Console

    /// Answers all of them; 0, or 1 where one was refused.
    /// - Throws: `CommandError` when the file cannot be read, or standard output cannot be written; what `checking` throws.
    func run(checking: () throws -> Void) async throws -> Int32 {
        do { try checking() } catch let error as FieldError {
            throw CommandError.usage("--\(error.field) \(error.problem)".asSentence)
        }
        let file = try open()
        defer { if path != "-" { try? file.close() } }
        var (waiting, line): ([BatchRequest], Int) = ([], 0)
        var (count, refused, skipped) = (0, 0, 0)
        func flush() async throws {
            let answers = try await work.answers(to: waiting, from: count)
            count += waiting.count
            waiting = []
            var bytes: [UInt8] = []
            for answer in answers {
                if answer["error"] != nil { refused += 1 }
                if answer["skipped"] != nil { skipped += 1 }
                bytes += JSONValue.object(answer).bytes() + [UInt8(ascii: "\n")]
            }
            try console.writeResult(bytes)
        }
        var rest: [UInt8] = []
        while let piece = try read(file) {
            rest += piece
            guard rest.count <= Self.maximumLineBytes || rest.contains(Self.newline) else {
                throw CommandError.failed("\(path) has a line of over \(Self.maximumLineBytes) bytes. Split it.")
            }
            var lines = rest.split(separator: Self.newline, omittingEmptySubsequences: false)
            rest = Array(lines.removeLast())
            for bytes in lines {
                line += 1
                if let request = BatchRequest(line: Array(bytes), number: line) { waiting.append(request) }
                if waiting.count == RecommendationBatch.requestsAtOnce { try await flush() }
            }
        }
        if let request = BatchRequest(line: rest, number: line + 1) { waiting.append(request) }
        try await flush()
        console.message(
            "\(count) requests: \(count - refused - skipped) lists, \(skipped) skipped, \(refused) refused.")
        return refused == 0 ? 0 : 1
    }

    private static let newline = UInt8(ascii: "\n")
    /// The longest line, in bytes.
    private static let maximumLineBytes = 4 << 20

    /// The next piece of the file; nil at its end.
    private func read(_ file: FileHandle) throws(CommandError) -> Data? {
        do {
            let piece = try file.read(upToCount: 1 << 16)
            return piece?.isEmpty == true ? nil : piece
        } catch {
            throw .failed("\(path) cannot be read: \(error).")
        }
    }

    private func open() throws(CommandError) -> FileHandle {
        if path == "-" { return .standardInput }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .usage("The file \(path) cannot be read. Give a file of requests, a JSON object a line.")
        }
        return file
    }
}
