/// The fields of an event's JSON form: the reader takes these names, and the schema describes them.
///
/// ``Event/init(json:received:)`` reads every case; a field that is none of them joins the context. The form has a
/// version, ``currentSchema``. A new optional field does not change it. A field that goes or changes its meaning does:
/// the changelog announces it one version of the program ahead, and the former schema is still read in that version.
public enum EventField: String, CaseIterable, Sendable {
    /// The version of this form.
    case schema
    /// The sender's id of the event.
    case eventID = "event_id"
    /// Who did it.
    case user = "user_id"
    /// The visit it happened in.
    case session = "session_id"
    /// The item it was done with.
    case item = "item_id"
    /// What was done.
    case type
    /// The number that the kind carries.
    case value
    /// How many pieces.
    case quantity
    /// The price of one piece.
    case price
    /// What the price is in.
    case currency
    /// When it happened.
    case timestamp
    /// The decision whose list led to it.
    case decision = "decision_id"
    /// The place in that list.
    case position
    /// Everything else.
    case context

    /// The version of the form that is read where an event names none.
    public static let currentSchema: Int64 = 1
}

extension EventField {
    /// How a field is written.
    enum Form {
        /// An id: a string of 1 to 256 bytes, or a whole number.
        case identifier
        /// The name of a kind of event.
        case kind
        /// A finite number.
        case number
        /// A text.
        case text
        /// RFC 3339, or a Unix time.
        case time
        /// A whole number from 1 on.
        case place
        /// An object.
        case object
        /// The number of a schema.
        case version
    }

    /// How the field is written.
    var form: Form {
        switch self {
        case .schema: .version
        case .eventID, .user, .session, .item, .decision: .identifier
        case .type: .kind
        case .value, .quantity, .price: .number
        case .currency: .text
        case .timestamp: .time
        case .position: .place
        case .context: .object
        }
    }

    /// What the field means, in a sentence.
    var meaning: String {
        switch self {
        case .schema: "The version of this form; the newest where it is missing."
        case .eventID: "Your id of the event: the same id is counted once, for ever. Without it, the content is the id."
        case .user: "Who did it, when known. At least one of user_id and session_id is needed."
        case .session: "The visit it happened in."
        case .item: "The item it was done with. Only a type that touches none, such as search, may be without."
        case .type: "What was done: view, purchase or another."
        case .value: "The rating, the seconds of a dwell, the play count: whatever number the type carries."
        case .quantity: "How many pieces."
        case .price: "The price of one piece."
        case .currency: "What the price is in; the ISO 4217 code. Kept in the context."
        case .timestamp:
            "When it happened: RFC 3339, or Unix seconds or milliseconds; the moment of receipt without it."
        case .decision: "The decision whose list led to it."
        case .position: "The place in that list, from 1."
        case .context: "Device, location, referrer, a search's query: any keys. Fields not listed here join it."
        }
    }
}
