/// The rules that every release has. A rule of the shop with the same name takes the place of one of them, and
/// `{"name": "margin", "enabled": true}` is enough to switch one on or off.
extension Rule {
    /// The names of the rules that ``CompiledRules`` does not let go: what the catalogue hides or has none left of, and
    /// what a visitor asked not to see, is in no list.
    package static let fixedNames: Set<String> = [hiddenName, outOfStockName, doNotShowName]
    /// The rule about what the catalogue hides.
    static let hiddenName = "hidden"
    /// The rule about what there is none left of, and what left the catalogue.
    static let outOfStockName = "out of stock"
    /// The rule about brands and categories that a visitor asked not to see again.
    static let doNotShowName = "do not show"

    /// The rules in the order in which they are asked.
    package static let builtIn: [Rule] = [
        never(hiddenName, "item.hidden else false", "The catalogue hides it."),
        never(outOfStockName, "(item.stock else 1) <= 0", "There is none left."),
        never(
            doNotShowName,
            """
            user.hidden_brands has (item.brand else []) or user.hidden_categories has (item.categories else [])
            """, "The visitor asked not to see the brand or the category."),
        never(
            "region",
            "item.regions is known and not (item.regions has (context.country else user.country))",
            "It is for other countries than the request's, or the user's where the request names none."),
        never(
            "age", "item.min_age is known and not (item.min_age <= (user.age else context.age))",
            "It is for people older than the user, or the user's age is unknown."),
        never(
            "entitlement", "item.requires is known and not (item.requires in (user.entitlements else []))",
            "It takes an entitlement that the user does not have."),
        margin, promotions,
    ]

    private static func never(_ name: String, _ condition: String, _ note: String) -> Rule {
        var rule = Rule(name, .never, if: condition)
        rule.note = note
        return rule
    }

    private static var margin: Rule {
        var rule = Rule("margin", .boost, if: "item.margin >= 0.3")
        (rule.factor, rule.enabled) = (1.1, false)
        rule.note = "Lifts what earns 30 % or more by 10 %. Off until it is switched on."
        return rule
    }

    private static var promotions: Rule {
        var rule = Rule(
            "promotions", .promote,
            if: """
                item.promoted_until is known and item.promoted_until > now and (item.promoted_from else now) <= now
                """)
        rule.share = 0.2
        rule.note = "Gives a fifth of the list to items while they are promoted."
        return rule
    }
}
