import Generation
import HTTP
import Templates

/// `GET /styleguide`: every part of the pages in every state, by the same templates, in both schemes. In development only.
struct StyleguidePage: Endpoint {
    let pages: Pages

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard pages.isDevelopment else { throw Failure(.noSuchPage) }
        let wording = context.wording
        let model = Model(
            site: pages.site(in: context), panes: ["light", "dark"].map { pane($0, wording) },
            colours: [
                "paper", "sheet", "inset", "ink", "ink-soft", "ink-faint", "rule", "edge", "accent", "accent-wash",
                "mark",
                "queued-wash", "running-wash", "succeeded-wash", "failed-wash", "interrupted-wash",
            ])
        return pages.response("styleguide.html", model, in: context)
    }

    private func pane(_ scheme: String, _ wording: Wording) -> PaneRecord {
        let entries = Samples.entries(on: pages.today, at: pages.clock.now())
        return PaneRecord(
            scheme: scheme, day: DayRecord(pages.today, count: entries.count, wording),
            states: EntryStatus.allCases.map { FactRecord(label: $0.rawValue, value: wording.label($0)) },
            forms: Samples.forms(scheme, wording),
            entries: entries.map { entry, activity in
                EntryRecord(
                    entry, activity, now: pages.clock.now(), Samples.alone, .none, Samples.costs, pages, wording)
            },
            lines: LineRecord.all(entries.map { Samples.line(of: $0.0) }, wording, pages.clock),
            strip: StripRecord(
                Samples.days(before: pages.today), near: pages.today, current: Samples.shown(pages.today),
                today: pages.today, wording),
            filters: FilterRecord(
                DayFilter(status: .failed), on: pages.today, Samples.tally, matching: 3, wording),
            progress: [0, 37, 120].map { ReviewProgressRecord($0, of: 120, wording) },
            review: ReviewRecord(
                Samples.reviewed(entries.map { Samples.line(of: $0.0) }),
                of: EntryAddress(day: pages.today, index: 2), .none, refused: nil, pages, wording))
    }

    /// Everything once, in one scheme of colours.
    struct PaneRecord {
        let scheme: String
        let day: DayRecord
        let states: [FactRecord]
        let forms: [FormRecord]
        let entries: [EntryRecord]
        let lines: [LineRecord]
        let strip: StripRecord
        let filters: FilterRecord
        let progress: [ReviewProgressRecord]
        let review: ReviewRecord
    }

    struct Model {
        let site: SiteRecord
        let nav = "styleguide"
        let notice: String? = nil
        let panes: [PaneRecord]
        let colours: [String]
    }
}

/// What the styleguide shows: no one's words, in no language.
private enum Samples {
    private static let prompt = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr?"
    private static let answer = """
        # Dolor sit amet

        At vero **eos** et *accusam* et `justo` duo, [rebum](https://example.org). 日本語の文章。한국어 문장.

        ```swift
        let days = entries.map { $0.day } // 1 + 1
        ```

        - stet clita
        - kasd gubergren

        | n | sea |
        |--:|---|
        | 12 | takimata |

        > Sanctus est.
        """

    /// Every state that a page can show, each with how its work stands.
    static func entries(on day: Day, at now: Moment) -> [(Entry, Activity?)] {
        let failed = Failure(.providerUnreachable, cause: "connect: Connection refused")
        let states: [(Modality, EntryStatus, String, Failure?, Activity?)] = [
            (.code, .queued, "", nil, .inLine(position: 2)), (.code, .queued, "", nil, .preparing(percent: 40)),
            (.code, .running, "At vero eos", nil, .running), (.image, .running, "", nil, .running),
            (.code, .succeeded, answer, nil, nil), (.image, .succeeded, "", nil, nil),
            (.code, .failed, "", failed, nil), (.code, .cancelled, "At vero", Failure(.cancelled), nil),
            (.code, .interrupted, "At vero eos", Failure(.interrupted), nil),
        ]
        return states.enumerated().map { index, state in
            let (modality, status, text, failure, activity) = state
            var entry = Entry(
                id: EntryID(Int64(index + 1)), uuid: "", account: .first,
                address: EntryAddress(day: day, index: index), modality: modality, status: status, prompt: prompt,
                response: text, provider: ProviderName(modality == .image ? "studio" : "embedded"),
                model: ModelName("lorem-1b"), parameters: Parameters(width: 1792, height: 1024), failure: failure,
                createdAt: now, startedAt: now)
            if modality == .image, status == .succeeded { entry.media = [picture] }
            entry.isTruncated = status == .succeeded && modality == .code
            return (entry, activity)
        }
    }

