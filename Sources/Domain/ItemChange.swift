/// One change to the catalogue.
public enum ItemChange: Hashable, Sendable {
    /// The item is as this says from now on.
    case put(Item)
    /// The fields that this JSON merge patch (RFC 7396) names change, the others stay.
    case patch(ItemID, JSONObject)
    /// The item leaves the catalogue and every list.
    case delete(ItemID)
}

/// What became of a change to the catalogue.
public enum ItemChangeOutcome: Hashable, Sendable {
    /// It is durable, at this place in the log.
    case changed(sequence: Int64)
    /// The item is already as the change says, or already gone.
    case unchanged
    /// The catalogue does not have the item that the patch is for.
    case unknown
    /// The patched item would not be one; the field says why.
    case refused(FieldError)
}
