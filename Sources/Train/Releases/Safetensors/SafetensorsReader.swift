import Domain
import Matrices

/// Reads safetensors files of any origin without trusting them.
///
/// The arrays stay in the mapped file. Every number of the header is checked before it is used: the header's length,
/// shapes whose product overflows, ranges outside the data, ranges that overlap or leave holes, sizes that differ from
/// shape and type.
struct SafetensorsReader {
    /// The largest header that is read, in bytes.
    static let maximumHeaderBytes = 8 << 20

    private let file: MappedFile

    /// What a file holds.
    struct Contents {
        /// The strings of `__metadata__`.
        var metadata: [String: String]
        /// The arrays, in the order of the file.
        var tensors: [Tensor]
    }

    /// The contents of the file at `path`.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``, ``ReleaseError/damaged(path:problem:)``.
    /// - Complexity: O(header); the arrays are not touched.
    static func read(_ path: String) throws(ReleaseError) -> Contents {
        try read(MappedFile(path))
    }

    /// The contents of `file`; as above.
    static func read(_ file: MappedFile) throws(ReleaseError) -> Contents {
        try SafetensorsReader(file: file).contents()
    }

    private func contents() throws(ReleaseError) -> Contents {
        let (header, dataStart) = try header()
        var metadata: [String: String] = [:]
        var entries: [Entry] = []
        for member in header.members {
            if member.name == "__metadata__" {
                metadata = try self.metadata(member.value)
            } else {
                entries.append(try entry(member.name, member.value))
            }
        }
        entries.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
        try checkCover(entries, dataCount: file.bytes.count - dataStart)
        let tensors = entries.map { entry in
            let range = entry.range.lowerBound + dataStart..<entry.range.upperBound + dataStart
            return entry.type.tensor(entry.name, shape: entry.shape, in: range, of: file)
        }
        return Contents(metadata: metadata, tensors: tensors)
    }

    private struct Entry {
        let name: String
        let type: SafetensorsType
        let shape: [Int]
        let range: Range<Int>
    }

    private func header() throws(ReleaseError) -> (header: JSONObject, dataStart: Int) {
        let bytes = file.bytes
        guard bytes.count >= 8 else { throw damaged("it has \(bytes.count) bytes, fewer than the 8 of a length") }
        let length = UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        guard length <= UInt64(Self.maximumHeaderBytes) else {
            throw damaged("its header claims \(length) bytes, over the limit of \(Self.maximumHeaderBytes)")
        }
        guard length <= UInt64(bytes.count - 8) else {
            throw damaged("its header claims \(length) bytes, but only \(bytes.count - 8) follow")
        }
        let text = UnsafeRawBufferPointer(rebasing: bytes[8..<8 + Int(length)])
        let value: JSONValue
        do { value = try JSONParser.parse(text.bindMemory(to: UInt8.self)) } catch {
            throw damaged("its header is \(error)")
        }
        guard let object = value.object else { throw damaged("its header is \(value.typeName), not an object") }
        return (object, 8 + Int(length))
    }

    private func metadata(_ value: JSONValue) throws(ReleaseError) -> [String: String] {
        guard let object = value.object else { throw damaged("its __metadata__ is \(value.typeName), not an object") }
        var metadata: [String: String] = [:]
        for member in object.members {
            guard let text = member.value.string else {
                throw damaged("its __metadata__ \"\(member.name)\" is \(member.value.typeName), not a string")
            }
            metadata[member.name] = text
        }
        return metadata
    }

    private func entry(_ name: String, _ value: JSONValue) throws(ReleaseError) -> Entry {
        guard let fields = value.object else { throw damaged("its array \"\(name)\" is described by no object") }
        guard let type = fields["dtype"]?.string.flatMap(SafetensorsType.init(rawValue:)) else {
            throw damaged("its array \"\(name)\" is not of type F32, U32, I64 or U8")
        }
        guard let shape = Self.counts(fields["shape"]) else {
            throw damaged("the shape of its array \"\(name)\" is not a list of counts")
        }
        guard let offsets = Self.counts(fields["data_offsets"]), offsets.count == 2, offsets[0] <= offsets[1] else {
            throw damaged("the data_offsets of its array \"\(name)\" are not a beginning and an end")
        }
        var bytes = type.size
        for extent in shape {
            let (product, overflow) = bytes.multipliedReportingOverflow(by: extent)
            guard !overflow else { throw damaged("the shape of its array \"\(name)\" is too large") }
            bytes = product
        }
        guard bytes == offsets[1] - offsets[0] else {
            throw damaged(
                "its array \"\(name)\" takes \(bytes) bytes by its shape, \(offsets[1] - offsets[0]) by its offsets")
        }
        return Entry(name: name, type: type, shape: shape, range: offsets[0]..<offsets[1])
    }

    /// Sorted ranges follow each other without gap or overlap from 0 to the end, as the format demands.
    private func checkCover(_ entries: [Entry], dataCount: Int) throws(ReleaseError) {
        var end = 0
        for entry in entries {
            guard entry.range.upperBound <= dataCount else {
                throw damaged(
                    "its array \"\(entry.name)\" ends at byte \(entry.range.upperBound) of \(dataCount); it is cut short"
                )
            }
            guard entry.range.lowerBound == end else {
                throw damaged("its array \"\(entry.name)\" begins at byte \(entry.range.lowerBound), not at \(end)")
            }
            end = entry.range.upperBound
        }
        guard end == dataCount else { throw damaged("\(dataCount - end) bytes at its end belong to no array") }
    }

    /// The whole numbers of 0 or more that `value` lists; nil when it is anything else.
    private static func counts(_ value: JSONValue?) -> [Int]? {
        guard let values = value?.array else { return nil }
        let counts = values.compactMap { $0.integer.flatMap { $0 >= 0 ? Int($0) : nil } }
        return counts.count == values.count ? counts : nil
    }

    private func damaged(_ problem: String) -> ReleaseError { .damaged(path: file.path, problem: problem) }
}
