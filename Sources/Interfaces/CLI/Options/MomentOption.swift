import Domain

/// Moments given as options.
enum MomentOption {
    /// `text` as the moment that the option `name` gives: RFC 3339, or a date alone for its midnight in UTC.
    ///
    /// - Throws: ``CommandError/usage(_:)`` when it is none.
    static func parse(_ text: String, option name: String) throws(CommandError) -> Timestamp {
        guard let time = Timestamp(rfc3339: text) else {
            throw .usage("\(name) is \"\(Printable.text(text))\"; give a time like 2026-11-21T07:30:00Z, or a date.")
        }
        return time
    }
}
