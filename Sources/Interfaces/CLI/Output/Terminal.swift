import Foundation

/// What a stream is: a terminal of some width, or a file or pipe.
struct Terminal: Sendable, Equatable {
    /// The number of columns, where it is a terminal that can redraw a line.
    let width: Int?
    /// Whether colours may be used.
    let hasColour: Bool

    /// A file or a pipe.
    static let none = Terminal(width: nil, hasColour: false)

    /// What the descriptor is in this process. No colour when the variable `NO_COLOR` is set and not empty, and
    /// neither colour nor redrawing when `TERM` is `dumb`.
    static func of(_ descriptor: Descriptor, environment: [String: String]) -> Terminal {
        guard isatty(descriptor.number) == 1, environment["TERM"] != "dumb" else { return .none }
        return Terminal(width: columns(of: descriptor.number) ?? 80, hasColour: (environment["NO_COLOR"] ?? "").isEmpty)
    }

    /// The colours in use.
    enum Colour: Int {
        /// For errors and problems.
        case red = 31
        /// For what is well.
        case green = 32
        /// For warnings.
        case yellow = 33
    }

    /// `text` in `colour`, where there are colours.
    func coloured(_ text: String, _ colour: Colour) -> String {
        hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }
}
