import Generation
import HTTP
import Templates

/// `GET /chatlog/:date/:index` (contract F16): prompt, answer, facts and what can be done; `?fragment=answer` the answer
/// alone. While it runs, the page renews itself by the `Refresh` header unless a script follows the events.
struct EntryPage: Endpoint {
    /// Set by the page's script, which then follows the events instead.
    static let scriptCookie = "js"
    static let refreshSeconds = 2

    let pages: Pages
    let history: any HistoryStore
    let generator: Generator
    let costs: Costs

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        let entry = try await history.existingEntry(at: try context.entryAddress(), of: context.account)
        let isFragment = query["fragment"] == "answer"
        let filter = DayFilter.read(query)
        var response = try await self.response(
            of: entry, filter.filter, notice: filter.isUnderstood ? nil : context.wording("filter.unknown"),
            isFragment: isFragment, in: context)
        if !isFragment, !entry.status.isFinal, request.cookies[EntryPage.scriptCookie] != "1" {
            response.headers["Refresh"] = "\(EntryPage.refreshSeconds)"
        }
        return response
    }

    /// The page again, with the further question that was typed and why it was refused.
    func refusal(
        _ failure: Failure, of text: String, after entry: Entry, status: Status, in context: RequestContext
    ) async throws(Failure) -> Response {
        let error =
            failure.reason == .emptyPrompt ? context.wording("error.empty.code") : context.wording[failure.reason]
        return try await response(of: entry, refused: (text, error), status: status, in: context)
    }

    /// The page again, with the note that was typed and why it was not kept.
    func refusal(
        _ failure: Failure, ofNote text: String, on entry: Entry, _ filter: DayFilter, in context: RequestContext
    ) async throws(Failure) -> Response {
        let status = ErrorResponses.status(of: failure.kind, form: .page)
        // What stands there now is shown, so that sending once more is a decision.
        let error = context.wording(
            "failure.\(failure.reason.rawValue)", ["note": failure.reason == .noteChanged ? failure.cause : ""])
        return try await response(of: entry, filter, refusedNote: (text, error), status: status, in: context)
    }

    private typealias Refused = (text: String, error: String)

    private func response(
        of stored: Entry, _ filter: DayFilter = .none, notice: String? = nil, refused: Refused? = nil,
        refusedNote: Refused? = nil, status: Status = .ok, isFragment: Bool = false, in context: RequestContext
    ) async throws(Failure) -> Response {
        var entry = stored
        let activity = entry.status.isFinal ? nil : await generator.activity(of: entry.id)
        // Of a first attempt the text in memory is newer than what is stored; a resumed entry keeps showing the old one.
        if entry.attempt == 1, let text = await generator.liveText(of: entry.id) { entry.response = text.text }
        let now = await generator.time(of: entry.id) ?? pages.clock.now()
        let around = try await history.surroundings(
            of: entry.address, of: entry.account, filter, before: isFragment ? 1 : ReviewRecord.linesBefore,
            after: isFragment ? 1 : ReviewRecord.linesAfter)
        let conversation = try await ConversationRecord(
            of: entry, refused, history, pages, generator, costs, context.wording)
        return try await pages.longWork.run(bytes: entry.response.utf8.count) { [entry] in
            let record = EntryRecord(entry, activity, now: now, around, filter, costs, pages, context.wording)
            let site = pages.site(in: context)
            if isFragment {
                return pages.response("answer.html", AnswerFragment(site: site, entry: record), in: context)
            }
            let review = ReviewRecord(
                around, of: entry.address, filter, refused: refusedNote, pages, context.wording)
            return pages.response(
                "entry.html",
                Model(site: site, notice: notice, entry: record, conversation: conversation, review: review),
                status: status, in: context)
        }
    }

    struct Model {
        let site: SiteRecord
        let nav = "chatlog"
        let notice: String?
        let entry: EntryRecord
        let conversation: ConversationRecord
        let review: ReviewRecord
    }
}

/// The answer's part of the page, for the page's script.
struct AnswerFragment {
    let site: SiteRecord
    let entry: EntryRecord
}

/// `GET /chatlog/:date/:index/text`: the raw answer as a file.
struct EntryText: Endpoint {
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let entry = try await history.existingEntry(at: try context.entryAddress(), of: context.account)
        var response = Response.text(entry.response)
        let name = "tagwerk-\(entry.address.day)-\(entry.address.index).md"
        response.headers["Content-Disposition"] = "attachment; filename=\"\(name)\""
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }
}

extension EntryPage.Model: TemplateData {
    static let shape = Shape<EntryPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("entry", \.entry)
        $0.field("conversation", \.conversation)
        $0.field("review", \.review)
    }
}

extension AnswerFragment: TemplateData {
    static let shape = Shape<AnswerFragment> {
        $0.field("site", \.site)
        $0.field("entry", \.entry)
    }
}
