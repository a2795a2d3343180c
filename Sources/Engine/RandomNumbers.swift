import Foundation
import Synchronization

/// The system's random numbers, drawn many at a time: a call to the system costs more than all else of a decision's id.
///
/// A class because all who answer share what was drawn; the mutex guards that nobody gets what another got.
final class RandomNumbers: Sendable {
    /// How many bytes the system gives at once, without fail.
    private static let byteCount = 256

    private let drawn = Mutex<[UInt64]>([])

    /// Two numbers that nobody else got.
    func next() -> (UInt64, UInt64) {
        drawn.withLock { drawn in
            if drawn.isEmpty { Self.draw(into: &drawn) }
            return (drawn.removeLast(), drawn.removeLast())
        }
    }

    private static func draw(into numbers: inout [UInt64]) {
        numbers.append(contentsOf: repeatElement(0, count: byteCount / MemoryLayout<UInt64>.size))
        let isDrawn = numbers.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) == 0 }
        guard !isDrawn else { return }
        var generator = SystemRandomNumberGenerator()
        for place in numbers.indices { numbers[place] = generator.next() }
    }
}
