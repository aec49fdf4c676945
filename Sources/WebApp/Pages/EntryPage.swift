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
        var response = try await self.response(of: entry, isFragment: isFragment, in: context)
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

    private func response(
        of stored: Entry, refused: (text: String, error: String)? = nil, status: Status = .ok,
        isFragment: Bool = false, in context: RequestContext
    ) async throws(Failure) -> Response {
        var entry = stored
        let activity = entry.status.isFinal ? nil : await generator.activity(of: entry.id)
        // Of a first attempt the text in memory is newer than what is stored; a resumed entry keeps showing the old one.
        if entry.attempt == 1, let text = await generator.liveText(of: entry.id) { entry.response = text.text }
        let now = await generator.time(of: entry.id) ?? pages.clock.now()
        let neighbours = try await neighbours(of: entry)
        let conversation = try await ConversationRecord(of: entry, refused, history, pages, context.wording)
        return try await pages.longWork.run(bytes: entry.response.utf8.count) { [entry] in
            let record = EntryRecord(entry, activity, now: now, neighbours, costs, pages, context.wording)
            let site = pages.site(in: context)
            return isFragment
                ? pages.response("answer.html", AnswerFragment(site: site, entry: record), in: context)
                : pages.response(
                    "entry.html", Model(site: site, notice: nil, entry: record, conversation: conversation),
                    status: status, in: context)
        }
    }

    private func neighbours(of entry: Entry) async throws(Failure) -> (previous: EntryLine?, next: EntryLine?) {
        let (day, index) = (entry.address.day, entry.address.index)
        let previous = try await history.lines(on: day, of: entry.account, from: .before(index), limit: 1)
        let next = try await history.lines(on: day, of: entry.account, from: .after(index), limit: 1)
        return (previous.last, next.first)
    }

    struct Model {
        let site: SiteRecord
        let nav = "chatlog"
        let notice: String?
        let entry: EntryRecord
        let conversation: ConversationRecord
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
    }
}

extension AnswerFragment: TemplateData {
    static let shape = Shape<AnswerFragment> {
        $0.field("site", \.site)
        $0.field("entry", \.entry)
    }
}
