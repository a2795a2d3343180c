import Domain
import Engine
import NIOCore
import Synchronization

/// What the hot lanes of one event loop share. Used on that loop alone, which so guards it.
final class LoopDesk {
    /// Where answers are written, kept for its memory.
    var bytes: [UInt8] = []
    /// The lists that are to be made, in the order of their requests.
    private var waiting = CircularBuffer<WaitingList>()
    private var isAtWork = false
    /// When the last turn of work ended, and the one before it.
    private var (turnEnded, formerTurnEnded) = (ContinuousClock.now, ContinuousClock.now)
    private var date = (second: Int64.min, text: "", line: [UInt8]())
    private var requestNumbers = RequestNumbers()
    /// A buffer that nobody uses, kept for its memory.
    private var spare: ByteBuffer?
    private let loop: any EventLoop

    /// For how long the loop makes lists, at least and at most, before it looks what came in meanwhile: for as long as
    /// reading took, so that a flood of requests to be refused leaves half of the time for those that are answered.
    private static let turn = Duration.milliseconds(2)...Duration.milliseconds(10)
    private static let bufferBytes = 16 << 10
    private static let maximumBufferBytes = 256 << 10
    /// How long it then waits at most: any time at all has it look.
    private static let look = TimeAmount.microseconds(20)

    /// The desk of `loop`.
    init(_ loop: any EventLoop) { self.loop = loop }

    /// The `Date` header of now.
    func dateText() -> String {
        lookAtClock()
        return date.text
    }

    /// The end of a head that is sent now: the line before it, the date and the empty line.
    func dateLine() -> [UInt8] {
        lookAtClock()
        return date.line
    }

    private func lookAtClock() {
        let second = Kindred.now().milliseconds / 1000
        guard date.second != second else { return }
        let text = HTTPDate(seconds: second).text
        date = (second, text, Array("\r\ndate: \(text)\r\n\r\n".utf8))
    }

    /// The id of the next request, as a header has it.
    func newRequestID() -> String { requestNumbers.next() }

    /// Writes the id of the next request.
    func writeRequestID(into buffer: inout ByteBuffer) {
        buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: RequestNumbers.digitCount) { digits in
            requestNumbers.writeNext(to: digits)
            return RequestNumbers.digitCount
        }
    }

    /// An empty buffer for answers, to be given back.
    func borrowBuffer() -> ByteBuffer {
        defer { spare = nil }
        return spare ?? ByteBufferAllocator().buffer(capacity: Self.bufferBytes)
    }

    /// Takes back a buffer whose bytes are on their way. Where they are still waiting, another takes its place.
    func giveBack(_ buffer: consuming ByteBuffer) {
        guard buffer.capacity <= Self.maximumBufferBytes else { return }
        buffer.clear(minimumCapacity: Self.bufferBytes)
        spare = buffer
    }

    /// When a request that is read now may have come: the system held it while the loop made lists and read others.
    ///
    /// What is read behind a turn of work was not there when the turn before it ended.
    func arrival() -> ContinuousClock.Instant { isAtWork ? formerTurnEnded : .now }

    /// Whether no list waits to be made.
    var isFree: Bool { waiting.isEmpty }

    /// Has `list` made once what came in with it is read.
    ///
    /// So reading goes before work: what can be answered or refused at once never waits for lists, and each list knows
    /// how long it waited.
    func add(_ list: WaitingList) {
        waiting.append(list)
        guard !isAtWork else { return }
        let now = ContinuousClock.now
        (isAtWork, turnEnded, formerTurnEnded) = (true, now, now)
        let desk = NIOLoopBound(self, eventLoop: loop)
        loop.execute { desk.value.work() }
    }

    /// Makes lists for one turn, and goes on in another.
    private func work() {
        let start = ContinuousClock.now
        let turn = min(max(start - turnEnded, Self.turn.lowerBound), Self.turn.upperBound)
        defer { (turnEnded, formerTurnEnded) = (ContinuousClock.now, turnEnded) }
        repeat {
            guard let next = waiting.popFirst() else {
                isAtWork = false
                return
            }
            next.lane.make(next, next.context)
        } while ContinuousClock.now - start < turn
        // Not `execute`: the loop would run it before it looks at its connections.
        let desk = NIOLoopBound(self, eventLoop: loop)
        loop.scheduleTask(in: Self.look) { desk.value.work() }
    }
}

/// A list that is to be made.
struct WaitingList {
    /// Who asks for it.
    let lane: HotLane
    /// Where it is.
    let context: ChannelHandlerContext
    /// What is asked for.
    let request: RecommendationRequest
    /// The same as it came, to be passed on where the answer is a problem.
    let call: HotCall
    /// When it was there.
    let start: ContinuousClock.Instant
    /// Whether it waited for somebody else to make it: it does so once.
    var hasWaited = false
}

/// The desk of each event loop. A class because it guards which loop has which.
final class LoopDesks: Sendable {
    private let desks = Mutex<[ObjectIdentifier: NIOLoopBound<LoopDesk>]>([:])

    /// The desk of `loop`, asked for on that loop.
    func desk(of loop: any EventLoop) -> LoopDesk {
        desks.withLock { desks in
            if let desk = desks[ObjectIdentifier(loop)] { return desk }
            let desk = NIOLoopBound(LoopDesk(loop), eventLoop: loop)
            desks[ObjectIdentifier(loop)] = desk
            return desk
        }.value
    }
}
