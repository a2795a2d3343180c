import Domain
import Matrices

/// Past sessions by number, and the sessions of each item: what neighbours are looked up in.
///
/// Sessions are numbered by when they ended, so the higher number is the newer one, and no time need be compared. An
/// item keeps its newest sessions only: an older one cannot be among as many newest of several items either.
struct SessionIndex: Sendable {
    /// Where each session begins in `items`, `[sessions + 1]`.
    let offsets: Buffer<Int64>
    /// The items of the sessions, each once where it was touched last, in the order of the touching.
    let items: Buffer<UInt32>
    /// Where each item begins in `sessions`, `[items + 1]`.
    let postingOffsets: Buffer<Int64>
    /// The sessions of the items, the newest first.
    let postings: Buffer<UInt32>

    /// The most events that a session keeps, the newest: longer ones are machines.
    static let maximumLength = 500

    /// How many sessions there are.
    var sessionCount: Int { offsets.count - 1 }
    /// How many items there are, those without sessions included.
    var itemCount: Int { postingOffsets.count - 1 }

    /// The places of the items of `session`.
    func entries(ofSession session: Int) -> Range<Int> { Int(offsets[session])..<Int(offsets[session + 1]) }

    /// The places of the sessions of `item`, the newest first.
    func postings(of item: ItemIndex) -> Range<Int> {
        Int(postingOffsets[Int(item)])..<Int(postingOffsets[Int(item) + 1])
    }
}

extension SessionIndex {
    /// The arrays it is saved as: `sessions.offsets`, `sessions.items`, `items.offsets` and `items.sessions`.
    var tensors: [Tensor] {
        [
            Tensor(name: "sessions.offsets", shape: [offsets.count], values: .int64(offsets)),
            Tensor(name: "sessions.items", shape: [items.count], values: .uint32(items)),
            Tensor(name: "items.offsets", shape: [postingOffsets.count], values: .int64(postingOffsets)),
            Tensor(name: "items.sessions", shape: [postings.count], values: .uint32(postings)),
        ]
    }

    /// The index that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    init(tensors: [Tensor]) throws(TensorError) {
        let (offsets, items) = try tensors.lists("sessions.offsets", "sessions.items")
        let (postingOffsets, postings) = try tensors.lists("items.offsets", "items.sessions")
        try tensors.check("sessions.items", below: postingOffsets.count - 1)
        try tensors.check("items.sessions", below: offsets.count - 1)
        self.init(offsets: offsets, items: items, postingOffsets: postingOffsets, postings: postings)
    }
}

extension [Tensor] {
    /// The 32-bit whole numbers of `name`.
    /// - Throws: ``TensorError`` when it is missing or anything else.
    func wholeNumbers(_ name: String) throws(TensorError) -> Buffer<UInt32> {
        guard case .uint32(let numbers) = try tensor(name).values else {
            throw TensorError(name: name, problem: "does not hold 32-bit whole numbers")
        }
        return numbers
    }

    /// The numbers `name`, cut into lists at `offsets`.
    /// - Throws: ``TensorError`` when one is missing, or they do not fit each other.
    fileprivate func lists(_ offsetName: String, _ name: String) throws(TensorError) -> (
        Buffer<Int64>, Buffer<UInt32>
    ) {
        let numbers = try wholeNumbers(name)
        guard case .int64(let offsets) = try tensor(offsetName).values else {
            throw TensorError(name: offsetName, problem: "does not hold 64-bit whole numbers")
        }
        guard offsets.count > 0, offsets[0] == 0, offsets[offsets.count - 1] == Int64(numbers.count) else {
            throw TensorError(name: offsetName, problem: "does not fit \(numbers.count) entries")
        }
        for place in 1..<Swift.max(1, offsets.count) where offsets[place - 1] > offsets[place] {
            throw TensorError(name: offsetName, problem: "goes back at \(place)")
        }
        return (offsets, numbers)
    }

    /// Passes when all numbers of `name` are below `bound`.
    /// - Throws: ``TensorError`` when one is not.
    fileprivate func check(_ name: String, below bound: Int) throws(TensorError) {
        for number in try wholeNumbers(name).pointer where number >= bound {
            throw TensorError(name: name, problem: "holds \(number), beyond \(bound)")
        }
    }
}
