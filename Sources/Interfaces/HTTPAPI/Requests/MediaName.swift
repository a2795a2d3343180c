/// The name of a media type without its parameters: `Application/JSON; charset=utf-8` is `application/json`.
struct MediaName {
    /// The names under which lines of JSON are sent.
    private static let lines: Set = [
        "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines",
        "application/jsonlines",
    ]

    /// The name in lower case.
    let text: String

    /// Takes the name out of a content-type header.
    init(_ header: String) { text = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " } }

    /// Whether it says that there is a JSON value a line.
    var isLines: Bool { Self.lines.contains(text) }
}
