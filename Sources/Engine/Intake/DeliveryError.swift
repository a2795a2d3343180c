package import Domain

/// Why a delivery ended before its end. What ``report`` tells is done; nothing after it was taken.
package struct DeliveryError: Error {
    /// What stopped it.
    package enum Cause: Sendable {
        /// There are more bytes than may be, before or after they were unpacked.
        case tooLarge(maximumBytes: Int, isUnpacked: Bool)
        /// An array has more elements than may be.
        case tooMany(count: Int)
        /// The body is no JSON.
        case notJSON(JSONError)
        /// The gzip data do not unpack; the end of a sentence about them.
        case badGzip(problem: String)
        /// The log did not take the events.
        case log(EngineError)
    }

    /// What stopped it.
    package let cause: Cause
    /// What became of the elements before.
    package let report: EventReport
    /// Whether the elements are lines, some of which may be taken already.
    package let isStream: Bool
}
