import Domain

/// What holds for the events of every layout, and how often it came to bear.
struct EventRules {
    /// What stands for "no user" where a row has a session: what spreadsheets and data frames write for a missing id.
    static let usualGuests: Set<String> = ["0", "0.0", "nan", "null", "none", "na", "n/a", "\\n", "-1"]

    private let admission: EventAdmission
    private let now: Timestamp?
    private let guests: Set<String>
    private let longestGuest: Int
    private var (guestCount, returnCount) = (0, 0)

    /// The rules that `options` ask for; its marks of a guest count in any case.
    init(_ options: SourceOptions) {
        (admission, now) = (options.admission, options.now)
        guests = options.guests.map { Set($0.map { $0.lowercased() }) } ?? Self.usualGuests
        longestGuest = guests.map(\.utf8.count).max() ?? 0
    }

    /// Whether `user`, in a row with or without a session, is no user at all.
    mutating func isGuest(_ user: UserID, hasSession: Bool) -> Bool {
        guard hasSession, user.value.utf8.count <= longestGuest, guests.contains(user.value.lowercased()) else {
            return false
        }
        guestCount += 1
        return true
    }

    /// Turns a purchase of less than nothing into a return of as much.
    mutating func settleReturn(_ event: inout Event) {
        guard let quantity = event.quantity, quantity < 0, event.kind == .purchase else { return }
        event.kind = .return
        event.quantity = -quantity
        returnCount += 1
    }

    /// Whether an event of `kind` must have an item.
    func needsItem(_ kind: EventKind) -> Bool { admission.needsItem(kind) }

    /// Refuses what is not taken over HTTP either, save for its age.
    /// - Throws: ``RowProblem``.
    func admit(_ event: Event) throws(RowProblem) {
        do throws(FieldError) {
            try admission.check(event)
            if let now { try admission.checkTime(of: event, now: now, anyAge: true) }
        } catch { throw RowProblem(error) }
    }

    /// What is wrong with a row that tells neither user nor session.
    func noVisitor(user: Column?, session: Column?) -> RowProblem {
        switch (user, session) {
        case (let user?, let session?):
            RowProblem(.noVisitor, "\"\(user.name)\" and \"\(session.name)\" are both empty. Fill in one of them.")
        case (let column?, nil), (nil, let column?):
            RowProblem(
                .noVisitor,
                "\"\(column.name)\" is empty. Fill it in, or name the column that tells the visit: --columns session=NAME."
            )
        case (nil, nil): RowProblem(.noVisitor, "it has no user and no session.")
        }
    }

    /// What a person should know.
    var notes: [String] {
        var notes: [String] = []
        if guestCount > 0 {
            notes.append(
                "\(guestCount.grouped) rows have a session and no user (or 0 in its place): they count as sessions.")
        }
        if returnCount > 0 {
            notes.append("\(returnCount.grouped) purchases with a quantity below 0 were taken as returns.")
        }
        return notes
    }
}
