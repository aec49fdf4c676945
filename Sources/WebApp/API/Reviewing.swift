import Generation
import HTTP

/// `POST /chatlog/:date/:index/review`: what a reviewer says on an entry's page. `do` is star, unstar, review, unreview,
/// next or note; each keeps the note too where it was changed, so that none is lost.
struct ReviewEntry: Endpoint {
    /// A note far beyond its own limit still arrives, and is given back with the page.
    static let limit = 1 << 20

    let page: EntryPage
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        let filter = DayFilter.read(query).filter
        let address = try context.entryAddress()
        let form = try await request.form(upTo: ReviewEntry.limit, page.pages.longWork)
        guard let deed = form["do"], let changes = ReviewEntry.changes[deed] else {
            throw Failure(.malformedBody, cause: "no known deed")
        }
        do throws(Failure) {
            if let change = try noteChange(form) { _ = try await history.review(address, of: context.account, change) }
        } catch  where error.reason == .noteTooLong || error.reason == .noteChanged {
            let entry = try await history.existingEntry(at: address, of: context.account)
            return try await page.refusal(error, ofNote: form["note"] ?? "", on: entry, filter, in: context)
        }
        for change in changes { _ = try await history.review(address, of: context.account, change) }
        guard deed == "next" else {
            return .redirect(to: Links.entry(address, filter) + (deed == "note" ? "#note" : ""))
        }
        return .redirect(to: try await next(after: address, filter, in: context))
    }

    /// Beside the note.
    private static let changes: [String: [ReviewChange]] = [
        "star": [.star(true)], "unstar": [.star(false)], "review": [.reviewed(true)], "unreview": [.reviewed(false)],
        "next": [.reviewed(true)], "note": [],
    ]

    /// `nil` where it is what the page showed: another reviewer's newer note is not overwritten by a star.
    private func noteChange(_ form: FormFields) throws(Failure) -> ReviewChange? {
        guard let text = form["note"] else { return nil }
        let (note, seen) = (try Note(text), try Note(form["kept"] ?? ""))
        return note == seen ? nil : .renewedNote(note, from: seen)
    }

    private func next(
        after address: EntryAddress, _ filter: DayFilter, in context: RequestContext
    ) async throws(Failure) -> String {
        let next = try await history.nextUnreviewed(after: address, of: context.account, filter)
        return next.map { Links.entry($0, filter) } ?? Links.day(address.day) + "?notice=reviewed"
    }
}

/// `POST /chatlog/:date/review`: a star or a mark on a line of the day, whose number is the value of `star`, `unstar`,
/// `review` or `unreview`. Leads back to the line.
struct ReviewLine: Endpoint {
    static let limit = 16 << 10

    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        let day = try context.day()
        let (filter, bound) = (DayFilter.read(query).filter, try PageBound.read(query))
        let (index, change) = try deed(try await request.form(upTo: ReviewLine.limit))
        let address = EntryAddress(day: day, index: index)
        _ = try await history.review(address, of: context.account, change)
        let line = try await line(nearest: address, filter, in: context)
        return .redirect(to: Links.day(day, filter, from: bound) + "#e\(line)")
    }

    private func deed(_ form: FormFields) throws(Failure) -> (Int, ReviewChange) {
        let changes: [(String, ReviewChange)] = [
            ("star", .star(true)), ("unstar", .star(false)), ("review", .reviewed(true)),
            ("unreview", .reviewed(false)),
        ]
        for (name, change) in changes {
            if let text = form[name], let index = Int(text), index >= 0 { return (index, change) }
        }
        throw Failure(.malformedBody, cause: "no known deed")
    }

    /// The line itself, or the one in its place where the filter leaves it out now.
    private func line(
        nearest address: EntryAddress, _ filter: DayFilter, in context: RequestContext
    ) async throws(Failure) -> Int {
        guard !filter.isNone else { return address.index }
        for bound in [PageBound.after(address.index - 1), .before(address.index)] {
            let lines = try await history.lines(on: address.day, of: context.account, filter, from: bound, limit: 1)
            if let line = lines.first { return line.address.index }
        }
        return address.index
    }
}
