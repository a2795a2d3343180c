/// Rows that several threads write, each its own; `@unchecked Sendable` rests on that.
struct SharedRows<Element>: @unchecked Sendable {
    /// The rows.
    let rows: UnsafeMutableBufferPointer<Element>

    /// Shares `rows`.
    init(_ rows: UnsafeMutableBufferPointer<Element>) { self.rows = rows }
}
