import Synchronization

/// Keeps what requests asked items to be lately, each with an index of the catalogue as rules have one.
///
/// A class because requests share it. What it answers depends on the text alone, never on what it keeps.
final class FilterMemo: Sendable {
    /// How many filters are kept: the one that nobody asked for the longest time goes first.
    static let capacity = 16

    private let kept = Mutex<[(text: String, index: RuleMemo)]>([])

    /// A memory of nothing.
    init() {}

    /// The rule that keeps out what does not certainly meet `text`.
    ///
    /// - Throws: ``LanguageError`` that points at what is wrong with the text.
    /// - Complexity: O(1) for one that is kept; its index then costs O(items) once.
    func filter(_ text: String) throws(LanguageError) -> RuleMemo {
        if let known = known(text) { return known }
        let fresh = RuleMemo(try CompiledRules(filter: text))
        return kept.withLock { kept in
            if let known = kept.first(where: { $0.text == text }) { return known.index }
            if kept.count == Self.capacity { kept.removeFirst() }
            kept.append((text, fresh))
            return fresh
        }
    }

    /// The filter, which moves to the end of the queue.
    private func known(_ text: String) -> RuleMemo? {
        kept.withLock { kept in
            guard let place = kept.lastIndex(where: { $0.text == text }) else { return nil }
            let entry = kept[place]
            if place < kept.count - 1 { kept.append(kept.remove(at: place)) }
            return entry.index
        }
    }
}

extension CompiledRules {
    /// The one rule that a request's filter comes to: `never` but what certainly meets `text`.
    /// - Throws: ``LanguageError`` that points at what is wrong with the text.
    init(filter text: String) throws(LanguageError) {
        var compiler = ConditionCompiler()
        let condition = try compiler.condition(text)
        let expression = try Parser.expression(of: text)
        let heeded = Set(expression.heededFields)
        let asked = (compiler.fields.item + compiler.fields.request.filter { $0.path.root == .page }).map(\.path)
        self.init(
            rules: [CompiledRule(filter: condition)], fields: compiler.fields,
            watched: asked.filter { !ItemFields.names.contains($0.names[0]) && !heeded.contains($0) })
        misfit = expression.misfit(in: text)
        let places = compiler.fields.request.indices.filter { compiler.fields.request[$0].path.root == .page }
        if !condition.canHold(without: Set(places)) {
            neededPage = places.first.map { compiler.fields.request[$0].path }
        }
    }
}

extension Rule {
    /// What a request's filter is called where rules are named.
    package static let filterName = "filter"
}
