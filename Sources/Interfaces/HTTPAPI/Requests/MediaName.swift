/// The name of a media type without its parameters: `Application/JSON; charset=utf-8` is `application/json`.
struct MediaName {
    /// The name in lower case.
    let text: String

    /// Takes the name out of a content-type header.
    init(_ header: String) { text = header.prefix { $0 != ";" }.lowercased().filter { $0 != " " } }
}
