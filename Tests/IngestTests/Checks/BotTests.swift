import Domain
import Testing

@testable import Ingest

@Suite struct BotTests {
    @Test func `more pages a minute than the limit are a robot's, and all it does later is marked`() {
        var log = CheckedLog()
        let marks = (0..<101).map { log.marks("b", "i\($0)", at: Double($0) * 0.5).has(.botRate) }
        #expect(marks == Array(repeating: false, count: 100) + [true])
        #expect(log.marks("b", "i1", at: 90_000, .purchase).has(.botRate))
        #expect(!log.marks("u", "i1", at: 90_000).has(.botRate))
    }

    @Test func `a hundred pages in two minutes are a person's`() {
        var log = CheckedLog()
        for step in 0..<300 {
            let jitter = Double(step * step % 7) / 10
            #expect(log.marks("u", "i\(step % 60)", at: Double(step) * 1.2 + jitter).isEmpty)
        }
    }

    @Test func `a page of ratings, an invoice and a list of impressions are no robot's`() {
        var log = CheckedLog()
        for step in 0..<600 {
            #expect(log.marks("u", "i\(step)", at: 0, .rating) { $0.value = Double(step % 5 + 1) }.isEmpty)
            #expect(log.marks("u", "i\(step)", at: 0, .purchase) { $0.quantity = 1 }.isEmpty)
            #expect(log.marks("u", "i\(step)", at: 0, EventKind("impression") ?? .view).isEmpty)
        }
    }

    @Test func `equal intervals are a robot's, a few percent apart too`() {
        var log = CheckedLog()
        let marks = (0..<26).map { step in
            _ = log.marks("u\(step)", "i", at: Double(step) * 300 - 7 * Double(step % 5))
            return log.marks("b", "i", at: Double(step) * 300 + Double(step % 3) * 4).has(.botRegularity)
        }
        #expect(marks.firstIndex(of: true) == 24)
    }

    @Test func `a double click does not hide a robot's beat, a person's pauses have none`() {
        var log = CheckedLog()
        var found = false
        for step in 0..<40 {
            _ = log.marks("u\(step)", "i", at: Double(step) * 60 - 7 * Double(step % 5))
            found = log.marks("b", "i", at: Double(step) * 60).has(.botRegularity) || found
            _ = log.marks("b", "i", at: Double(step) * 60 + 0.3)
        }
        #expect(found)
        var time = 0.0
        for step in 0..<500 {
            time += 5 + Double(step * 37 % 91)
            #expect(!log.marks("u", "i\(step % 40)", at: time).has(.botRegularity))
        }
    }

    @Test func `where all events come at equal intervals the times are made up, and nobody is a robot for them`() {
        var log = CheckedLog()
        for step in 0..<2000 {
            #expect(log.marks("u\(step / 100)", "i\(step)", at: Double(step)).isEmpty, "row \(step)")
        }
    }

    @Test func `a history sent at once, or with dates alone, is no speed`() {
        var log = CheckedLog()
        for step in 0..<400 { #expect(!log.marks("u", "i\(step)", at: 5).has(.botRate)) }
        for step in 0..<400 { #expect(!log.marks("v", "i\(step)", at: 12 * 3600).has(.botRate)) }
    }

    @Test func `a visit a day at the same time is a habit`() {
        var log = CheckedLog()
        for day in 0..<60 { #expect(log.marks("u", "i\(day)", at: Double(day) * 86_400).isEmpty) }
    }

    @Test func `more different items a day than the limit are a robot's`() throws {
        var settings = CheckSettings()
        settings.botRegularity.policy = .ignore
        var log = CheckedLog(settings)
        let marks = (0..<800).map {
            log.marks("b", "item \($0)", at: Double($0) * 100 + Double($0 * $0 % 37)).has(.botBreadth)
        }
        let first = try #require(marks.firstIndex(of: true))
        #expect((420..<600).contains(first), "found after \(first) items")
        for step in 0..<800 {
            #expect(
                !log.marks("u", "item \(step % 300)", at: Double(step) * 100 + Double(step * step % 37)).has(
                    .botBreadth))
        }
    }

    @Test(arguments: [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "python-requests/2.31.0",
        "Mozilla/5.0 HeadlessChrome/120.0", "Scrapy/2.11 (+https://scrapy.org)", "curl/8.5.0", "bingBOT",
    ])
    func `an agent that says it is a robot is believed`(_ agent: String) {
        var log = CheckedLog()
        #expect(log.marks("b", "i", at: 0) { $0.context = ["user_agent": .string(agent)] }.has(.botAgent))
        #expect(log.marks("b", "i", at: 9, .purchase).has(.botAgent), "the visitor stays one")
        #expect(log.checks.reason(.botAgent, event("b", "i", at: 9)).contains("named a robot before"))
    }

    @Test(arguments: [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148",
        "okhttp/4.9.3", "MyShop/3.2 CFNetwork/1474 Darwin/23.0.0", "",
    ])
    func `browsers, telephones and apps are people's`(_ agent: String) {
        var log = CheckedLog()
        #expect(log.marks("u", "i", at: 0) { $0.context = ["user_agent": .string(agent)] }.isEmpty)
    }
}
