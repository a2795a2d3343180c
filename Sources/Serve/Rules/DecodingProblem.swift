import Domain

/// What a decoder refused, in words: which field, and why.
package enum DecodingProblem {
    /// The field's path, `rules[2].factor`, and the problem, as the end of a sentence.
    package static func of(_ error: any Error) -> (field: String, problem: String) {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            (path(context.codingPath + [key]), "is missing")
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            (path(context.codingPath), "is not \(name(of: type))")
        case DecodingError.dataCorrupted(let context):
            (path(context.codingPath), "has a value that is not allowed here")
        default: ("", "\(error)")
        }
    }

    /// The same as a sentence.
    package static func sentence(of error: any Error) -> String {
        let (field, problem) = of(error)
        return (field.isEmpty ? "it \(problem)" : "\"\(field)\" \(problem)").asSentence
    }

    /// The path as a file's reader would write it: `rules[2].factor`.
    package static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("") { path, key in
            if let index = key.intValue { return path + "[\(index)]" }
            return path.isEmpty ? key.stringValue : path + "." + key.stringValue
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is Int.Type: "a whole number"
        case is Double.Type: "a number"
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is [Any].Type: "an array"
        case is [String: Any].Type: "an object"
        default: "of the right type"
        }
    }
}
