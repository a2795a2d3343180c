import Domain

/// Robots that say so: words in the user agent of an event's context.
///
/// The agent stands in `context` as `user_agent`, `userAgent`, `user-agent` or `agent`. It is a robot's when it holds one
/// of ``words`` (in any case); "bot" not where it is part of "cubot", which is a maker of phones.
struct BotAgents {
    /// What robots call themselves, in lower case: crawlers, tools without a browser, monitors.
    ///
    /// Libraries that apps and shops' own servers use (okhttp, axios, Java) are not among them.
    /// A short list of what the long ones have in common (github.com/monperrus/crawler-user-agents,
    /// github.com/omrilotan/isbot): nearly all names end in one of the first words.
    static let words = [
        "bot", "crawl", "spider", "slurp", "scrap", "fetcher", "headless", "phantomjs", "selenium", "puppeteer",
        "playwright", "python-requests", "python-urllib", "aiohttp", "httpx/", "curl/", "wget/", "libwww", "monitor",
        "pingdom", "uptime", "lighthouse", "facebookexternalhit", "mediapartners", "archiver", "validator",
        "feedparser",
    ].map { Array($0.utf8) }

    private static let names = ["user_agent", "userAgent", "user-agent", "agent"]
    /// The most agents whose verdict is remembered; then all are forgotten.
    private static let maximumRemembered = 4096

    /// What was found of each agent: a shortcut that changes no verdict, so it is not stored.
    private var verdicts: [String: Bool] = [:]

    /// Nobody seen yet.
    init() {}

    /// The user agent of `event`, where its context tells one.
    static func agent(of event: Event) -> String? {
        guard !event.context.isEmpty else { return nil }
        for member in event.context.members where names.contains(member.name) { return member.value.string }
        return nil
    }

    /// Whether the user agent of `event` is a robot's.
    mutating func marks(_ event: Event) -> Bool {
        guard let agent = Self.agent(of: event) else { return false }
        if let known = verdicts[agent] { return known }
        if verdicts.count >= Self.maximumRemembered { verdicts.removeAll(keepingCapacity: true) }
        let verdict = Self.word(in: agent) != nil
        verdicts[agent] = verdict
        return verdict
    }

    /// The word by which `agent` is known to be a robot's; nil where it is not.
    /// - Complexity: O(length · words).
    static func word(in agent: String) -> String? {
        let bytes = agent.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
        for word in words where occurs(word, in: bytes) { return String(decoding: word, as: UTF8.self) }
        return nil
    }

    private static func occurs(_ word: [UInt8], in bytes: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        let exception = Array("cu".utf8)
        for start in 0...(bytes.count - word.count) where bytes[start] == word[0] {
            guard bytes[start..<start + word.count].elementsEqual(word) else { continue }
            let isPhone = word == words[0] && start >= 2 && bytes[(start - 2)..<start].elementsEqual(exception)
            if !isPhone { return true }
        }
        return false
    }
}
