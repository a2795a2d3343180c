/// What a column can tell of an event, an item or a user.
enum ColumnRole: String, CaseIterable, Sendable {
    case user, session, item, type, value, quantity, price, time
    case eventID = "event_id"
    case decision = "decision_id"
    case position
    case title, description, categories, brand, tags, currency, stock
    case isHidden = "is_hidden"
    case publishedAt = "published_at"
    case url
    case imageURL = "image_url"

    /// The roles in an event's row.
    static let ofEvent: [ColumnRole] = [
        .user, .session, .item, .type, .value, .quantity, .price, .time, .eventID, .decision, .position,
    ]
    /// The roles in an item's row.
    static let ofItem: [ColumnRole] = [
        .item, .title, .description, .categories, .brand, .tags, .price, .currency, .stock, .isHidden, .publishedAt,
        .url, .imageURL,
    ]
    /// The roles in a user's row.
    static let ofUser: [ColumnRole] = [.user]

    /// The role called `name`: its own name, or else the first that recognises it.
    init?(named name: String) {
        let folded = ColumnName.folded(name)
        let role =
            Self.allCases.first { ColumnName.folded($0.rawValue) == folded }
            ?? Self.allCases.first { $0.names.contains(folded) }
        guard let role else { return nil }
        self = role
    }

    /// The folded header names by which the role is recognised, the surest first.
    var names: [String] {
        switch self {
        case .user:
            [
                "userid", "user", "visitorid", "customerid", "memberid", "accountid", "reviewerid", "uid", "visitor",
                "customer",
            ]
        case .session:
            [
                "sessionid", "session", "visitid", "invoiceno", "invoice", "orderid", "basketid", "transactionid",
                "transaction", "basket",
            ]
        case .item:
            [
                "itemid", "item", "productid", "movieid", "stockcode", "articleid", "trackid", "songid", "videoid",
                "bookid", "courseid", "contentid", "sku", "asin", "isbn", "iid", "artistid", "product", "movie",
            ]
        case .type: ["type", "eventtype", "event", "kind", "action", "eventname", "behaviortype", "feedbacktype"]
        case .value: ["rating", "value", "score", "stars", "weight", "playcount", "plays", "listencount"]
        case .quantity: ["quantity", "qty"]
        case .price: ["price", "unitprice"]
        case .time:
            [
                "timestamp", "time", "datetime", "eventtime", "invoicedate", "date", "createdat", "unixtime",
                "unixreviewtime", "ts",
            ]
        case .eventID: ["eventid"]
        case .decision: ["decisionid"]
        case .position: ["position"]
        case .title: ["title", "name", "itemname", "productname", "movietitle", "trackname", "song"]
        case .description: ["description", "details", "summary"]
        case .categories: ["categories", "category", "genres", "genre", "productcategory", "topics", "topic"]
        case .brand: ["brand", "artist", "artistname", "author", "publisher", "manufacturer", "vendor"]
        case .tags: ["tags", "keywords"]
        case .currency: ["currency"]
        case .stock: ["stock", "inventory", "stocklevel"]
        case .isHidden: ["ishidden", "hidden"]
        case .publishedAt: ["publishedat", "publishdate", "publicationdate", "releasedate", "published", "createdat"]
        case .url: ["url", "link", "producturl"]
        case .imageURL: ["imageurl", "image", "picture", "thumbnail"]
        }
    }

    /// What the role is called in the JSON form of a record.
    var jsonName: String {
        switch self {
        case .user: "user_id"
        case .session: "session_id"
        case .item: "item_id"
        case .time: "timestamp"
        default: rawValue
        }
    }
}

/// The comparison of column names.
enum ColumnName {
    /// `name` in lower case without anything but letters and digits: "User_ID " and "userId" are one.
    static func folded(_ name: String) -> String {
        String(String.UnicodeScalarView(name.unicodeScalars.filter(\.properties.isLetterOrDigit))).lowercased()
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLetterOrDigit: Bool { isAlphabetic || numericType != nil }
}
