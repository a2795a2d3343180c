/// The age bands of the `age_band` attribute.
enum AgeBand: String, CaseIterable, Sendable {
    /// 18 to 24 years.
    case student = "18-24"
    /// 25 to 34 years.
    case young = "25-34"
    /// 35 to 49 years.
    case middle = "35-49"
    /// 50 to 64 years.
    case settled = "50-64"
    /// 65 years and more.
    case senior = "65+"

    /// The share of each band among the customers, in order.
    static let shares = [0.16, 0.27, 0.29, 0.19, 0.09]
}
