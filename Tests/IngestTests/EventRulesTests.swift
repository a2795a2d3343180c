import Domain
import Testing

@testable import Ingest

@Suite struct EventRulesTests {
    @Test func `the type comes from its column, and view where it is empty`() throws {
        let reading = try events("user,item,event\n1,a,Add To Cart\n1,b,\n1,c,purchase\n1,d,no/kind\n")
        #expect(reading.records.map(\.kind) == [.addToCart, .view, .purchase])
        #expect(reading.refusals.map(\.reason) == [.badType])
        #expect(reading.refusals[0].message.contains("no/kind"))
    }

    @Test func `a type that is asked for goes before a recognised column, and fills up a named one`() throws {
        var options = SourceOptions()
        options.kind = .purchase
        let text = "user,item,event\n1,a,view\n1,b,\n"
        let recognised = try events(text, options: options)
        #expect(recognised.records.map(\.kind) == [.purchase, .purchase])
        #expect(recognised.records[0].context == ["event": "view"])
        #expect(try events(text, columns: "type=event", options: options).records.map(\.kind) == [.view, .purchase])
    }

    @Test func `a column called event that holds numbers is no type`() throws {
        let event = try events("visitorid\titemid\tevent\n1\t2\t1\n", name: "x.dat").records[0]
        #expect(event.kind == .view && event.context == ["event": "1"])
    }

    @Test(arguments: [("rating", EventKind.rating), ("stars", .rating), ("weight", .view), ("score", .view)])
    func `a value called rating makes ratings`(name: String, kind: EventKind) throws {
        let reading = try events("user,item,\(name)\n1,a,2.5\n")
        #expect(reading.records.map(\.kind) == [kind] && reading.records[0].value == 2.5)
        #expect(reading.notes.contains { $0.contains("type \(kind)") })
    }

    @Test func `a rating without a number is refused`() throws {
        let reading = try events("user,item,rating\n1,a,\n1,b,x\n1,c,nan\n1,d,1e999\n1,e,0x10\n1,f,5\n")
        #expect(reading.refusals.map(\.reason) == [.missingValue, .badNumber, .badNumber, .badNumber, .badNumber])
        #expect(reading.records.count == 1)
    }

    @Test func `a purchase of less than nothing is a return`() throws {
        var options = SourceOptions()
        options.kind = .purchase
        let reading = try events("user,item,quantity,price\n1,a,-3,2.50\n1,b,2,1\n", options: options)
        #expect(reading.records.map(\.kind) == [.return, .purchase])
        #expect(reading.records.map(\.quantity) == [3, 2] && reading.records[0].price == 2.5)
        #expect(reading.notes.contains("1 purchases with a quantity below 0 were taken as returns."))
    }

    @Test(arguments: ["", "0", "0.0", "NaN", "null", "None", "-1", "\\N"])
    func `a session stands in for a user who is missing`(user: String) throws {
        let reading = try events("user,session,item\n\(user),s1,a\n7,s2,a\n")
        #expect(reading.records.map(\.user) == [nil, "7"])
        #expect(reading.records.map(\.session) == ["s1", "s2"])
        #expect(reading.records[0].visitor == .session("s1"))
    }

    @Test func `a user called 0 is one where there is no session`() throws {
        #expect(try events("user,item\n0,a\n").records.map(\.user) == ["0"])
    }

    @Test func `the marks of a guest can be set`() throws {
        var options = SourceOptions()
        options.guests = ["Guest"]
        let reading = try events("user,session,item\nGUEST,s,a\n0,s,a\n", options: options)
        #expect(reading.records.map(\.user) == [nil, "0"])
    }

    @Test func `a row with neither user nor session is refused, and one without an item`() throws {
        let reading = try events("user,session,item\n,,a\n1,,\n1,s,b\n")
        #expect(reading.refusals.map(\.reason) == [.noVisitor, .noItem])
        #expect(reading.records.count == 1)
    }

    @Test func `an id that is too long or has a control character is refused without being shown`() throws {
        let long = String(repeating: "secret", count: 50)
        let reading = try events("user,item\n\(long),a\n\"se\ncret\",b\n1,c\n")
        #expect(reading.refusals.map(\.reason) == [.badIdentifier, .badIdentifier])
        #expect(!reading.refusals.contains { $0.message.contains("secret") || $0.message.contains("cret\"") })
        #expect(reading.refusals.map(\.line) == [2, 3] && reading.lines == [5])
    }

    @Test func `event id, decision and position are read`() throws {
        let reading = try events("user,item,event_id,decision_id,position\n1,a,e-1,d-1,2\n1,a,e-2,,0\n1,a,,,1.5\n")
        let event = try #require(reading.records.first)
        #expect(event.id == .given("e-1") && event.decision == "d-1" && event.position == 2)
        #expect(reading.refusals.map(\.reason) == [.badNumber, .badNumber])
    }

    @Test func `the same row has the same identity whenever it is read`() throws {
        let text = "user,item,note\n1,a,x\n1,b,y\n"
        #expect(try events(text).records.map(\.identity) == events(text).records.map(\.identity))
        #expect(try events(text).records.allSatisfy { $0.time == .unknown })
    }
}
