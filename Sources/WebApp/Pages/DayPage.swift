import Generation
import HTTP
import Templates

/// `GET /chatlog/:date`: one day, 200 entries a page by keyset; previous and next day.
struct DayPage: Endpoint {
    static let linesPerPage = 200

    let pages: Pages
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let day = try context.day()
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        let bound = try bound(query)
        let part = try await history.part(
            of: day, of: context.account, from: bound, limit: DayPage.linesPerPage + 1)
        // A day whose entries are all deleted still has its page; one that never had any is unknown (contract F17).
        guard let count = part.tally?.total ?? (day == pages.today ? 0 : nil) else { throw Failure(.notFound) }
        var lines = part.lines
        let hasMore = lines.count > DayPage.linesPerPage
        if case .before = bound {
            lines = lines.suffix(DayPage.linesPerPage)
        } else {
            lines = Array(lines.prefix(DayPage.linesPerPage))
        }
        let (hasEarlier, hasLater) = bound.sides(hasMore: hasMore)
        let model = Model(
            site: pages.site(in: context), notice: context.notice(query),
            day: DayRecord(day, count: count, context.wording),
            lines: LineRecord.all(lines, context.wording, pages.clock),
            earlier: hasEarlier ? lines.first.map { Links.day(day, from: .before($0.address.index)) } : nil,
            later: hasLater ? lines.last.map { Links.day(day, from: .after($0.address.index)) } : nil,
            rangeLabel: rangeLabel(bound, lines.count, of: count, context.wording),
            previous: part.previous.map { LinkRecord(href: Links.day($0), label: context.wording.full($0)) },
            next: part.next.map { LinkRecord(href: Links.day($0), label: context.wording.full($0)) })
        return pages.response("day.html", model, in: context)
    }

    /// Only of the first page: how many lie before a later one is not counted.
    private func rangeLabel(_ bound: PageBound, _ shown: Int, of count: Int, _ wording: Wording) -> String? {
        guard bound == .first, count > shown else { return nil }
        return wording("day.range", ["first": "1", "last": "\(shown)", "total": wording.grouped(count)])
    }

    private func bound(_ query: FormFields) throws(Failure) -> PageBound {
        if let text = query["before"] { return .before(try number(text)) }
        if let text = query["after"] { return .after(try number(text)) }
        return .first
    }

    private func number(_ text: String) throws(Failure) -> Int {
        guard let number = Int(text), number >= 0 else { throw Failure(.notFound) }
        return number
    }

    struct Model {
        let site: SiteRecord
        let nav = "chatlog"
        let notice: String?
        let day: DayRecord
        let lines: [LineRecord]
        let earlier: String?
        let later: String?
        let rangeLabel: String?
        let previous: LinkRecord?
        let next: LinkRecord?
    }
}

extension PageBound {
    fileprivate func sides(hasMore: Bool) -> (earlier: Bool, later: Bool) {
        switch self {
        case .first: (false, hasMore)
        case .after: (true, hasMore)
        case .before: (hasMore, true)
        }
    }
}

extension RequestContext {
    /// The sentence after a redirect (`?notice=deleted`).
    func notice(_ query: FormFields) -> String? {
        query["notice"] == "deleted" ? wording("notice.deleted") : nil
    }
}

extension DayPage.Model: TemplateData {
    static let shape = Shape<DayPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("day", \.day)
        $0.field("lines", \.lines)
        $0.field("earlier", \.earlier)
        $0.field("later", \.later)
        $0.field("range_label", \.rangeLabel)
        $0.field("previous", \.previous)
        $0.field("next", \.next)
    }
}
