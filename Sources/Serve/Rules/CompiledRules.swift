import Domain

/// The rules of a release, ready to be asked: the built-in ones and the shop's.
package struct CompiledRules: Sendable {
    /// The rules that are switched on, those of higher priority first, of equals in the order of the file.
    let rules: [CompiledRule]
    /// The fields that they ask for.
    let fields: FieldTable
    /// The fields of items for which an index notes who has a value.
    private(set) var watched: [FieldPath] = []
    /// Of a filter: what in it can fit nothing.
    var misfit: LanguageError?
    /// Of a filter: a field of the page's item without which it holds for nothing.
    var neededPage: FieldPath?

    /// The built-in rules alone.
    static let builtIn: CompiledRules = {
        do { return try CompiledRules([]) } catch {
            preconditionFailure("A built-in rule cannot be read. \(error)")
        }
    }()

    /// The rules of a shop with the built-in ones.
    /// - Throws: ``RuleError`` that names the rule and what is wrong with it.
    package init(_ shop: [Rule]) throws(RuleError) {
        var compiler = ConditionCompiler()
        var compiled: [CompiledRule] = []
        for rule in try Self.effective(shop) where rule.isEnabled {
            compiled.append(try CompiledRule(rule, &compiler))
        }
        rules = compiled.enumerated()
            .sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }
            .map(\.element)
        fields = compiler.fields
    }

    /// Rules that are ready already, with the fields they ask for, and those to be watched.
    init(rules: [CompiledRule], fields: FieldTable, watched: [FieldPath]) {
        (self.rules, self.fields, self.watched) = (rules, fields, watched)
    }

    /// The rules of settings that were validated.
    init(validated shop: [Rule]) {
        do { try self.init(shop) } catch { preconditionFailure("The rules of a release were not validated. \(error)") }
    }

    /// All rules that hold or could be switched on: the built-in ones as the shop changed them, then the shop's own.
    /// - Throws: ``RuleError`` for two of one name, too many, one that does not fit itself, or a fixed one changed.
    package static func effective(_ shop: [Rule]) throws(RuleError) -> [Rule] {
        guard shop.count <= Rule.maximumRules else {
            throw RuleError(nil, "there are \(shop.count); \(Rule.maximumRules) is the most")
        }
        var names: Set<String> = []
        for rule in shop {
            do { _ = try rule.validated() } catch { throw RuleError(rule.name, error.description) }
            guard names.insert(rule.name).inserted else {
                throw RuleError(rule.name, "another rule has the same name; give each its own")
            }
            guard !Rule.fixedNames.contains(rule.name) else {
                throw RuleError(rule.name, "it always holds and cannot be changed; give yours another name")
            }
        }
        let replaced = Dictionary(uniqueKeysWithValues: shop.map { ($0.name, $0) })
        let own = Set(Rule.builtIn.map(\.name))
        return Rule.builtIn.map { replaced[$0.name] ?? $0 } + shop.filter { !own.contains($0.name) }
    }
}

extension CompiledRules {
    /// Whether a rule `never` may say something else about one item and request at another time.
    var forbidsByTime: Bool {
        rules.contains { rule in
            guard rule.rule.kind == .never else { return false }
            var compiler = ConditionCompiler()
            guard rule.rule.schedule == nil, (try? CompiledRule(rule.rule, &compiler)) != nil else { return true }
            return compiler.fields.request.contains { $0.path.root == .now }
        }
    }
}

/// One rule, ready to be asked.
struct CompiledRule: Sendable {
    /// As it was written.
    let rule: Rule
    /// When it meets an item; nil meets all. For `never … unless` already turned round.
    let condition: Condition?
    /// Whom it holds for; nil is everybody.
    let segment: Condition?
    /// When it holds.
    let schedule: CompiledSchedule
    /// Where it holds; nil is everywhere.
    let placements: Set<String>?

    /// The rule with its fields in the compiler's table.
    /// - Throws: ``RuleError``.
    init(_ rule: Rule, _ compiler: inout ConditionCompiler) throws(RuleError) {
        self.rule = rule
        if let exception = rule.exception {
            condition = .not(try Self.condition(exception, of: rule, in: .exception, &compiler))
        } else if let text = rule.condition {
            condition = try Self.condition(text, of: rule, in: .condition, &compiler)
        } else {
            condition = nil
        }
        if let text = rule.segment {
            segment = try Self.condition(text, of: rule, in: .segment, &compiler)
        } else {
            segment = nil
        }
        do { schedule = try CompiledSchedule(rule.schedule) } catch { throw RuleError(rule.name, error.description) }
        placements = rule.placements.map { Set($0) }
    }

    /// The rule that keeps out what does not certainly meet `filter`, everywhere and always.
    init(filter: Condition) {
        (rule, condition) = (Rule(Rule.filterName, .never), .not(filter))
        (segment, schedule, placements) = (nil, .always, nil)
    }

    private static func condition(
        _ text: String, of rule: Rule, in field: Rule.CodingKeys, _ compiler: inout ConditionCompiler
    ) throws(RuleError) -> Condition {
        do { return try compiler.condition(text, namesItems: field != .segment) } catch {
            throw RuleError(rule.name, "\"\(field.rawValue)\", column \(error.column): \(error.problem)", error.picture)
        }
    }

    /// How it stands among others.
    var priority: Int { rule.priority ?? 0 }

    /// What an answer that cannot be known counts as: `never` keeps out what it cannot judge, all others pass it over.
    var assumesUnknown: Bool { rule.kind == .never }

    /// What `value` means for the rule.
    func verdict(_ value: RuleValue) -> Verdict {
        switch value {
        case .bool(let holds): holds ? .holds : .fails
        case .open: .open
        default: assumesUnknown ? .holds : .fails
        }
    }

    /// Whether the rule has a say about a request.
    func isActive(in request: RecommendationRequest, _ values: [RuleValue]) -> Bool {
        if let placements, !placements.contains(request.placement.value) { return false }
        guard schedule.holds(at: request.time) else { return false }
        guard let segment else { return true }
        return verdict(segment.value(ConditionScope(item: [], request: values))) == .holds
    }
}

/// What is known about whether a rule meets an item.
enum Verdict: UInt8, Sendable {
    /// It does not.
    case fails
    /// It does.
    case holds
    /// It depends on the request.
    case open
}
