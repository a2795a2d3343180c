import Foundation

/// Text and numbers as they stand in HTML and SVG.
enum Markup {
    /// `text` as the content of an element or of a quoted attribute; control characters, which neither may hold, become
    /// the replacement character.
    static func escaped(_ text: String) -> String {
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": safe += "&amp;"
            case "<": safe += "&lt;"
            case ">": safe += "&gt;"
            case "\"": safe += "&quot;"
            case "'": safe += "&#39;"
            case "\t", "\n": safe.unicodeScalars.append(scalar)
            default: safe += isAllowed(scalar) ? String(scalar) : "\u{fffd}"
            }
        }
        return safe
    }

    /// Neither a control character, nor one of those that turn the direction of what follows.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: false
        default:
            !(0x202a...0x202e).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
                && !isNoCharacter(scalar)
        }
    }

    private static func isNoCharacter(_ scalar: Unicode.Scalar) -> Bool { scalar.value & 0xfffe == 0xfffe }

    /// `text` with at most `limit` characters, the middle left out.
    static func shortened(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        let head = limit / 2
        return text.prefix(head) + "…" + text.suffix(limit - 1 - head)
    }

    /// A place in a picture, to a tenth: `12.5`, `40`.
    static func place(_ number: Double) -> String {
        let text = String(format: "%.1f", number)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A metric's value: four decimals below 10, fewer above.
    static func value(_ number: Double) -> String {
        String(format: abs(number) < 10 ? "%.4f" : abs(number) < 1000 ? "%.2f" : "%.0f", number)
    }

    /// A duration: `0.42 s`, `12.3 s`, `3 min 5 s`.
    static func seconds(_ number: Double) -> String {
        if number < 10 { return String(format: "%.2f s", number) }
        if number < 120 { return String(format: "%.1f s", number) }
        let whole = Int(number.rounded())
        return "\(whole / 60) min \(whole % 60) s"
    }
}
