package import Domain
import Foundation

/// How many events the checks examined, and how many each of them marked.
package struct CheckCounts: Hashable, Sendable {
    /// The events that were examined.
    package private(set) var events: Int64 = 0
    /// The events with a mark of any check.
    package private(set) var marked: Int64 = 0
    private var byCheck = [Int64](repeating: 0, count: Check.allCases.count)

    /// Nothing yet.
    package init() {}

    /// How many events `check` marked.
    package func marked(by check: Check) -> Int64 { byCheck[check.place] }

    /// Counts an event with its marks.
    mutating func add(_ marks: CheckMarks) {
        events += 1
        guard !marks.isEmpty else { return }
        marked += 1
        for check in marks.checks { byCheck[check.place] += 1 }
    }

    /// Writes them.
    func write(to writer: inout MemoryWriter) {
        writer.write(events)
        writer.write(marked)
        writer.write(byCheck)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of some.
    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        events = try reader.number()
        marked = try reader.number()
        byCheck = try reader.numbers()
        guard byCheck.count == Check.allCases.count else {
            throw .damaged(problem: "it counts \(byCheck.count) checks")
        }
    }
}

extension CheckSettings {
    /// The settings as a text: the same for the same settings.
    var canonicalText: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        do {
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        } catch {
            preconditionFailure("The settings of the checks cannot be written as JSON: \(error)")
        }
    }
}
