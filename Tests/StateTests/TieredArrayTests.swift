import Matrices
import Testing

@testable import State

@Suite struct TieredArrayTests {
    @Test func `elements stay where they were put, across leaves and branches`() {
        var array = TieredArray<Int>()
        for number in 0..<9000 { array.append(number) }
        for number in stride(from: 0, to: 9000, by: 7) { array[number] = -number }
        array[4096] += 1
        #expect(array.count == 9000)
        for number in 0..<9000 {
            #expect(array[number] == (number % 7 == 0 ? -number : number) + (number == 4096 ? 1 : 0))
        }
    }

    @Test func `copies go their own ways`() {
        var random = SeededRandom(seed: 11)
        var copies: [(array: TieredArray<[Int]>, expected: [[Int]])] = [(TieredArray(), [])]
        for step in 0..<20_000 {
            let place = random.below(copies.count)
            if copies[place].expected.isEmpty || random.below(3) > 0 {
                copies[place].array.append([step])
                copies[place].expected.append([step])
            } else {
                let index = random.below(copies[place].expected.count)
                copies[place].array[index].append(step)
                copies[place].expected[index].append(step)
            }
            if copies.count < 5, random.below(2000) == 0 { copies.append(copies[place]) }
        }
        #expect(copies.count == 5)
        for (array, expected) in copies { #expect((0..<array.count).map { array[$0] } == expected) }
    }
}
