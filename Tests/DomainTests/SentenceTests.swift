import Domain
import Testing

@Suite struct SentenceTests {
    @Test(arguments: [
        ("Give a number", "Give a number."), ("Did you mean this?", "Did you mean this?"), ("Done.", "Done."),
        ("Stop!", "Stop!"), ("", ""),
    ])
    func `a sentence ends once`(text: String, sentence: String) { #expect(text.asSentence == sentence) }

    @Test func `a setting that asks back has one mark at its end`() {
        #expect(
            InvalidSetting("a.b", problem: "is no word; did you mean \"c\"?").description
                == "The setting a.b is no word; did you mean \"c\"?")
    }
}
