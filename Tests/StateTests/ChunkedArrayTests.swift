import Testing

@testable import State

@Suite struct ChunkedArrayTests {
    @Test func `elements stay where they were put, across chunks`() {
        var array = ChunkedArray<Int>()
        for number in 0..<1000 { array.append(number) }
        for number in stride(from: 0, to: 1000, by: 7) { array[number] = -number }
        array.update(at: 256) { $0 += 1 }
        #expect(array.count == 1000)
        var told: [Int] = []
        array.forEach { index, element in
            #expect(index == told.count)
            told.append(element)
        }
        #expect(told == (0..<1000).map { $0 % 7 == 0 ? -$0 : $0 == 256 ? 257 : $0 })
    }

    @Test func `a copy keeps its elements when the original changes and grows`() {
        var array = ChunkedArray<Int>()
        for number in 0..<300 { array.append(number) }
        let copy = array
        array[0] = -1
        array[299] = -1
        for number in 0..<300 { array.append(number) }
        #expect(copy.count == 300)
        #expect([copy[0], copy[299]] == [0, 299])
        #expect(array.count == 600)
    }
}
