package import Domain

/// One request of a batch, as it came.
package enum BatchRequest: Hashable, Sendable {
    /// JSON, which may be a request.
    case json(JSONValue)
    /// A line that cannot be read, and why.
    case unreadable(FieldError)

    /// The request on a line of JSON; nil for a blank one.
    /// - Parameter number: The line's number, from 1, for who looks for it.
    package init?(line: [UInt8], number: Int) {
        guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return nil }
        do throws(JSONError) {
            let value = try JSONParser.parse(line)
            guard value.hasNoObject(over: JSONObject.maximumMembers) else {
                self = .unreadable(
                    FieldError(
                        "request",
                        "on line \(number) has an object with over \(JSONObject.maximumMembers) members; split it"))
                return
            }
            self = .json(value)
        } catch {
            self = .unreadable(FieldError("request", "on line \(number) is \(error)"))
        }
    }

    /// The members of the request.
    /// - Throws: `FieldError` for anything but an object.
    func object() throws(FieldError) -> JSONObject {
        switch self {
        case .unreadable(let error): throw error
        case .json(let value):
            guard let object = value.object else { throw FieldError("request", "is \(value.typeName), not an object") }
            return object
        }
    }
}
