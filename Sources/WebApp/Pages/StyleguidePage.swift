import Generation
import HTTP
import Templates

/// `GET /styleguide`: every part of the pages in every state, by the same templates, in both schemes. In development only.
struct StyleguidePage: Endpoint {
    private static let colours = [
        "paper", "sheet", "inset", "ink", "ink-soft", "ink-faint", "rule", "edge", "accent", "accent-wash", "mark",
        "queued-wash", "running-wash", "succeeded-wash", "failed-wash", "interrupted-wash",
    ]

    let pages: Pages

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard pages.isDevelopment else { throw Failure(.noSuchPage) }
        let wording = context.wording
        let model = Model(
            site: pages.site(in: context), panes: ["light", "dark"].map { pane($0, wording) },
            review: review(wording), colours: StyleguidePage.colours)
        return pages.response("styleguide.html", model, in: context)
    }

    private func pane(_ scheme: String, _ wording: Wording) -> PaneRecord {
        let entries = StyleguideSamples.entries(at: pages.clock.now())
        return PaneRecord(
            scheme: scheme, day: DayRecord(StyleguideSamples.day, count: entries.count, wording),
            states: EntryStatus.allCases.map { FactRecord(label: $0.rawValue, value: wording.label($0)) },
            forms: StyleguideSamples.forms(scheme, wording),
            entries: entries.map { entry, activity in
                EntryRecord(
                    entry, activity, now: pages.clock.now(), StyleguideSamples.alone, DayFilter(),
                    StyleguideSamples.costs, pages, wording)
            },
            lines: LineRecord.all(entries.map { StyleguideSamples.line(of: $0.0) }, wording, pages.clock))
    }

    /// These bear ids, so they stand there once.
    private func review(_ wording: Wording) -> GuideReviewRecord {
        let (day, filter) = (StyleguideSamples.day, DayFilter())
        let around = StyleguideSamples.surroundings(at: pages.clock.now())
        return GuideReviewRecord(
            strip: StripRecord(StyleguideSamples.days, near: day, current: day, today: day, wording),
            filters: FilterRecord(filter, on: day, around.tally, matching: around.lines.count, wording),
            record: ReviewRecord(
                around, of: EntryAddress(day: day, index: 1), filter, refused: nil, pages, wording),
            lines: LineRecord.all(around.lines, wording, pages.clock, filter, current: nil))
    }

    struct GuideReviewRecord {
        let strip: StripRecord
        let filters: FilterRecord
        let record: ReviewRecord
        let lines: [LineRecord]
    }

    /// Everything once, in one scheme of colours.
    struct PaneRecord {
        let scheme: String
        let day: DayRecord
        let states: [FactRecord]
        let forms: [FormRecord]
        let entries: [EntryRecord]
        let lines: [LineRecord]
    }

    struct Model {
        let site: SiteRecord
        let nav = "styleguide"
        let notice: String? = nil
        let panes: [PaneRecord]
        let review: GuideReviewRecord
        let colours: [String]
    }
}

extension StyleguidePage.PaneRecord: TemplateData {
    static let shape = Shape<StyleguidePage.PaneRecord> {
        $0.field("scheme", \.scheme)
        $0.field("day", \.day)
        $0.field("states", \.states)
        $0.field("forms", \.forms)
        $0.field("entries", \.entries)
        $0.field("lines", \.lines)
    }
}

extension StyleguidePage.GuideReviewRecord: TemplateData {
    static let shape = Shape<StyleguidePage.GuideReviewRecord> {
        $0.field("strip", \.strip)
        $0.field("filters", \.filters)
        $0.field("record", \.record)
        $0.field("lines", \.lines)
    }
}

extension StyleguidePage.Model: TemplateData {
    static let shape = Shape<StyleguidePage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("panes", \.panes)
        $0.field("review", \.review)
        $0.field("colours", \.colours)
    }
}
