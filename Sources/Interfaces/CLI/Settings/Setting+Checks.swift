import Domain
import Engine

extension Setting {
    /// The settings below `checks`: a policy a check, and the thresholds.
    static let checks = [
        Setting(name: "checks.near_duplicate.policy", kind: .policy(\.checks.nearDuplicate.policy)),
        Setting(name: "checks.near_duplicate.seconds", kind: .number(\.checks.nearDuplicate.seconds)),
        Setting(name: "checks.bot_agent.policy", kind: .policy(\.checks.botAgent.policy)),
        Setting(name: "checks.bot_rate.policy", kind: .policy(\.checks.botRate.policy)),
        Setting(name: "checks.bot_rate.per_minute", kind: .whole(\.checks.botRate.perMinute)),
        Setting(name: "checks.bot_regularity.policy", kind: .policy(\.checks.botRegularity.policy)),
        Setting(name: "checks.bot_regularity.intervals", kind: .whole(\.checks.botRegularity.intervals)),
        Setting(name: "checks.bot_regularity.tolerance", kind: .number(\.checks.botRegularity.tolerance)),
        Setting(name: "checks.bot_breadth.policy", kind: .policy(\.checks.botBreadth.policy)),
        Setting(name: "checks.bot_breadth.items_per_day", kind: .whole(\.checks.botBreadth.itemsPerDay)),
        Setting(name: "checks.outlier.policy", kind: .policy(\.checks.outlier.policy)),
        Setting(name: "checks.outlier.deviations", kind: .number(\.checks.outlier.deviations)),
        Setting(name: "checks.unknown_item.policy", kind: .policy(\.checks.unknownItem.policy)),
        Setting(name: "checks.unknown_item.maximum_held", kind: .whole(\.checks.unknownItem.maximumHeld)),
        Setting(name: "checks.unknown_item.maximum_days", kind: .number(\.checks.unknownItem.maximumDays)),
        Setting(name: "checks.missing_field.policy", kind: .policy(\.checks.missingField.policy)),
        Setting(name: "checks.impossible_order.policy", kind: .policy(\.checks.impossibleOrder.policy)),
        Setting(name: "checks.clock.policy", kind: .policy(\.checks.clock.policy)),
        Setting(name: "checks.clock.hours", kind: .number(\.checks.clock.hours)),
    ]
}
