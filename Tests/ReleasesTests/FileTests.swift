import Domain
import Foundation
import Matrices
import Testing

@testable import Releases

@Suite struct FileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func crc32(_ bytes: [UInt8], cutAt cut: Int) -> UInt32 {
        var checksum = CRC32()
        bytes.withUnsafeBytes {
            checksum.append(UnsafeRawBufferPointer(rebasing: $0[..<cut]))
            checksum.append(UnsafeRawBufferPointer(rebasing: $0[cut...]))
        }
        return checksum.value
    }

    @Test func `the checksum is zlib's, wherever the bytes are cut`() {
        // Python: zlib.crc32(b"123456789"), zlib.crc32(bytes(range(256))), zlib.crc32(b"")
        #expect(crc32(Array("123456789".utf8), cutAt: 0) == 0xcbf4_3926)
        for cut in 0...256 { #expect(crc32(Array(0...255), cutAt: cut) == 0x2905_8c73) }
        #expect(crc32([], cutAt: 0) == 0)
    }

    @Test func `a file is not written over, a replaced one is whole`() throws {
        let path = folder.path("a")
        #expect(try DurableFile.create(path, [1, 2, 3]).bytes == 3)
        #expect(throws: ReleaseError.self) { try DurableFile.create(path, [4]) }
        #expect(try bytes(at: path) == [1, 2, 3])
        try DurableFile.replace(path, with: [4])
        #expect(try bytes(at: path) == [4])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["a"])
    }

    @Test func `a place that cannot be written to is named with the system's reason`() throws {
        #expect {
            try DurableFile.create(folder.path("missing/a"), [1])
        } throws: {
            "\($0)".contains("missing/a") && "\($0)".contains("No such file")
        }
    }

    @Test func `item ids survive their arrays`() throws {
        var random = SeededRandom(seed: 4)
        let ids = try (0..<500).map { index in
            try ItemID("\(index)" + String(repeating: ["x", "ü", "✓", "👟"][random.below(4)], count: random.below(50)))
        }
        let vocabulary = Vocabulary(ids)
        #expect(try Vocabulary<ItemID>(tensors: vocabulary.tensors, path: "p").ids == ids)
        #expect(try Vocabulary<ItemID>(tensors: Vocabulary<ItemID>().tensors, path: "p").ids == [])
    }

    @Test(arguments: [
        ([0, 1, 3], "ab"), ([0, 2, 1, 2], "ab"), ([1, 2], "ab"), ([0, 0], ""), ([0, 1, 2], "aa"), ([], "a"),
        ([0, 5, 2], "ab"), ([0, -3, 2], "ab"), ([0, 1], "\u{7}"), ([0, 1, 2], "é"),
    ])
    func `arrays that are no item ids are refused`(offsets: [Int64], text: String) {
        let tensors = [
            Tensor(name: "offsets", shape: [offsets.count], values: .int64(Buffer(offsets))),
            Tensor(name: "bytes", shape: [text.utf8.count], values: .uint8(Buffer(Array(text.utf8)))),
        ]
        #expect(throws: ReleaseError.self) { try Vocabulary<ItemID>(tensors: tensors, path: "p") }
    }
}
