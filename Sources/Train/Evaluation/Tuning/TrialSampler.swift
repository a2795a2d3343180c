package import Domain
import Matrices
package import Models

/// Draws the configurations of a search, one after the other.
///
/// The first has the defaults, so a search never ends below them. Each further one draws every setting of the space
/// by itself, uniformly on the setting's scale, from a stream of the seed that belongs to its number: the same seed
/// gives the same trials whatever happened in between. None is drawn twice.
///
/// *Source:* Bergstra and Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 13 (2012): of several
/// settings few matter, and a random search tries as many values of those as it has trials.
package struct TrialSampler: Sendable {
    private let space: [TunableSetting]
    private let fixed: JSONObject
    private let first: JSONObject
    private let seed: UInt64
    private var drawn: Set<String> = []
    private var count = 0

    /// How often a configuration is drawn anew that was there before; then the space counts as exhausted.
    static let redraws = 200

    /// Draws from `space`, leaving alone what `fixed` sets.
    ///
    /// - Parameter defaults: The whole default configuration.
    package init(space: SearchSpace, fixed: JSONObject, defaults: JSONObject, seed: UInt64) {
        self.space = space.settings.filter { fixed[$0.name] == nil }
        (self.fixed, self.seed) = (fixed, seed)
        var first = fixed
        for setting in self.space { first[setting.name] = defaults[setting.name] }
        self.first = first
    }

    /// The next trial; nil when the space holds no more.
    package mutating func next() -> Trial? {
        guard count > 0 else { return take(first) }
        var random = SeededRandom(seed: seed, stream: UInt64(count))
        for _ in 0..<Self.redraws {
            var settings = fixed
            for setting in space { settings[setting.name] = setting.value(at: random.uniform()) }
            if !drawn.contains(JSONValue.object(settings).sortedText) { return take(settings) }
        }
        return nil
    }

    private mutating func take(_ settings: JSONObject) -> Trial {
        drawn.insert(JSONValue.object(settings).sortedText)
        count += 1
        return Trial(number: count - 1, settings: settings)
    }
}
