/// Memory that several threads write, each its own part: that is what makes `@unchecked Sendable` hold.
struct SharedMemory<Element>: @unchecked Sendable {
    let numbers: UnsafeMutableBufferPointer<Element>

    init(_ numbers: UnsafeMutableBufferPointer<Element>) { self.numbers = numbers }
}
