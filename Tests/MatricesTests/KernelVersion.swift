import CKernels
import Testing

/// The kernels in one of the versions that this processor can run.
///
/// `@unchecked Sendable`: what the table points to never changes.
struct KernelVersion: @unchecked Sendable, CustomTestStringConvertible {
    let kernels: ck_kernels

    static let all: [KernelVersion] = (0..<8).compactMap { index in
        ck_kernels_at(index).map { KernelVersion(kernels: $0.pointee) }
    }

    var testDescription: String { String(cString: kernels.version) }
}

/// A number of rows and their width, for one version of the kernels.
struct KernelShape: Sendable, CustomTestStringConvertible {
    let count: Int
    let width: Int
    let version: KernelVersion

    /// All shapes that do and do not fill the kernels' tiles, for all versions.
    static let all: [KernelShape] = KernelVersion.all.flatMap { version in
        [(1, 16), (3, 16), (4, 48), (7, 64), (65, 32), (130, 80), (67, 128), (9, 256), (19, 512), (17, 528)].map {
            KernelShape(count: $0.0, width: $0.1, version: version)
        }
    }

    var parts: (count: Int, width: Int, kernels: ck_kernels) { (count, width, version.kernels) }
    var testDescription: String { "\(count) × \(width), \(version.testDescription)" }
}
