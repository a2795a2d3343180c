import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite struct BoundedPipeTests {
    private struct Broken: Error {}

    @Test func `elements come out in order, and the failure after them`() throws {
        let pipe = BoundedPipe<Int>(capacity: 3)
        DispatchQueue.global().async {
            for number in 0..<100 { _ = pipe.send(number) }
            pipe.finish(Broken())
        }
        for number in 0..<100 { #expect(try pipe.receive() == number) }
        #expect(throws: Broken.self) { try pipe.receive() }
    }

    @Test func `the writer is never further ahead than the capacity`() throws {
        let pipe = BoundedPipe<Int>(capacity: 4)
        let sent = Mutex(0)
        DispatchQueue.global().async {
            for number in 0..<1000 where pipe.send(number) { sent.withLock { $0 += 1 } }
            pipe.finish()
        }
        var received = 0
        while try pipe.receive() != nil {
            received += 1
            #expect(sent.withLock { $0 } <= received + 5)
        }
        #expect(received == 1000)
    }

    /// A semaphore that is let go below the value it began with ends the process; the pipe of a strict import did.
    @Test func `a pipe that is cancelled with elements in it lets its writer go and may be forgotten`() throws {
        for taken in 0..<8 {
            let writing = DispatchGroup()
            do {
                let pipe = BoundedPipe<Int>(capacity: 4)
                DispatchQueue.global().async(group: writing) {
                    var number = 0
                    while pipe.send(number) { number += 1 }
                    pipe.finish()
                }
                for _ in 0..<taken { _ = try pipe.receive() }
                pipe.cancel()
            }
            #expect(writing.wait(timeout: .now() + 10) == .success)
        }
    }
}
