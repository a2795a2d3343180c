import Domain

/// The kinds of event by small numbers, with their weights, so that a history can keep a kind in a byte and a set of
/// kinds in 64 bits.
///
/// Numbered are `hide` and the kinds that ``EventWeights`` lists, in the order of their names; then the others in the
/// order in which the log meets them. Those past ``maximumKinds`` share one number.
struct KindTable: Sendable {
    /// The most kinds that have a number of their own.
    static let maximumKinds = 63
    /// The number that the kinds past ``maximumKinds`` share.
    static let other: UInt8 = 63

    private var numbers: [EventKind: UInt8]
    private var kinds: [EventKind]
    /// What ``EventWeights`` says of each number, so that an event looks its kind up once.
    private var rules: [EventWeights.Kind]
    /// The weights, where they list more kinds than have a number.
    private let unnumbered: EventWeights?

    /// The table for `weights`.
    init(_ weights: EventWeights) {
        let listed = Set(weights.kinds.keys.compactMap { EventKind($0) } + [.hide]).sorted()
        let hideFirst = [.hide] + listed.filter { $0 != .hide }
        kinds = Array(hideFirst.prefix(Self.maximumKinds))
        numbers = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, UInt8($0)) })
        rules = kinds.map { weights.kinds[$0.name] ?? Self.unlisted }
        unnumbered = listed.count > Self.maximumKinds ? weights : nil
    }

    /// What is true of a kind that nobody listed.
    private static let unlisted = EventWeights.Kind(weight: 0)

    /// What is known of `kind`: its number, nil where it has none yet, and what ``EventWeights`` says.
    @inline(__always)
    func entry(of kind: EventKind) -> (number: UInt8?, rule: EventWeights.Kind) {
        guard let number = numbers[kind] else { return (nil, unnumbered?.kinds[kind.name] ?? Self.unlisted) }
        return (number, rules[Int(number)])
    }

    /// The number of `kind`, a new one where it has none and there is one left.
    mutating func insert(_ kind: EventKind) -> UInt8 {
        if let number = numbers[kind] { return number }
        guard kinds.count < Self.maximumKinds else { return Self.other }
        let number = UInt8(kinds.count)
        kinds.append(kind)
        rules.append(unnumbered?.kinds[kind.name] ?? Self.unlisted)
        numbers[kind] = number
        return number
    }

    /// The number of `kind`; that of the kinds without their own for one that has none.
    func number(of kind: EventKind) -> UInt8 { numbers[kind] ?? Self.other }

    /// The kind that has `number`; nil for the number that several share.
    func kind(_ number: UInt8) -> EventKind? { number < kinds.count ? kinds[Int(number)] : nil }

    /// The names of the kinds that have a number, in its order.
    var names: [String] { kinds.map(\.name) }

    /// The set of `kinds` as bits.
    func bits(of kinds: [EventKind]) -> UInt64 { kinds.reduce(0) { $0 | 1 << UInt64(number(of: $1)) } }
}
