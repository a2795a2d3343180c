import Domain
import Models
import State
import Testing

@testable import Serving

@Suite struct SentenceTests {
    private func list(_ languages: [String], _ settings: SentenceSettings = SentenceSettings()) -> [String] {
        var (serving, request) = (ServingSettings(), Shop.request(user: "ann", limit: 3))
        serving.sentences = settings
        request.languages = languages
        let state = Shop.state([Shop.event("ann", "boot", .purchase)])
        return decide(request, Shop.release(settings: serving), state).texts
    }

    /// The built-in books are made when they are first asked for, and a missing sentence would stop the program then.
    @Test(arguments: ["en", "de", "fr", "es"])
    func `every built-in language has every sentence, with every placeholder once`(language: String) throws {
        let book = try #require(SentenceBooks.builtIn.books[language])
        for key in SentenceKey.allCases {
            let marks = key.placeholders.map { "<\($0)>" }
            let text = book.filled(key, marks)
            #expect(!text.isEmpty && !text.contains("{"), "\(key.name)")
            for mark in marks { #expect(text.ranges(of: mark).count == 1, "\(key.name)") }
        }
        for kind in ReasonCode.allCases { #expect(!book.general(kind).isEmpty) }
    }

    @Test func `no two languages share a sentence, and no two sentences a name`() {
        let books = SentenceBooks.builtIn.books
        for key in SentenceKey.allCases {
            #expect(Set(books.values.map { $0.template(key) }).count == books.count, "\(key.name)")
        }
        #expect(Set(SentenceKey.allCases.map(\.name)).count == SentenceKey.allCases.count)
    }

    @Test(arguments: [
        ([], ["Because you bought Boot", "Because you bought Boot", "Popular right now"]),
        (["de"], ["Weil Sie Boot gekauft haben", "Weil Sie Boot gekauft haben", "Gerade beliebt"]),
        (["fr-CH"], ["Parce que vous avez acheté Boot", "Parce que vous avez acheté Boot", "Populaire en ce moment"]),
        (["xx", "ES"], ["Porque compraste Boot", "Porque compraste Boot", "Popular en este momento"]),
        (["xx"], ["Because you bought Boot", "Because you bought Boot", "Popular right now"]),
    ])
    func `a list speaks the first language of the request that there is`(languages: [String], texts: [String]) {
        #expect(list(languages) == texts)
    }

    @Test func `two deeds are put where the language wants them`() {
        var likeness = Shop.likeness
        likeness[2][1] = 3
        let release = Shop.release([ServedModel(name: "matrix", model: MatrixModel(likeness), weight: 1)])
        let state = Shop.state([Shop.event("ann", "boot"), Shop.event("ann", "hat", .addToCart)])
        func text(_ language: String) -> String {
            var request = Shop.request(user: "ann", limit: 1)
            request.languages = [language]
            return decide(request, release, state).texts[0]
        }
        #expect(text("en") == "Because you put Hat in your cart and viewed Boot")
        #expect(text("de") == "Weil Sie Hat in den Warenkorb gelegt und Boot angesehen haben")
        #expect(text("fr") == "Parce que vous avez mis Hat dans votre panier et consulté Boot")
        #expect(text("es") == "Porque pusiste Hat en tu carrito y viste Boot")
    }

    @Test func `a title with braces in it is no template`() {
        let item = LogEntry.item(Shop.item("boot", title: "{item} {deed} {"))
        let state = Shop.state([item, Shop.event("ann", "boot")])
        #expect(
            decide(Shop.request(user: "ann", limit: 1), Shop.release(), state).texts[0]
                == "Because you viewed {item} {deed} {")
    }

    @Test func `a shop changes a sentence, adds a language, and chooses the one without a wish`() throws {
        let italian = Dictionary(
            uniqueKeysWithValues: SentenceKey.allCases.map { key in
                (key.name, "it " + key.placeholders.map { "{\($0)}" }.joined(separator: " "))
            })
        let settings = try SentenceSettings(
            language: "IT", languages: ["it": italian, "de": ["popular": "Das mögen alle"]]
        ).validated()
        #expect(list([], settings)[0] == "it it Boot")
        #expect(
            list(["de-AT"], settings) == [
                "Weil Sie Boot gekauft haben", "Weil Sie Boot gekauft haben", "Das mögen alle",
            ])
        #expect(try settings.texts()["de"]?["popular"] == "Das mögen alle")
    }

    @Test(arguments: [
        (["de": ["populer": "x"]], "sentences.languages.de.populer", "did you mean"),
        (["de": ["popular": ""]], "sentences.languages.de.popular", "0 bytes"),
        (["de": ["popular": "{item}"]], "sentences.languages.de.popular", "nothing to fill in"),
        (["de": ["similar": "wie"]], "sentences.languages.de.similar", "{item}"),
        (["de": ["similar": "{item} {item}"]], "sentences.languages.de.similar", "once"),
        (["de": ["similar": "{item} {"]], "sentences.languages.de.similar", "no other braces"),
        (["de": ["popular": "a\nb"]], "sentences.languages.de.popular", "control character"),
        (["nl": ["popular": "Nu populair"]], "sentences.languages.nl.popular_in_country", "missing"),
        (["de_CH": [:]], "sentences.languages.de_CH", "pt-BR"),
    ])
    func `what cannot be used is named`(languages: [String: [String: String]], field: String, advice: String) {
        #expect { try SentenceSettings(languages: languages).validated() } throws: {
            guard let error = $0 as? InvalidSetting else { return false }
            return error.description.contains(field) && error.description.contains(advice)
        }
    }

    @Test func `the language without a wish must be there`() {
        #expect(throws: InvalidSetting.self) { try SentenceSettings(language: "nl").validated() }
    }

    @Test func `what is new in a category that the visitor chose from says so, in the catalogue's own letters`() {
        var settings = ServingSettings()
        settings.placements["new"] = PlacementSettings(.visitor, [.new])
        let state = Shop.state([
            .item(Shop.item("boot", categories: ["Shoes"])), .item(Shop.item("sock", categories: ["shoes"])),
            .item(Shop.item("hat", categories: ["Hats"])), Shop.event("ann", "boot"),
        ])
        let known = decide(Shop.request(.new, user: "ann"), Shop.release(settings: settings), state)
        let texts = Dictionary(uniqueKeysWithValues: zip(known.items, known.texts))
        #expect(texts["sock"] == "New in shoes, a category you like" && texts["hat"] == "New")
        let stranger = decide(Shop.request(.new), Shop.release(settings: settings), state)
        #expect(stranger.texts.allSatisfy { $0 == "New" })
    }

    @Test func `what a country chooses is said to be popular there, what a device chooses is not`() {
        func texts(_ context: JSONObject) -> Set<String> {
            let entries = (0..<250).map { number -> LogEntry in
                var event = Event(user: Shop.id("u\(number)"), item: "hat", kind: .view, time: Shop.now)
                event.context = context
                return .event(event)
            }
            var request = Shop.request(.popular, limit: 1)
            request.context = context
            return Set(decide(request, Shop.release(), Shop.state(entries)).texts)
        }
        #expect(texts(["country": "CH"]) == ["Popular in your country"])
        #expect(texts(["device": "phone"]) == ["Popular with visitors like you"])
        #expect(texts(["country": "CH", "device": "phone"]) == ["Popular with visitors like you"])
        #expect(texts([:]) == ["Popular right now"])
    }
}
