import Domain
import Matrices

/// Writes named arrays as safetensors: eight bytes with the header's length, a JSON header, the arrays one after the
/// other, all little-endian.
///
/// The header is padded with spaces so that the arrays begin at a multiple of 64 bytes of the file; wider elements
/// come first, so every array is aligned to its element.
/// *Source:* the format's description at https://github.com/huggingface/safetensors.
enum SafetensorsWriter {
    /// Creates the file at `path`, synchronized and read-only.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``; ``ReleaseError/draftRefused(problem:)`` when two
    ///   arrays share a name, or one is called `__metadata__`.
    static func create(
        _ path: String, _ tensors: [Tensor], metadata: [(String, String)]
    ) throws(ReleaseError) -> DurableFile.Seal {
        let names = tensors.map(\.name)
        guard Set(names).count == names.count, !names.contains("__metadata__") else {
            throw .draftRefused(problem: "arrays of one model must have different names, none of them __metadata__")
        }
        let ordered = tensors.enumerated().sorted {
            let (left, right) = (SafetensorsType($0.element).size, SafetensorsType($1.element).size)
            return left != right ? left > right : $0.offset < $1.offset
        }.map(\.element)
        let header = Self.header(ordered, metadata: metadata)
        return try withExtendedLifetime(ordered) { () throws(ReleaseError) in
            try DurableFile.create(path, header, ordered.map(\.bytes))
        }
    }

    /// The length and the padded JSON.
    private static func header(_ tensors: [Tensor], metadata: [(String, String)]) -> [UInt8] {
        var members: [(String, JSONValue)] = [
            ("__metadata__", .object(JSONObject(metadata.map { ($0.0, .string($0.1)) })))
        ]
        var offset = 0
        for tensor in tensors {
            let end = offset + tensor.bytes.count
            let fields: JSONObject = [
                "dtype": .string(SafetensorsType(tensor).rawValue),
                "shape": .array(tensor.shape.map { .integer(Int64($0)) }),
                "data_offsets": .array([.integer(Int64(offset)), .integer(Int64(end))]),
            ]
            members.append((tensor.name, .object(fields)))
            offset = end
        }
        var json = JSONValue.object(JSONObject(members)).bytes()
        json.append(contentsOf: repeatElement(0x20, count: (64 - (8 + json.count) % 64) % 64))
        let length = UInt64(json.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + json
    }
}
