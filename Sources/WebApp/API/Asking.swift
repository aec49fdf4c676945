import Generation
import HTTP

/// What both asking routes share: accept the prompt, then answer in the way this client can take.
///
/// A page's form gets 303 to the entry, a page's script 202 at once, an older client the result when it is there.
struct Asking: Sendable {
    /// How long a blocking client waits while the text model is still being fetched (design: 60 s, then 503).
    static let preparationWait: Duration = .seconds(60)

    let generator: Generator
    let index: IndexPage
    let entryPage: EntryPage
    /// For long prompts and long answers.
    let longWork: LongWork
    let answerWait: Duration
    let recent: RecentQuestions
    let parameters: @Sendable (Modality) -> Parameters

    func respond(
        to request: Request, _ body: PromptBody, _ modality: Modality, after earlier: Entry? = nil,
        in context: RequestContext, answer: @escaping @Sendable (Entry) -> Response
    ) async throws(Failure) -> Response {
        let client = Client(request, body.form)
        let entry: Entry
        do {
            entry = try await begin(body, modality, after: earlier, client, for: context.account)
        } catch {
            return try await refusal(error, body, modality, after: earlier, client, in: context)
        }
        switch client {
        case .page: return .redirect(to: Links.entry(entry.address))
        case .script: return accepted(entry)
        case .program: return try await wait(for: entry, in: context, answer: answer)
        }
    }

    /// Who asks, and so how the answer must look (contract X1).
    private enum Client {
        case page, script, program

        init(_ request: Request, _ form: PromptBody.Form) {
            if request.headers.values(of: "Accept").contains(AcceptedBody.mediaType) {
                self = .script
            } else {
                self = form == .form && request.accept.prefersHTML ? .page : .program
            }
        }
    }

    private func begin(
        _ body: PromptBody, _ modality: Modality, after earlier: Entry?, _ client: Client, for account: AccountID
    ) async throws(Failure) -> Entry {
        let prompt = try Prompt(body.prompt ?? "", modality: modality)
        var parameters = parameters(modality)
        if modality == .image { parameters.naming = body.form == .json ? .compact : .underscored }
        let begin: @Sendable () async throws(Failure) -> Entry = { [generator, parameters] () throws(Failure) in
            guard let earlier else { return try await generator.begin(prompt, for: account, with: parameters) }
            return try await generator.ask(prompt, after: earlier, with: parameters)
        }
        // Programs mean each request; a person may have pressed the button twice.
        guard client != .program else { return try await begin() }
        return try await recent.entry(of: prompt, after: earlier, for: account, begin: begin)
    }

    /// A refused prompt is not stored, but given back: to a page in its form, so that nothing typed is lost.
    private func refusal(
        _ failure: Failure, _ body: PromptBody, _ modality: Modality, after earlier: Entry?, _ client: Client,
        in context: RequestContext
    ) async throws(Failure) -> Response {
        let status = ErrorResponses.status(of: failure.kind, form: .legacy)
        var response: Response
        switch client {
        case .page:
            response = try await pageRefusal(failure, body, modality, after: earlier, status, in: context)
        case .script:
            response = .json(encoding: ErrorBody(error: context.wording[failure.reason]), status: status)
        case .program:
            response = .json(encoding: ErrorBody(error: context.api.api(failure.reason)), status: status)
        }
        ErrorResponses.addRetryAfter(to: &response, failure.kind)
        return response
    }

    private func pageRefusal(
        _ failure: Failure, _ body: PromptBody, _ modality: Modality, after earlier: Entry?, _ status: Status,
        in context: RequestContext
    ) async throws(Failure) -> Response {
        if let earlier, earlier.canBeFollowed {
            return try await entryPage.refusal(
                failure, of: body.prompt ?? "", after: earlier, status: status, in: context)
        }
        var typed = body.typed ?? IndexPage.Typed(FormFields())
        typed[modality] = body.prompt ?? ""
        return try await index.refusal(failure, of: modality, typed, status: status, in: context)
    }

    private func accepted(_ entry: Entry) -> Response {
        .json(
            encoding: AcceptedBody(
                entry: Links.entry(entry.address), events: Links.events(entry.address), kind: entry.modality.rawValue),
            status: .accepted)
    }

    private func wait(
        for entry: Entry, in context: RequestContext, answer: @escaping @Sendable (Entry) -> Response
    ) async throws(Failure) -> Response {
        let patience = min(answerWait, Asking.preparationWait)
        var current = try await generator.entry(entry.id, atItsEndWithin: patience)
        if current?.status.isFinal == false, case .preparing? = await generator.activity(of: entry.id) {
            return failed(entry, entry.modality, Failure(.modelLoading), in: context)
        }
        if current?.status.isFinal == false {
            current = try await generator.entry(entry.id, atItsEndWithin: answerWait - patience)
        }
        guard let current else { return failed(nil, entry.modality, Failure(.gone), in: context) }
        switch current.status {
        case .succeeded: return try await longWork.run(bytes: current.response.utf8.count) { answer(current) }
        case .queued, .running: return failed(current, entry.modality, Failure(.waitedTooLong), in: context)
        case .failed, .cancelled, .interrupted:
            return failed(current, entry.modality, current.failure ?? Failure(.cancelled), in: context)
        }
    }

    /// Contract F5, F10, F11: what failed, then why; the entry is kept and linked, unless someone has deleted it.
    private func failed(
        _ entry: Entry?, _ modality: Modality, _ failure: Failure, in context: RequestContext
    ) -> Response {
        let sentence = context.api("api.failed.\(modality.rawValue)", ["why": context.api.api(failure.reason)])
        let body = ErrorBody(error: sentence, entry: entry.map { Links.entry($0.address) })
        var response = Response.json(encoding: body, status: ErrorResponses.status(of: failure.kind, form: .legacy))
        if failure.kind == .unavailable { response.headers["Retry-After"] = "30" }
        return response
    }
}

/// What a page's script is told at once; the events bring the rest.
private struct AcceptedBody: Encodable {
    static let mediaType = "application/vnd.tagwerk.entry+json"
    let entry: String
    let events: String
    let kind: String
}
