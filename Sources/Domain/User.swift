/// Somebody who is known by name, with whatever the owner tells about them.
public struct User: Hashable, Sendable {
    /// The owner's id.
    public var id: UserID
    /// Country, age, segment, entitlements: every field but the id, as it was brought.
    public var attributes: JSONObject

    /// A user with these attributes.
    public init(id: UserID, attributes: JSONObject = [:]) { (self.id, self.attributes) = (id, attributes) }
}
