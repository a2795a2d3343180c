package import Domain
import Matrices

/// What is wrong with the events of a simulated shop, so that the checks of events can be measured against the truth.
///
/// Every share is 0...0.5; all of 0 is a shop without trouble, whose events are what they were.
package struct TroubleConfig: Codable, Equatable, Sendable {
    /// The share of all events that robots send; see ``RobotKind``.
    package var bots = 0.0
    /// The share of events that come twice, a moment apart, under two ids.
    package var duplicates = 0.0
    /// The share of visits whose sender's clock is five hours behind.
    package var shiftedClock = 0.0
    /// The share of dwells that are hundreds of times too long, and of cart events with a thousand pieces.
    package var outliers = 0.0
    /// How many returns of what was never bought there are, as a share of events.
    package var impossibleOrders = 0.0
    /// The share of views that are of an item which comes into the catalogue after the last day.
    package var laterItems = 0.0

    /// No trouble.
    package init() {}

    /// Whether anything is wrong.
    package var isTrouble: Bool { self != TroubleConfig() }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        let shares = [
            ("bots", bots), ("duplicates", duplicates), ("shifted_clock", shiftedClock), ("outliers", outliers),
            ("impossible_orders", impossibleOrders), ("later_items", laterItems),
        ]
        for (name, share) in shares where !(0...0.5).contains(share) {
            throw InvalidSetting("simulation.\(name)", problem: "is \(share); give 0 to 0.5")
        }
        return self
    }
}

/// The robots of a shop with trouble. Each comes as a visit of its own.
package enum RobotKind: String, CaseIterable, Sendable {
    /// Opens two to six pages a second, 300 of them, as a browser.
    case crawler
    /// Opens one of three pages every two minutes or so, 250 times, a few percent of jitter apart.
    case poller
    /// Opens 200 different pages at uneven pauses and says that it is a robot.
    case scraper
    /// Opens 700 different pages a day at uneven pauses, as a browser.
    case collector
    /// Opens 60 popular pages at a person's pauses, as a browser: it looks like one, and will be missed.
    case careful

    /// How many pages one opens.
    var pages: Int {
        switch self {
        case .crawler: 300
        case .poller: 250
        case .scraper: 200
        case .collector: 700
        case .careful: 60
        }
    }

    /// The pause before the next page, in seconds.
    func pause(_ random: inout SeededRandom) -> Double {
        switch self {
        case .crawler: 0.16 + 0.34 * random.uniform()
        case .poller: 120 * (0.97 + 0.06 * random.uniform())
        case .scraper: 1 + 19 * random.uniform()
        case .collector: 30 + 120 * random.uniform()
        case .careful: 4 - 60 * PortableMath.log(1 - random.uniform())
        }
    }
}
