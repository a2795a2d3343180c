import CKernels
import CPeak
import Matrices

/// Times each kernel on one thread and prints its rate and its share of what the processor was measured to reach.
///
/// Each line is one kernel and width: the best of several runs, in GFLOP/s, and the share of the peak of dependent-free
/// multiply-adds measured at the start. Run it with nothing else on the machine.
@main struct KernelBench {
    static func main() {
        let peak = best(of: 50) { time { _ = peak_multiply_adds(500_000) } }
        let peakRate = 24.0 * 16 * 2 * 500_000 / peak / 1e9
        print("peak of multiply-adds: \(rounded(peakRate)) GFLOP/s on one thread")
        print("kernel                      width   GFLOP/s   share of peak")
        for width in [32, 64, 128, 256] {
            for kernel in kernels(width: width) {
                let rate = kernel.operations / best(of: 9) { time(kernel.run) } / 1e9
                let name = kernel.name.padded(to: 28) + String(width).padded(to: 8)
                print(name + String(rounded(rate)).padded(to: 10) + "\(Int(100 * rate / peakRate)) %")
            }
        }
    }

    /// One thing to time.
    struct Kernel {
        let name: String
        /// Multiplications and additions of one run.
        let operations: Double
        let run: () -> Void
    }

    /// All kernels on rows of `width` numbers: 512 rows that stay in the second-level cache, visited 16 times.
    static func kernels(width: Int) -> [Kernel] {
        let (rowCount, rounds) = (512, 16)
        let rows = randomMatrix(rowCount: rowCount, columnCount: width)
        let out = MutableDenseMatrix(rowCount: max(rowCount, width), columnCount: max(width, 16 * rounds))
        let square = randomMatrix(rowCount: width, columnCount: width)
        let panels = MutableDenseMatrix(rowCount: width, columnCount: width)
        ck_pack_panels(square.start, width, panels.start)
        var random = SeededRandom(seed: 1)
        let indices = (0..<rowCount).map { _ in UInt32(random.below(rowCount)) }
        let weights = [Float](repeating: 1, count: rowCount)
        let visits = Double(rowCount * rounds * width)
        return [
            Kernel(name: "product with Gram matrix", operations: 2 * visits * Double(width)) {
                for _ in 0..<rounds {
                    ck_multiply_panels(rows.start, weights, rowCount, width, panels.start, 1, out.start)
                }
            },
            Kernel(name: "Gram matrix, upper half", operations: visits * Double(width + 16)) {
                for _ in 0..<rounds { ck_add_gram(rows.start, rowCount, width, out.start) }
            },
            Kernel(name: "normal equations, gathered", operations: 4 * visits) {
                for _ in 0..<rounds {
                    ck_gathered_normal(
                        rows.start, rows.start, indices, weights, rowCount, width, 0, 1, out.start)
                }
            },
            Kernel(name: "inner products, 1 query", operations: 2 * visits) {
                for _ in 0..<rounds {
                    ck_inner_products(rows.start, 1, rows.start, rowCount, width, out.start, rowCount)
                }
            },
            Kernel(name: "inner products, 16 queries", operations: 2 * visits) {
                ck_inner_products(rows.start, rounds, rows.start, rowCount, width, out.start, rowCount)
            },
            Kernel(name: "inner products, gathered", operations: 2 * visits) {
                for _ in 0..<rounds {
                    ck_gathered_inner_products(rows.start, rows.start, indices, rowCount, width, out.start)
                }
            },
            Kernel(name: "axpy", operations: 2 * visits) {
                for _ in 0..<rounds {
                    for row in 0..<rowCount { ck_add_scaled(out.start, 0.5, rows.row(row), width) }
                }
            },
        ]
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

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
