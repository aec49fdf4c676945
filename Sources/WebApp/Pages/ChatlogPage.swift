import Generation
import HTTP
import Templates

/// `GET /chatlog` (contract F15): the newest days with their first entries; older and newer days by keyset links.
struct ChatlogPage: Endpoint {
    static let daysPerPage = 7
    static let linesPerDay = 50

    let pages: Pages
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        if let wanted = query["day"] {
            return .redirect(to: try await link(toDayNear: wanted, in: context))
        }
        let bound = try bound(query)
        // One more than is shown tells whether there are further ones.
        var days = try await history.days(of: context.account, from: bound, limit: ChatlogPage.daysPerPage + 1)
        let hasMore = days.count > ChatlogPage.daysPerPage
        if case .after = bound {
            days = days.suffix(ChatlogPage.daysPerPage)
        } else {
            days = Array(days.prefix(ChatlogPage.daysPerPage))
        }
        let (hasNewer, hasOlder) = bound.sides(hasMore: hasMore)
        let first = days.first?.day ?? pages.today
        let around = try await history.days(around: first, of: context.account)
        let model = Model(
            site: pages.site(in: context), notice: context.notice(query),
            days: try await records(days, in: context),
            newer: hasNewer ? days.first.map { Links.chatlog(after: $0.day) } : nil,
            older: hasOlder ? days.last.map { Links.chatlog(before: $0.day) } : nil,
            strip: StripRecord(around, near: first, current: nil, today: pages.today, context.wording))
        return pages.response("chatlog.html", model, in: context)
    }

    /// A day without entries leads to the nearest that has some, earlier ones first.
    private func link(toDayNear wanted: String, in context: RequestContext) async throws(Failure) -> String {
        guard let day = Day(wanted) else { throw Failure(.notFound) }
        let around = try await history.days(around: day, of: context.account)
        guard !around.contains(where: { $0.day == day }), day != pages.today else { return Links.day(day) }
        guard let nearest = around.last(where: { $0.day < day }) ?? around.first else { return Links.day(day) }
        return Links.day(nearest.day) + "?notice=nearest"
    }

    private func bound(_ query: FormFields) throws(Failure) -> DayBound {
        if let text = query["before"] {
            guard let day = Day(text) else { throw Failure(.notFound) }
            return .before(day)
        }
        guard let text = query["after"] else { return .newest }
        guard let day = Day(text) else { throw Failure(.notFound) }
        return .after(day)
    }

    private func records(_ days: [DaySummary], in context: RequestContext) async throws(Failure) -> [DayLinesRecord] {
        var records: [DayLinesRecord] = []
        for summary in days {
            let lines = try await history.lines(
                on: summary.day, of: context.account, from: .first, limit: ChatlogPage.linesPerDay)
            records.append(
                DayLinesRecord(
                    day: DayRecord(summary.day, count: summary.count, context.wording),
                    progress: summary.reviewed == 0
                        ? nil : ReviewProgressRecord(summary.reviewed, of: summary.count, context.wording),
                    lines: LineRecord.all(lines, context.wording, pages.clock),
                    rest: rest(of: summary, beyond: lines, context.wording)))
        }
        return records
    }

    private func rest(of summary: DaySummary, beyond lines: [EntryLine], _ wording: Wording) -> LinkRecord? {
        guard let last = lines.last, summary.count > lines.count else { return nil }
        return LinkRecord(
            href: Links.day(summary.day, from: .after(last.address.index)),
            label: wording.count("count.rest", summary.count - lines.count))
    }

    struct Model {
        let site: SiteRecord
        let nav = "chatlog"
        let notice: String?
        let days: [DayLinesRecord]
        let newer: String?
        let older: String?
        let strip: StripRecord
    }
}

extension DayBound {
    /// Coming from one side, that side has more for certain.
    fileprivate func sides(hasMore: Bool) -> (newer: Bool, older: Bool) {
        switch self {
        case .newest: (false, hasMore)
        case .before: (true, hasMore)
        case .after: (hasMore, true)
        }
    }
}

extension ChatlogPage.Model: TemplateData {
    static let shape = Shape<ChatlogPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("days", \.days)
        $0.field("newer", \.newer)
        $0.field("older", \.older)
        $0.field("strip", \.strip)
    }
}
