extension JSONValue {
    /// Whether every object in it, itself included, has at most `limit` members: records are worked on member by member.
    /// - Complexity: O(values); the parser bounds the depth.
    package func hasNoObject(over limit: Int) -> Bool {
        switch self {
        case .array(let values): values.allSatisfy { $0.hasNoObject(over: limit) }
        case .object(let object): object.hasNoObject(over: limit)
        default: true
        }
    }
}

extension JSONObject {
    /// The most members one object in a request may have.
    package static let maximumMembers = 1000

    /// Whether it and every object in it has at most `limit` members.
    /// - Complexity: O(values); the parser bounds the depth.
    package func hasNoObject(over limit: Int) -> Bool {
        members.count <= limit && members.allSatisfy { $0.value.hasNoObject(over: limit) }
    }
}
