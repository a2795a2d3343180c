/// Whole numbers of the settings, read so that an error names the field: Foundation's decoder says of a fraction only that
/// the document is no JSON. These take the place of the standard library's in this target, also where the compiler writes
/// the reading.
extension KeyedDecodingContainer {
    /// The whole number `key`; nil when it is missing or null.
    /// - Throws: `DecodingError.typeMismatch` for anything else.
    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decode(type, forKey: key)
    }

    /// The whole number `key`.
    /// - Throws: `DecodingError`.
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int {
        let number: Int64
        do { number = try decode(Int64.self, forKey: key) } catch DecodingError.keyNotFound(let key, let context) {
            throw DecodingError.keyNotFound(key, context)
        } catch DecodingError.valueNotFound(_, let context) {
            throw DecodingError.valueNotFound(type, context)
        } catch {
            throw DecodingError.typeMismatch(
                type, DecodingError.Context(codingPath: codingPath + [key], debugDescription: "is no whole number"))
        }
        return Int(number)
    }
}
