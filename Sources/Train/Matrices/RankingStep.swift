internal import CKernels

/// Gradient steps of Bayesian personalised ranking on rows padded to a multiple of 16 numbers.
///
/// A step goes upwards, by `rate`, on
///
///     weight · ln σ(x · (y - z))  -  decay / 2 · (|x|² + |y|² + |z|²)
///
/// *Source:* Rendle et al., 2009, arXiv:1205.2618, figure 4.
package struct RankingStep: Sendable {
    /// How many numbers a row has, padding included.
    package let width: Int
    /// The size of a step.
    package var rate: Float
    /// How strongly the vectors are pulled towards 0.
    package let decay: Float

    /// Steps of size `rate` on rows of `width` numbers.
    package init(width: Int, rate: Float, decay: Float) { (self.width, self.rate, self.decay) = (width, rate, decay) }

    /// Moves all three rows, which are different.
    /// - Complexity: O(width).
    package func move(
        _ x: UnsafeMutablePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ z: UnsafeMutablePointer<Float>,
        weight: Float
    ) {
        ck_bpr_step(x, y, z, width, rate, weight, decay)
    }

    /// Moves `x` alone.
    /// - Complexity: O(width).
    package func moveFirst(
        _ x: UnsafeMutablePointer<Float>, _ y: UnsafePointer<Float>, _ z: UnsafePointer<Float>, weight: Float
    ) {
        ck_bpr_step_one(x, y, z, width, rate, weight, decay)
    }
}
