import Domain
import Foundation
import Matrices
import Testing

@testable import Releases

@Suite struct SafetensorsTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Golden")

    /// Whether there is a Python that reads safetensors.
    static let hasPython = (try? run(["-c", "import safetensors, numpy"]))?.status == 0

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let (process, pipe) = (Process(), Pipe())
        let python = ProcessInfo.processInfo.environment["KINDRED_PYTHON"] ?? "python3"
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [python] + arguments
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    private var tensors: [Tensor] {
        [
            Tensor(name: "text", shape: [7], values: .uint8(Buffer(Array("kindred".utf8)))),
            Tensor(
                name: "factors", shape: [2, 2],
                values: .float32(Buffer([0.5, -1.25, .infinity, .leastNonzeroMagnitude]))),
            Tensor(name: "times", shape: [2], values: .int64(Buffer([-1, 1 << 62]))),
            Tensor(name: "none", shape: [0, 4], values: .float32(Buffer([]))),
            Tensor(name: "ids", shape: [3, 1], values: .uint32(Buffer([0, 7, .max]))),
        ]
    }

    @Test func `arrays come back with their names, shapes and bits`() throws {
        let path = folder.path("a.safetensors")
        _ = try SafetensorsWriter.create(path, tensors, metadata: [("model", "a \"b\" ✓")])
        let contents = try SafetensorsReader.read(path)
        #expect(contents.metadata == ["model": "a \"b\" ✓"])
        #expect(contents.tensors.count == 5)
        for tensor in tensors {
            let read = try #require(contents.tensors.first { $0.name == tensor.name })
            #expect(read.shape == tensor.shape && Array(read.bytes) == Array(tensor.bytes))
        }
    }

    @Test func `the data begin at a multiple of 64 bytes and every array at one of its element`() throws {
        let path = folder.path("a.safetensors")
        for length in 0..<70 {
            unlink(path)
            let metadata = [("pad", String(repeating: "x", count: length))]
            _ = try SafetensorsWriter.create(path, tensors, metadata: metadata)
            let header = try bytes(at: path).prefix(8).enumerated().reduce(8) {
                $0 + Int($1.element) << (8 * $1.offset)
            }
            #expect(header % 64 == 0)
        }
        for tensor in try SafetensorsReader.read(path).tensors {
            #expect(Int(bitPattern: tensor.bytes.baseAddress) % SafetensorsType(tensor).size == 0)
        }
    }

    @Test func `a file that Python wrote is read`() throws {
        let contents = try SafetensorsReader.read(Self.golden.appendingPathComponent("safetensors.golden").path)
        #expect(contents.metadata == ["model": "golden"])
        let tensors = Dictionary(uniqueKeysWithValues: contents.tensors.map { ($0.name, $0) })
        #expect(
            tensors.mapValues(\.shape) == ["factors": [2, 3], "ids": [3], "times": [2], "text": [7], "none": [0, 4]])
        guard case .float32(let factors)? = tensors["factors"]?.values, case .uint32(let ids)? = tensors["ids"]?.values,
            case .int64(let times)? = tensors["times"]?.values, case .uint8(let text)? = tensors["text"]?.values
        else {
            Issue.record("an array has another type than Python gave it")
            return
        }
        #expect(
            factors.pointer.map(\.bitPattern)
                == [0.5, -1.25, Float(bitPattern: 214_087), .infinity, 1, -0.0].map(\Float.bitPattern))
        #expect(Array(ids.pointer) == [0, 7, .max] && Array(times.pointer) == [-1, 1 << 62])
        #expect(String(decoding: text.pointer, as: UTF8.self) == "kindred")
    }

    @Test(.enabled(if: hasPython, "needs python3 with numpy and safetensors; name one with KINDRED_PYTHON"))
    func `a file that is written here is read by Python`() throws {
        let path = folder.path("a.safetensors")
        let finite = tensors.filter { $0.name != "factors" }
        _ = try SafetensorsWriter.create(path, finite, metadata: [("model", "swift")])
        let script = Self.golden.appendingPathComponent("safetensors_file.py").path
        let (status, output) = try Self.run([script, "read", path])
        #expect(status == 0)
        let json = try JSONParser.parse(output)
        #expect(
            json.sortedText == """
                {"metadata":{"model":"swift"},"tensors":{"ids":["uint32",[3,1],[0,7,4294967295]],\
                "none":["float32",[0,4],[]],"text":["uint8",[7],[107,105,110,100,114,101,100]],\
                "times":["int64",[2],[-1,4611686018427387904]]}}
                """)
    }

    @Test func `an array that is not aligned in the file is copied`() throws {
        let header =
            #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#
        let contents = try read(header, data: [9, 0, 0, 0x80, 0x3f])
        guard case .float32(let numbers) = contents.tensors[1].values else { throw CancellationError() }
        #expect(numbers[0] == 1)
    }

    @Test(arguments: [
        (#"{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}"#, "cut short"),
        (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, "takes 8 bytes by its shape, 4"),
        (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, "not of type"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}}"#, "not a beginning and an end"),
        (#"{"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}}"#, "not a list of counts"),
        (#"{"a":{"dtype":"U8","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}}"#, "too large"),
        (
            #"{"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"U8","shape":[6],"data_offsets":[2,8]}}"#,
            "begins at byte 2, not at 6"
        ),
        (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}}"#, "begins at byte 4, not at 0"),
        (#"{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}"#, "4 bytes at its end"),
        (#"{"a":{"dtype":"U8","shape":[1e300],"data_offsets":[0,8]}}"#, "not a list of counts"),
        (#"{"a":{"dtype":"U8","shape":[8],"data_offsets":[0,9223372036854775807]}}"#, "takes 8 bytes by its shape"),
        (#"{"__metadata__":{"model":3}}"#, "__metadata__"), ("[]", "not an object"), ("{", "not valid JSON"),
        ("", "not valid JSON"), (#"{"a":7}"#, "described by no object"),
    ])
    func `a header that lies is refused, with what is wrong`(header: String, problem: String) throws {
        #expect { try read(header, data: [UInt8](repeating: 0, count: 8)) } throws: { "\($0)".contains(problem) }
    }

    @Test(arguments: [[], [1, 2, 3], [255, 255, 255, 255, 255, 255, 255, 255], [9, 0, 0, 0, 0, 0, 0, 0, 123]])
    func `a file too short for its header is refused`(content: [UInt8]) throws {
        let path = folder.path("a.safetensors")
        try Data(content).write(to: URL(fileURLWithPath: path))
        #expect(throws: ReleaseError.self) { try SafetensorsReader.read(path) }
    }

    @Test func `a missing file and a directory are refused`() throws {
        #expect(throws: ReleaseError.self) { try SafetensorsReader.read(folder.path("none")) }
        #expect(throws: ReleaseError.self) { try SafetensorsReader.read(folder.url.path) }
    }

    @Test func `a thousand mutated files are read or refused, never a crash`() throws {
        let path = folder.path("a.safetensors")
        _ = try SafetensorsWriter.create(path, tensors, metadata: [("model", "x")])
        let good = try bytes(at: path)
        var random = SeededRandom(seed: 77)
        var refused = 0
        for _ in 0..<1000 {
            var bad = good
            for _ in 0...random.below(4) {
                let place = random.below(bad.count)
                switch random.below(5) {
                case 0: bad[place] = UInt8(random.below(256))
                case 1: bad[random.below(8)] = UInt8(random.below(256))
                case 2: bad[place] = Array("0123456789[]{},:\"-".utf8)[random.below(18)]
                case 3: bad.removeLast(min(bad.count - 9, random.below(40)))
                default: bad.insert(contentsOf: bad[place...].prefix(random.below(30)), at: place)
                }
            }
            unlink(path)
            try Data(bad).write(to: URL(fileURLWithPath: path))
            let outcome = Result { try sumOfBytes(path) }
            if case .failure(let error) = outcome {
                #expect(error is ReleaseError)
                refused += 1
            }
        }
        #expect(refused > 500)
    }

    /// Touches every byte of every array, so that one outside the mapping would be noticed.
    private func sumOfBytes(_ path: String) throws -> Int {
        try SafetensorsReader.read(path).tensors.reduce(0) { $0 + $1.bytes.reduce(0) { $0 + Int($1) } }
    }

    private func read(_ header: String, data: [UInt8]) throws -> SafetensorsReader.Contents {
        let path = folder.path("a.safetensors")
        let length = (0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) }
        try Data(length + Array(header.utf8) + data).write(to: URL(fileURLWithPath: path))
        return try SafetensorsReader.read(path)
    }
}
