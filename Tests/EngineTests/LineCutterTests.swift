import Testing

@testable import Engine

@Suite struct LineCutterTests {
    /// The lines that `bytes`, cut into pieces of `size`, hold; a line that is too long as its length and a mark.
    private func lines(_ bytes: [UInt8], size: Int) -> [String] {
        var cutter = LineCutter()
        var lines: [String] = []
        func take(_ line: LineCutter.Line, _ index: Int) {
            switch line {
            case .whole(let bytes): lines.append("\(index): \(String(decoding: bytes, as: UTF8.self))")
            case .tooLong(let beginning): lines.append("\(index): over \(beginning.count)")
            }
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            bytes[start..<min(start + size, bytes.count)].withUnsafeBufferPointer { cutter.cut($0, each: take) }
        }
        cutter.finish(take)
        return lines
    }

    @Test(arguments: [1, 2, 3, 5, 1000])
    func `lines are whole wherever the pieces end, blank ones count and are left out`(size: Int) {
        let text = "né\n\n  \t\r\n😀 two\r\n\nlast"
        #expect(lines(Array(text.utf8), size: size) == ["0: né", "3: 😀 two\r", "5: last"])
        #expect(lines(Array("one\n".utf8), size: size) == ["0: one"])
        #expect(lines([], size: size).isEmpty)
    }

    @Test(arguments: [1000, 1 << 19, 1 << 22])
    func `a line over the longest is told by its beginning, and the next one is whole`(size: Int) {
        let long = [UInt8](repeating: 0x78, count: 3 << 20)
        let bytes = Array("a\n".utf8) + long + Array("\nb\n".utf8) + long
        #expect(lines(bytes, size: size) == ["0: a", "1: over 1048576", "2: b", "3: over 1048576"])
        let edge = [UInt8](repeating: 0x78, count: 1 << 20)
        #expect(lines(edge + [0x0A], size: size) == ["0: " + String(repeating: "x", count: 1 << 20)])
    }
}
