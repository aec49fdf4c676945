import Generation
import HTTP
import Templates

/// `GET /chatlog/:date`: one day, 200 entries a page by keyset, all or those that pass a filter; the days around it.
struct DayPage: Endpoint {
    static let linesPerPage = 200

    let pages: Pages
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let day = try context.day()
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        let bound = try PageBound.read(query)
        let (filter, isUnderstood) = DayFilter.read(query)
        let part = try await history.part(
            of: day, of: context.account, filter, from: bound, limit: DayPage.linesPerPage + 1)
        // A day whose entries are all deleted still has its page; one that never had any is unknown (contract F17).
        guard let tally = part.tally ?? (day == pages.today ? DayTally(total: 0) : nil) else {
            throw Failure(.notFound)
        }
        let notice = isUnderstood ? context.notice(query) : context.wording("filter.unknown")
        return pages.response(
            "day.html", Model(day, part, tally, filter, bound, notice: notice, pages, in: context), in: context)
    }

    struct Model {
        let site: SiteRecord
        let nav = "chatlog"
        let notice: String?
        let day: DayRecord
        let strip: StripRecord
        let progress: ReviewProgressRecord
        let filters: FilterRecord
        /// Where what is said of the lines is sent.
        let action: String
        let lines: [LineRecord]
        /// To the first entry that is not reviewed, or to the list of those.
        let nextUnreviewed: String?
        let earlier: String?
        let later: String?
        let rangeLabel: String?
        let previous: LinkRecord?
        let next: LinkRecord?
    }
}

extension DayPage.Model {
    init(
        _ day: Day, _ part: DayPart, _ tally: DayTally, _ filter: DayFilter, _ bound: PageBound, notice: String?,
        _ pages: Pages, in context: RequestContext
    ) {
        let wording = context.wording
        let limit = DayPage.linesPerPage
        let hasMore = part.lines.count > limit
        let lines = Array(bound.isFromTheEnd ? part.lines.suffix(limit) : part.lines.prefix(limit))
        let (hasEarlier, hasLater) = bound.sides(hasMore: hasMore)
        site = pages.site(in: context)
        self.notice = notice
        self.day = DayRecord(day, count: tally.total, wording)
        strip = StripRecord(part.around, near: day, current: day, today: pages.today, wording)
        progress = ReviewProgressRecord(tally.reviewed, of: tally.total, wording)
        filters = FilterRecord(filter, on: day, tally, matching: part.matching, wording)
        action = Links.review(day, filter, from: bound)
        self.lines = LineRecord.all(lines, wording, pages.clock, filter)
        nextUnreviewed = Self.nextUnreviewed(day, lines, tally, filter)
        earlier = hasEarlier ? lines.first.map { Links.day(day, filter, from: .before($0.address.index)) } : nil
        later = hasLater ? lines.last.map { Links.day(day, filter, from: .after($0.address.index)) } : nil
        rangeLabel = Self.rangeLabel(bound, lines.count, of: part.matching, wording)
        previous = part.previous.map { LinkRecord(href: Links.day($0), label: wording.full($0)) }
        next = part.next.map { LinkRecord(href: Links.day($0), label: wording.full($0)) }
    }

    private static func nextUnreviewed(
        _ day: Day, _ lines: [EntryLine], _ tally: DayTally, _ filter: DayFilter
    ) -> String? {
        guard tally.reviewed < tally.total else { return nil }
        if let line = lines.first(where: { !$0.isReviewed }) { return Links.entry(line.address, filter) }
        return Links.day(day, DayFilter(isUnreviewed: true))
    }

    /// Only of the first page: how many lie before a later one is not counted.
    private static func rangeLabel(_ bound: PageBound, _ shown: Int, of count: Int, _ wording: Wording) -> String? {
        guard bound == .first, count > shown else { return nil }
        return wording("day.range", ["first": "1", "last": "\(shown)", "total": wording.grouped(count)])
    }
}

extension PageBound {
    fileprivate var isFromTheEnd: Bool {
        if case .before = self { true } else { false }
    }

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
        guard let name = query["notice"], ["deleted", "reviewed", "nearest"].contains(name) else { return nil }
        return wording("notice.\(name)")
    }
}

extension DayPage.Model: TemplateData {
    static let shape = Shape<DayPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("day", \.day)
        $0.field("strip", \.strip)
        $0.field("progress", \.progress)
        $0.field("filters", \.filters)
        $0.field("action", \.action)
        $0.field("lines", \.lines)
        $0.field("next_unreviewed", \.nextUnreviewed)
        $0.field("earlier", \.earlier)
        $0.field("later", \.later)
        $0.field("range_label", \.rangeLabel)
        $0.field("previous", \.previous)
        $0.field("next", \.next)
    }
}
