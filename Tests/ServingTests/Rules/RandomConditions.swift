import Domain
import Matrices

@testable import Serving

/// Random conditions, as trees and as damaged texts, from one seed.
struct RandomConditions {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[random.below(choices.count)] }

    /// A number below `limit`.
    mutating func below(_ limit: Int) -> Int { random.below(limit) }

    /// Any tree of the grammar.
    mutating func tree(depth: Int) -> Expression {
        guard depth > 0 else { return leaf() }
        let next = depth - 1
        return switch random.below(11) {
        case 0: .not(tree(depth: next))
        case 1: .and(tree(depth: next), tree(depth: next))
        case 2: .or(tree(depth: next), tree(depth: next))
        case 3: .comparison(pick(Expression.Comparison.allCases), tree(depth: next), tree(depth: next))
        case 4: .has(tree(depth: next), tree(depth: next))
        case 5: .contains(tree(depth: next), tree(depth: next))
        case 6: .known(tree(depth: next))
        case 7: .arithmetic(pick(Expression.Arithmetic.allCases), tree(depth: next), tree(depth: next))
        case 8: .negative(tree(depth: next))
        case 9: .otherwise(tree(depth: next), tree(depth: next))
        default: .list((0..<random.below(4)).map { _ in tree(depth: next) })
        }
    }

    private mutating func leaf() -> Expression {
        switch random.below(6) {
        case 0: .literal(.bool(random.below(2) == 0))
        case 1: .literal(.number(pick([0, 1, 0.5, 1e21, 18, 5e-324, 123_456.75])))
        case 2: .literal(.span(Double(random.below(40)), pick(SpanUnit.allCases)))
        case 3: .literal(.text(pick(["", "DE", "o'clock", "back\\slash", "größe \"x\"", "and", "new\nline"])))
        case 4: .field(FieldPath(.now, []))
        default:
            .field(
                FieldPath(
                    pick([.item, .user, .context, .request, .page]),
                    pick([["stock"], ["brand"], ["odd name", "in"], ["größe"], ["limit"], ["1st"], ["a", "b", "c"]])))
        }
    }

    /// A condition that makes sense, mostly: comparisons of fields that the shop's items, users and requests have.
    mutating func sensible(depth: Int = 3) -> String {
        guard depth > 0 else { return atom() }
        switch random.below(6) {
        case 0: return "not (\(sensible(depth: depth - 1)))"
        case 1, 2: return "(\(sensible(depth: depth - 1)) and \(sensible(depth: depth - 1)))"
        case 3, 4: return "(\(sensible(depth: depth - 1)) or \(sensible(depth: depth - 1)))"
        default: return atom()
        }
    }

    private mutating func atom() -> String {
        pick([
            "item.stock > \(random.below(3))", "(item.stock else 1) <= 0", "item.brand = 'BRAND \(random.below(3))'",
            "item.brand = user.brand", "item.categories has 'kind \(random.below(4))'", "item.hidden",
            "item.categories has context.kind", "item.min_age <= user.age", "item.min_age is missing",
            "item.regions has context.country", "item.regions has (context.country else 'DE')",
            "item.id in ['item 1', 'item 2', 'item 44']", "item.id = context.featured", "user.age is known",
            "user.age >= 18", "now > item.published_at", "item.was_seen", "item.was_bought",
            "request.placement in ['home', 'similar']", "item.brand = page.brand", "context.country in ['DE', 'FR']",
            "item.nothing = 3", "true", "false", "item.price * 2 < context.budget",
            "user.hidden_brands has (item.brand else [])",
        ])
    }

    /// A random text: bytes, or a sensible condition with pieces cut out, doubled or changed.
    mutating func damagedText() -> String {
        if random.below(3) == 0 {
            return String(decoding: (0..<random.below(80)).map { _ in UInt8(random.below(256)) }, as: UTF8.self)
        }
        var bytes = Array(sensible().utf8)
        for _ in 0..<random.below(4) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(4) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8(random.below(256)), at: place)
            case 2: bytes[place] = pick(Array("()[]'\"\\.,=<>!+-*/ \u{0}".utf8))
            default: bytes += bytes[place...]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
