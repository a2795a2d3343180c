import Domain
import Matrices

extension Vocabulary where ID == ItemID {
    /// The ids as two arrays: `bytes`, their UTF-8 one after the other, and `offsets` `[ids + 1]`, where each begins.
    var tensors: [Tensor] {
        var (bytes, offsets): ([UInt8], [Int64]) = ([], [0])
        for id in ids {
            bytes.append(contentsOf: id.value.utf8)
            offsets.append(Int64(bytes.count))
        }
        return [
            Tensor(name: "offsets", shape: [offsets.count], values: .int64(Buffer(offsets))),
            Tensor(name: "bytes", shape: [bytes.count], values: .uint8(Buffer(bytes))),
        ]
    }

    /// The vocabulary that ``tensors`` wrote.
    ///
    /// - Throws: ``ReleaseError/damaged(path:problem:)`` with `path`.
    init(tensors: [Tensor], path: String) throws(ReleaseError) {
        func damaged(_ problem: String) -> ReleaseError { .damaged(path: path, problem: problem) }
        guard case .int64(let offsets)? = tensors.first(where: { $0.name == "offsets" })?.values,
            case .uint8(let bytes)? = tensors.first(where: { $0.name == "bytes" })?.values, offsets.count > 0
        else { throw damaged("it lacks the arrays \"offsets\" and \"bytes\" of the item ids") }
        guard offsets[0] == 0, offsets[offsets.count - 1] == Int64(bytes.count) else {
            throw damaged("the offsets of its item ids do not span their bytes")
        }
        self.init()
        for index in 0..<offsets.count - 1 {
            guard offsets[index] <= offsets[index + 1], offsets[index + 1] <= Int64(bytes.count) else {
                throw damaged("the offsets of its item ids descend at \(index)")
            }
            let utf8 = bytes.pointer[Int(offsets[index])..<Int(offsets[index + 1])]
            guard let text = String(validating: utf8, as: UTF8.self), let id = try? ItemID(text) else {
                throw damaged("its item id \(index) is no id")
            }
            guard insert(id) == UInt32(index) else { throw damaged("its item id \(index) stands there twice") }
        }
    }
}