    static let tally = DayTally(
        total: 120, starred: 4, reviewed: 37, modalities: [.code: 100, .image: 20],
        statuses: [.succeeded: 117, .failed: 3])

    /// With a gap of a month, days that are reviewed, in part or not at all.
    static func days(before today: Day) -> [DaySummary] {
        [40, 39, 5, 4, 3, 2, 1].map { back in
            DaySummary(
                day: Day(daysSinceEpoch: today.daysSinceEpoch - back), count: back * 3,
                reviewed: back > 4 ? back * 3 : back > 2 ? back : 0)
        }
    }

    static func shown(_ today: Day) -> Day { Day(daysSinceEpoch: today.daysSinceEpoch - 3) }

    static func reviewed(_ lines: [EntryLine]) -> Surroundings {
        var lines = lines
        for place in lines.indices {
            lines[place].isReviewed = place < 3
            lines[place].isStarred = place % 3 == 1
            lines[place].hasNote = place == 1
        }
        return Surroundings(review: Review(isStarred: true), tally: tally, lines: lines, at: 2)
    }

    /// The newest picture, whatever it is.
    private static let picture = MediaFile(
        name: "generated_image.png", key: MediaKey(sha256: String(repeating: "0", count: 64), type: .png, size: 1))

    static let costs = Costs(prices: Prices(), isPaid: { _ in true })
    /// An entry that is alone on its day.
    static let alone = Surroundings(review: Review(), tally: DayTally(total: 0), lines: [], at: 0)

    static func line(of entry: Entry) -> EntryLine {
        EntryLine(
            address: entry.address, modality: entry.modality, status: entry.status, promptExcerpt: entry.prompt,
            responseExcerpt: String(entry.response.prefix(120)), firstMedia: nil, createdAt: entry.createdAt)
    }

    static func forms(_ scheme: String, _ wording: Wording) -> [FormRecord] {
        let states: [(Modality, String, String?, String?)] = [
            (.code, "ready", nil, nil), (.image, "ready", nil, nil),
            (.code, "busy", wording("engine.busy.note", ["position": "2"]), nil),
            (.code, "preparing", wording("engine.download", ["percent": "40"]), nil),
            (.code, "unavailable", wording[.modelOff], nil), (.image, "ready", nil, wording("error.empty.image")),
        ]
        return states.enumerated().map { number, state in
            let (modality, name, note, error) = state
            let engine = EngineRecord(
                provider: wording("engine.embedded"), model: "lorem-1b", caveat: wording("caveat.text"), state: name,
                note: note, percent: 40, cost: wording("cost.unknown"))
            return FormRecord(
                modality, id: "\(scheme)-\(number)", text: number == 0 ? prompt : "", error: error, engine: engine,
                picture: SizeRecord(width: 1792, height: 1024), wording)
        }
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
        $0.field("strip", \.strip)
        $0.field("filters", \.filters)
        $0.field("progress", \.progress)
        $0.field("review", \.review)
    }
}

extension StyleguidePage.Model: TemplateData {
    static let shape = Shape<StyleguidePage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("panes", \.panes)
        $0.field("colours", \.colours)
    }
}
