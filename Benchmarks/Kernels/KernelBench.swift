import CKernels
import CPeak
import Matrices

/// Times each kernel on one thread and prints its rates and their shares of what the processor was measured to reach.
///
/// Each line is one kernel and width: the best of several runs, in GFLOP/s and as a share of the peak of multiply-adds
/// that do not wait for each other; and in GB/s read, as a share of the peak of reading 128 kB again and again, or 256 MB
/// where the kernel's rows do not fit the caches. Run it with nothing else on the machine.
@main struct KernelBench {
    static func main() {
        let peak = Peak.measured()
        print("kernels: \(ck_kernels_at(0).map { String(cString: $0.pointee.version) } ?? "none"), one thread")
        print("peak of multiply-adds: \(rounded(peak.operations)) GFLOP/s")
        print("peak of reading: \(rounded(peak.cached)) GB/s from 128 kB, \(rounded(peak.memory)) GB/s from 256 MB")
        print("")
        print("| kernel | width | GFLOP/s | of peak | GB/s read | of peak |")
        print("|---|---:|---:|---:|---:|---:|")
        for width in [32, 64, 128, 256] {
            for kernel in denseKernels(width: width) + factorKernels(width: width) { report(kernel, width, peak) }
        }
        for kernel in sparseKernels() { report(kernel, nil, peak) }
        for width in [64, 256] { report(scoringKernel(width: width), width, peak) }
    }

    /// One thing to time.
    struct Kernel {
        let name: String
        /// Multiplications and additions of one run; 0 where they are not what the kernel is about.
        let operations: Double
        /// Bytes of rows that one run reads, what stays in the first-level cache left out; 0 where all does.
        let bytes: Double
        /// Whether the bytes come from memory, as they fit no cache.
        var isLarge = false
        let run: () -> Void
    }

    /// What one thread of this processor reaches.
    struct Peak {
        /// In GFLOP/s.
        let operations: Double
        /// In GB/s, from the second-level cache.
        let cached: Double
        /// In GB/s, from memory.
        let memory: Double

        static func measured() -> Peak {
            let small = randomMatrix(rowCount: 512, columnCount: 64)
            let large = MutableDenseMatrix(rowCount: 1 << 20, columnCount: 64)
            let adds = best(of: 50) { time { _ = peak_multiply_adds(500_000) } }
            let cached = best(of: 50) { time { for _ in 0..<100 { _ = peak_read(small.start, small.values.count) } } }
            let memory = best(of: 5) { time { _ = peak_read(large.start, large.values.count) } }
            return Peak(
                operations: 24 * 16 * 2 * 500_000 / adds / 1e9,
                cached: 400 * Double(small.values.count) / cached / 1e9,
                memory: 4 * Double(large.values.count) / memory / 1e9)
        }
    }

    static func report(_ kernel: Kernel, _ width: Int?, _ peak: Peak) {
        let seconds = best(of: 9) { time(kernel.run) } * 1e9
        func cells(_ amount: Double, _ peak: Double) -> String {
            guard amount > 0 else { return "| | |" }
            return "| \(rounded(amount / seconds)) | \(Int((100 * amount / seconds / peak).rounded())) % |"
        }
        let bytes = cells(kernel.bytes, kernel.isLarge ? peak.memory : peak.cached).dropFirst()
        print("| \(kernel.name) | \(width.map(String.init) ?? "") \(cells(kernel.operations, peak.operations))\(bytes)")
    }

    static func randomMatrix(rowCount: Int, columnCount: Int) -> MutableDenseMatrix {
        let matrix = MutableDenseMatrix(rowCount: rowCount, columnCount: columnCount)
        var random = SeededRandom(seed: 7)
        for index in matrix.values.indices { matrix.values[index] = Float(random.uniform() - 0.5) }
        return matrix
    }

    static func time(_ work: () -> Void) -> Double { ContinuousClock().measure(work) / .seconds(1) }
    static func best(of count: Int, _ seconds: () -> Double) -> Double {
        (0..<count).map { _ in seconds() }.min() ?? .infinity
    }
    static func rounded(_ rate: Double) -> Double { (rate * 10).rounded() / 10 }
}
