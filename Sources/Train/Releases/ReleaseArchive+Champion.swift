import Domain
import Foundation

extension ReleaseArchive {
    /// How many former champions are remembered.
    static let maximumHistory = 1000

    /// The number of the release that serves; nil before the first promotion.
    ///
    /// - Throws: ``ReleaseError/damaged(path:problem:)``, ``ReleaseError/system(operation:path:reason:)``.
    package func champion() throws(ReleaseError) -> Int? { try championHistory().last }

    /// Makes release `number` the one that serves, when it passes the gate: its files are whole, and on the hold-out
    /// its gate metric is not below most-popular's. With `force` the figures are not looked at, the files are.
    ///
    /// - Throws: ``ReleaseError/belowPopular(number:metric:value:popular:)``,
    ///   ``ReleaseError/notMeasured(number:metric:)``, and as ``verify(_:)``.
    package func promote(_ number: Int, force: Bool = false) throws(ReleaseError) {
        let manifest = try manifest(number)
        if !force { try ReleaseGate.check(manifest) }
        try verify(number)
        try changeHistory { (history) throws(ReleaseError) in
            if history.last != number { history.append(number) }
        }
    }

    /// Makes the release that was champion before the present one champion again, and returns its number.
    ///
    /// At once: nothing is read but the alias. Repeated, it goes back further. A release whose folder is gone is passed
    /// over.
    /// - Throws: ``ReleaseError/nothingToRollBackTo(champion:)``, ``ReleaseError/damaged(path:problem:)``,
    ///   ``ReleaseError/system(operation:path:reason:)``.
    @discardableResult
    package func rollback() throws(ReleaseError) -> Int {
        let known = Set(try numbers())
        return try changeHistory { (history) throws(ReleaseError) in
            let champion = history.popLast()
            while let last = history.last, !known.contains(last) || last == champion { history.removeLast() }
            guard let last = history.last else { throw .nothingToRollBackTo(champion: champion) }
            return last
        }
    }

    /// Whoever served, the present champion last.
    package func championHistory() throws(ReleaseError) -> [Int] {
        guard FileManager.default.fileExists(atPath: championPath) else { return [] }
        let file = try MappedFile(championPath)
        guard let value = try? JSONParser.parse(file.bytes.bindMemory(to: UInt8.self)),
            value.object?["format"]?.integer == 1, let numbers = value.object?["history"]?.array
        else { throw .damaged(path: championPath, problem: "it is no alias of format 1") }
        let history = numbers.compactMap { $0.integer.flatMap { $0 > 0 ? Int($0) : nil } }
        guard history.count == numbers.count else {
            throw .damaged(path: championPath, problem: "its history holds something other than release numbers")
        }
        return history
    }

    private var championPath: String { directory.appendingPathComponent("champion.json").path }

    /// Changes the history while nobody else does; readers see the old one or the new one.
    private func changeHistory<Result>(
        _ change: (inout [Int]) throws(ReleaseError) -> Result
    ) throws(ReleaseError) -> Result {
        guard FileManager.default.fileExists(atPath: directory.path) else {
            throw .nothingToRollBackTo(champion: nil)
        }
        let lock = try DirectoryLock.wait(for: directory.appendingPathComponent(".lock").path)
        defer { withExtendedLifetime(lock) {} }
        let before = try championHistory()
        var history = before
        let result = try change(&history)
        guard history != before else { return result }
        let numbers = history.suffix(Self.maximumHistory).map { JSONValue.integer(Int64($0)) }
        let object: JSONValue = ["format": 1, "history": .array(numbers)]
        try DurableFile.replace(championPath, with: object.bytes() + [0x0A])
        return result
    }
}
