import Domain

/// What a server with a small shop answers to each of `conversations`, without what differs from run to run:
/// ids, and numbers that depend on the moment.
func comparableAnswers(to conversations: [Conversation], hasHotLane: Bool) async throws -> [[String]] {
    // A list that is kept is up to ten seconds old, and one server may be slower than the other.
    try await withServer(hasHotLane: hasHotLane, keepsLists: false) { wire, engine in
        try await stock(engine)
        var all: [[String]] = []
        for conversation in conversations {
            let bytes = try await wire.send(pieces: conversation.pieces)
            let answers = Wire.answers(in: bytes, to: conversation.methods)
            all.append(answers.map(comparable))
        }
        return all
    }
}

private func comparable(_ answer: Answer) -> String {
    let headers = answer.headers.filter {
        $0.key != "x-request-id" && $0.key != "date" && $0.key != "content-length"
    }
    .sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    // Hummingbird writes no zeros ahead of the number that all ids of a process begin with.
    let hasID = answer.headers["x-request-id"]?.wholeMatch(of: /[0-9a-f]{17,32}/) != nil
    let marks = ["x-request-id \(hasID)", "date \(answer.headers["date"]?.count ?? 0)"]
    let text = answer.text
        .replacing(/"source":"cached","original":{"decision_id":"[0-9a-f]{32}",("source":"[a-z]+")[^}]*}/) { $0.1 }
        .replacing(/"decision_id":"[0-9a-f]{32}"/, with: "decision")
        .replacing(/"(score|ahead_seconds)":-?[0-9.e-]+/, with: "number")
        .replacing(/[0-9,]+ s after this machine's clock, [^;]*/, with: "clock")
    return ([String(answer.status)] + headers + marks + [text]).joined(separator: "\n")
}
