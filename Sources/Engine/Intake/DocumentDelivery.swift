package import Domain

extension Kindred {
    /// Records the events of a document that is there as a whole, and says what became of them when they are durable.
    ///
    /// For one request this is what a delivery of the form `document` does, without any task of its own: the document is
    /// read before this returns, and the rest is done by the threads that write the log.
    /// - Parameters:
    ///   - document: An object or an array of objects; good during the call only.
    ///   - received: The time of events that have none, and by which others are late or early.
    ///   - sent: What the sender's clock said when it sent, where it tells.
    ///   - answer: Called once, on whatever thread: before this returns where nothing is to be recorded. The state has
    ///     the events then. It holds up the answers to others, so it should be quick.
    /// - Complexity: O(bytes) before it returns.
    package func deliver(
        document: UnsafeBufferPointer<UInt8>, received: Timestamp = Kindred.now(), sent: Timestamp? = nil,
        then answer: @escaping @Sendable (Result<EventReport, DeliveryError>) -> Void
    ) {
        var batch = EventBatch(received: received, source: "http", admission: admission)
        let taken: Int
        do throws(EventBatch.DocumentError) { taken = try batch.add(document: document) } catch {
            var report = EventReport()
            noteClock(in: &report, received: received, sent: sent, ahead: .min)
            return answer(.failure(DeliveryError(cause: DeliveryError.Cause(error), report: report, isStream: false)))
        }
        let (rejections, refused, ahead) = (batch.rejections, batch.refused, batch.ahead)
        record(batch.events) { result in
            var report = EventReport()
            let error: EngineError?
            switch result {
            case .success(let outcomes):
                error = nil
                report.add(outcomes, rejections, taken: taken)
                self.quarantine.keep(refused)
            case .failure(let cause): error = cause
            }
            self.noteClock(in: &report, received: received, sent: sent, ahead: ahead)
            answer(
                error.map { .failure(DeliveryError(cause: .log($0), report: report, isStream: false)) }
                    ?? .success(report))
        }
    }

    /// Tells in `report` how far the sender's clock is off, and remembers it.
    ///
    /// The sender's own word counts more than its events, which may be late for good reasons and early for none.
    /// - Parameter ahead: By how many milliseconds its latest event is ahead of `received`; negative is behind.
    func noteClock(in report: inout EventReport, received: Timestamp, sent: Timestamp?, ahead: Int64) {
        let difference = sent.map { $0.milliseconds - received.milliseconds } ?? max(0, ahead)
        guard abs(difference) >= 1000 else { return }
        report.clockAheadSeconds = Double(difference) / 1000
        clocks.note(aheadSeconds: Double(difference) / 1000, logger)
    }
}

extension DeliveryError.Cause {
    /// What is wrong with a document.
    init(_ error: EventBatch.DocumentError) {
        switch error {
        case .notJSON(let error): self = .notJSON(error)
        case .tooMany(let count): self = .tooMany(count: count)
        }
    }
}
