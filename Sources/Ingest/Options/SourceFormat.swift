/// The layouts that can be read.
package enum SourceFormat: String, CaseIterable, Sendable, CustomStringConvertible {
    /// Rows of delimited fields as in RFC 4180.
    case csv
    /// One JSON object a line.
    case jsonl
    /// MovieLens 100K: `u.data` (tabs), `u.item` and `u.user` (`|`).
    case movielens100k = "movielens-100k"
    /// MovieLens 1M and its like: `ratings.dat`, `movies.dat`, `users.dat` (`::`).
    case movielens1m = "movielens-1m"
    /// `user item item ...`: a user and all their items a line.
    case adjacency

    /// The name as `--format` takes it.
    package var description: String { rawValue }

    /// The format that `--format` calls `name`.
    /// - Throws: ``IngestError/unknownFormat(name:)``.
    package init(named name: String) throws(IngestError) {
        guard let format = Self(rawValue: name.lowercased()) else { throw .unknownFormat(name: name) }
        self = format
    }
}
