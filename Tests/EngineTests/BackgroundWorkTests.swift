import Domain
import Foundation
import Synchronization
import Testing

@testable import Engine

/// Threads that give way, and numbers drawn in advance.
@Suite struct BackgroundWorkTests {
    #if os(Linux)
        private static func niceness() -> Int32 { getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) }

        @Test func `work behind the answers is done on threads of a lower rank, and no other thread is lowered`() async
        {
            let before = Self.niceness()
            let during = Atomic<Int32>(0)
            await BackgroundWork.run { during.store(Self.niceness(), ordering: .releasing) }
            #expect(during.load(ordering: .acquiring) == 10)
            let inTask = await withCheckedContinuation { done in
                BackgroundWork.start {
                    BackgroundWork.giveWay()
                    done.resume(returning: Self.niceness())
                }
            }
            #expect(inTask == 10)
            let others = await withTaskGroup(of: Int32.self) { group in
                for _ in 0..<32 { group.addTask { Self.niceness() } }
                return await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(others == [before])
        }
    #endif

    @Test func `many who draw random numbers at once get no number twice`() async {
        let numbers = RandomNumbers()
        let drawn = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).flatMap { _ in
                        let (first, second) = numbers.next()
                        return [first, second]
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(drawn.count == 8000 && Set(drawn).count == 8000)
    }
}
