/// How demand for a department moves over the year.
enum Season: Sendable {
    /// Alike all year.
    case level
    /// Most in June to August.
    case summer
    /// Most in March to May.
    case spring
    /// Most in October to February.
    case winter
    /// Most in November and December.
    case gifts
    /// Most in August, September and January.
    case term

    /// The factor on demand in `month`, 1...12; about 1 on average over a year.
    func factor(month: Int) -> Double {
        precondition((1...12).contains(month), "There is no month \(month).")
        return factors[month - 1]
    }

    /// The largest factor of any season.
    static let strongest = 2.3

    private var factors: [Double] {
        switch self {
        case .level: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        case .summer: [0.5, 0.5, 0.8, 1.1, 1.4, 1.7, 1.7, 1.6, 1.0, 0.7, 0.5, 0.6]
        case .spring: [0.4, 0.7, 1.6, 2.0, 1.9, 1.3, 1.0, 0.9, 0.8, 0.6, 0.4, 0.4]
        case .winter: [1.5, 1.3, 0.9, 0.7, 0.5, 0.5, 0.5, 0.6, 0.9, 1.3, 1.6, 1.7]
        case .gifts: [0.6, 0.7, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.9, 1.1, 1.9, 2.3]
        case .term: [1.5, 1.1, 0.9, 0.8, 0.7, 0.6, 0.7, 1.6, 1.6, 1.0, 0.8, 0.8]
        }
    }
}
