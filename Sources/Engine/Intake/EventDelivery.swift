package import Domain
import Ingest

/// The events that one sender hands over in one go: their bytes come in pieces, are unpacked, read, and recorded chunk
/// by chunk while further pieces come.
///
///     var delivery = engine.delivery(.lines, isPacked: true, maximumBytes: 1 << 30)
///     for try await piece in body { try await delivery.take(piece) }
///     let report = try await delivery.finish()
///
/// Memory stays at two chunks of ``EventBatch/maximumElements`` events, and for an array at its bytes.
package struct EventDelivery {
    /// How the events are written.
    package enum Form: Hashable, Sendable {
        /// One object or an array of objects.
        case document
        /// An object a line.
        case lines
    }

    /// The most events an array may hold.
    package static let maximumArray = 10_000
    /// The most bytes that are set aside for a document on its sender's word.
    private static let reservedBytes = 1 << 20
    /// How many bytes are unpacked at a time.
    private static let unpackedBlock = 1 << 18

    private let engine: Kindred
    private let form: Form
    private let maximumBytes: Int
    private let (received, sent): (Timestamp, Timestamp?)
    private let gzip: GzipStream?
    private var (packedCount, count) = (0, 0)
    private var document: [UInt8] = []
    private var cutter = LineCutter()
    private var batch: EventBatch
    private var report = EventReport()
    private var ahead = Int64.min
    private var underway: Recording?

    /// A chunk on its way to the disk.
    private struct Recording {
        let outcomes: Task<[EventOutcome], any Error>
        let batch: EventBatch
        let taken: Int
    }

    /// A delivery to `engine` before its first byte.
    init(
        to engine: Kindred, _ form: Form, isPacked: Bool, maximumBytes: Int, received: Timestamp, sent: Timestamp?
    ) {
        (self.engine, self.form, self.maximumBytes) = (engine, form, maximumBytes)
        (self.received, self.sent) = (received, sent)
        gzip = isPacked ? GzipStream() : nil
        batch = EventBatch(received: received, source: "http", admission: engine.admission)
    }

    /// Refuses a body that is announced with more bytes than may be, before any of them comes.
    ///
    /// - Throws: ``DeliveryError``.
    package mutating func announce(_ length: Int) async throws {
        guard length <= maximumBytes else { throw await tooLarge(isUnpacked: false) }
        if form == .document, gzip == nil { document.reserveCapacity(min(length, Self.reservedBytes)) }
    }

    /// Takes in the next piece.
    ///
    /// - Throws: ``DeliveryError``; then the delivery is over.
    package mutating func take(_ piece: [UInt8]) async throws {
        packedCount += piece.count
        guard packedCount <= maximumBytes else { throw await tooLarge(isUnpacked: false) }
        guard let gzip else { return try await takeUnpacked(piece[...]) }
        piece.withUnsafeBytes { gzip.push($0) }
        var block = [UInt8](repeating: 0, count: Self.unpackedBlock)
        while true {
            let read: Result<Int, GzipError> = block.withUnsafeMutableBytes { bytes in
                do throws(GzipError) { return .success(try gzip.read(into: bytes)) } catch { return .failure(error) }
            }
            switch read {
            case .failure(let error): throw await failure(.badGzip(problem: error.problem))
            case .success(0): return
            case .success(let length): try await takeUnpacked(block[..<length])
            }
        }
    }

    /// Says that no piece follows, and waits until everything is on disk.
    ///
    /// - Throws: ``DeliveryError``.
    package mutating func finish() async throws -> EventReport {
        if let gzip {
            do throws(GzipError) { try gzip.finish() } catch { throw await failure(.badGzip(problem: error.problem)) }
        }
        guard form == .lines else { return try await finishDocument() }
        cutter.finish { Self.add($0, at: $1, to: &batch) }
        try await record(upTo: cutter.count + 1)
        try await settle()
        noteClock()
        return report
    }

    private mutating func finishDocument() async throws -> EventReport {
        let (engine, received, sent, document) = (engine, received, sent, document)
        self.document = []
        let result = await withCheckedContinuation { continuation in
            document.withUnsafeBufferPointer {
                engine.deliver(document: $0, received: received, sent: sent) { continuation.resume(returning: $0) }
            }
        }
        return try result.get()
    }

    private mutating func takeUnpacked(_ bytes: ArraySlice<UInt8>) async throws {
        count += bytes.count
        guard count <= maximumBytes else { throw await tooLarge(isUnpacked: gzip != nil) }
        guard form == .lines else { return document.append(contentsOf: bytes) }
        bytes.withUnsafeBufferPointer { piece in
            cutter.cut(piece) { Self.add($0, at: $1, to: &batch) }
        }
        if batch.count >= EventBatch.maximumElements { try await record(upTo: cutter.count) }
    }

    private static func add(_ line: LineCutter.Line, at index: Int, to batch: inout EventBatch) {
        switch line {
        case .whole(let bytes): batch.add(line: bytes, at: index)
        case .tooLong(let beginning):
            let error = FieldError(
                "event", "is a line of over \(LineCutter.maximumLine.grouped) bytes, the most there may be")
            batch.refuse(error, at: index, body: String(decoding: beginning, as: UTF8.self))
        }
    }

    /// Sends the chunk on its way, when the one before has arrived.
    private mutating func record(upTo taken: Int) async throws {
        try await settle()
        guard batch.count > 0 else { return }
        let (engine, chunk) = (engine, batch)
        ahead = max(ahead, chunk.ahead)
        batch = EventBatch(received: received, source: "http", admission: engine.admission)
        let outcomes = Task { chunk.events.isEmpty ? [] : try await engine.record(chunk.events) }
        underway = Recording(outcomes: outcomes, batch: chunk, taken: taken)
    }

    /// Waits for the chunk that is on its way.
    private mutating func settle() async throws {
        guard let recording = underway else { return }
        underway = nil
        do {
            let outcomes = try await recording.outcomes.value
            report.add(outcomes, recording.batch.rejections, taken: recording.taken)
            engine.quarantine.keep(recording.batch.refused)
        } catch {
            throw await failure(.log(error as? EngineError ?? .failed("\(error)")))
        }
    }

    private mutating func noteClock() {
        engine.noteClock(in: &report, received: received, sent: sent, ahead: ahead)
    }

    private mutating func tooLarge(isUnpacked: Bool) async -> DeliveryError {
        await failure(.tooLarge(maximumBytes: maximumBytes, isUnpacked: isUnpacked))
    }

    /// The error of this cause, with what is done when the chunk under way has arrived or failed.
    private mutating func failure(_ cause: DeliveryError.Cause) async -> DeliveryError {
        try? await settle()
        noteClock()
        return DeliveryError(cause: cause, report: report, isStream: form == .lines)
    }
}

extension Kindred {
    /// A delivery of events, before its first byte.
    ///
    /// - Parameters:
    ///   - isPacked: Whether the bytes are gzip.
    ///   - maximumBytes: The most bytes, before and after they are unpacked.
    ///   - received: The time of events that have none, and by which others are late or early.
    ///   - sent: What the sender's clock said when it sent, where it tells.
    package func delivery(
        _ form: EventDelivery.Form, isPacked: Bool, maximumBytes: Int, received: Timestamp = Kindred.now(),
        sent: Timestamp? = nil
    ) -> EventDelivery {
        EventDelivery(
            to: self, form, isPacked: isPacked, maximumBytes: maximumBytes, received: received, sent: sent)
    }
}
