import Domain
import Testing

@Suite struct EventAdmissionTests {
    private let now = Timestamp(seconds: 1_800_000_000)

    private func event(_ kind: String, item: ItemID? = "i", value: Double? = nil, context: JSONObject = [:]) throws
        -> Event
    {
        Event(
            user: "u", item: item, kind: try #require(EventKind(kind)), value: value, time: now, context: context)
    }

    private func refusal(_ event: Event, _ admission: EventAdmission = EventAdmission()) -> FieldError? {
        do throws(FieldError) { try admission.check(event) } catch { return error }
        return nil
    }

    @Test(arguments: [
        "view", "click", "add_to_cart", "remove_from_cart", "purchase", "return", "rating", "like", "dislike",
        "bookmark",
        "play", "skip", "complete", "dwell", "share", "search", "impression", "hide",
    ])
    func `every kind out of the box is weighed and taken`(kind: String) throws {
        #expect(EventWeights.defaultKinds[kind] != nil)
        #expect(refusal(try event(kind, value: 30)) == nil)
    }

    @Test func `a search needs no item, and everything that touches an item does`() throws {
        let kinds = EventWeights.defaultKinds.keys.sorted()
        let itemless = try kinds.filter { refusal(try event($0, item: nil, value: 30)) == nil }
        #expect(itemless == ["search"])
        #expect(refusal(try event("never_heard_of", item: nil))?.field == "item_id")
    }

    @Test(arguments: [
        (#"{"user_id": "u", "itemId": "i", "type": "view"}"#, #"is missing; did you mean "item_id" by "itemId"?"#),
        (#"{"user_id": "u", "item": "i", "type": "view"}"#, #"is missing; did you mean "item_id" by "item"?"#),
        (#"{"user_id": "u", "id": "i", "type": "view"}"#, "is missing"),
        (#"{"user_id": "u", "item_id": null, "type": "view"}"#, "is missing"),
        (
            #"{"userId": "u", "item_id": "i", "type": "view"}"#,
            #"is missing, and so is "session_id"; an event needs one of them; did you mean "user_id" by "userId"?"#
        ),
        (
            #"{"sessionid": "s", "item_id": "i", "type": "view"}"#,
            #"is missing, and so is "session_id"; an event needs one of them; did you mean "session_id" by "sessionid"?"#
        ),
    ])
    func `a field that is missing is asked for by the name under which it was sent`(
        text: String, problem: String
    ) throws {
        let object = try #require(try JSONParser.parse(text).object)
        #expect {
            try EventAdmission().check(try Event(json: object, received: now))
        } throws: {
            ($0 as? FieldError)?.problem == problem
        }
    }

    @Test func `a kind is refused without what it needs`() throws {
        #expect(refusal(try event("rating")) == FieldError("value", "is missing; an event of type rating needs it"))
        #expect(refusal(try event("dwell"))?.field == "value")
        let admission = EventAdmission(
            intake: EventIntake(needs: ["search": ["query"], "order": ["price", "user_id"]]))
        #expect(refusal(try event("search"), admission)?.field == "query")
        #expect(refusal(try event("search", context: ["query": .null]), admission)?.field == "query")
        #expect(refusal(try event("search", context: ["query": "red shoes"]), admission) == nil)
        #expect(refusal(try event("order"), admission)?.field == "price")
        #expect(refusal(try event("rating"), admission) == nil, "what is needed is what the configuration says")
    }

    @Test func `a kind nobody configured is kept or refused, as asked`() throws {
        var intake = EventIntake()
        #expect(refusal(try event("sneeze"), EventAdmission(intake: intake)) == nil)
        intake.unknownKinds = .refuse
        let error = refusal(try event("sneeze"), EventAdmission(intake: intake))
        #expect(error?.description == #""type" is "sneeze", which is not configured; add it to events.kinds"#)
        #expect(refusal(try event("view"), EventAdmission(intake: intake)) == nil)
    }

    @Test func `times are taken up to the bounds and no further`() throws {
        var event = try event("view")
        let admission = EventAdmission()
        func isTaken(_ milliseconds: Int64, anyAge: Bool = false) -> Bool {
            event.time = Timestamp(milliseconds: milliseconds)
            do throws(FieldError) { try admission.checkTime(of: event, now: now, anyAge: anyAge) } catch {
                #expect(error.field == "timestamp")
                #expect(error.problem.contains(event.time.description) && error.problem.contains(now.description))
                return false
            }
            return true
        }
        let (latest, oldest) = (now.milliseconds + 600_000, now.milliseconds - 3650 * 86_400_000)
        #expect(isTaken(latest) && !isTaken(latest + 1) && !isTaken(latest + 1, anyAge: true))
        #expect(isTaken(oldest) && !isTaken(oldest - 1) && isTaken(oldest - 1, anyAge: true))
        #expect(!isTaken(Timestamp.range.upperBound.milliseconds) && !isTaken(Timestamp.range.lowerBound.milliseconds))
    }
}
