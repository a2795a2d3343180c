package import Domain

/// How to read a file; what is nil is recognised from the file's name and content.
package struct SourceOptions: Sendable {
    /// The layout.
    package var format: SourceFormat?
    /// What separates the fields of a row.
    package var delimiter: Delimiter?
    /// Which column is what; the others are recognised by name.
    package var columns: ColumnMapping
    /// How times are written; nil takes Unix seconds or milliseconds and RFC 3339.
    package var timeFormat: TimeFormat?
    /// How characters are written.
    package var encoding: TextEncoding?
    /// The kind of every event without one of its own; it overrules a column that was merely recognised.
    package var kind: EventKind?
    /// Whether the first row holds the columns' names.
    package var header: HeaderRule
    /// What stands for "no user" where a row has a session; nil takes 0, 0.0, -1, nan, null, none, na, n/a and \N.
    package var guests: Set<String>?
    /// Which events are taken; the others are refused.
    package var admission: EventAdmission
    /// The moment by which an event lies in the future; nil takes every time.
    package var now: Timestamp?

    /// Options that leave everything to be recognised, and take what the default rules do; set what is known.
    package init() { (columns, header, admission) = (ColumnMapping(), .recognised, EventAdmission()) }
}

/// Whether the first row of a delimited file holds the columns' names.
package enum HeaderRule: Hashable, Sendable {
    /// It is looked at.
    case recognised
    /// It does.
    case present
    /// It is data.
    case absent
}
