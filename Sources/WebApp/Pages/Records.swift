import Generation
import Templates

/// The records that several pages show, ready to print.
struct SiteRecord {
    let name = "Tagwerk"
    let version = Version.current
    let lang: String
    let css: String
    let js: String
    /// The script of the chatlog's pages.
    let review: String
    let icon: String
    /// What works without a key; `nil` with one.
    let demoNote: String?
    /// Shows parts that are for us only.
    let isDevelopment: Bool
    /// Where a choice of language leads back to.
    let here: String
    let languages: [LanguageRecord]
}

struct LanguageRecord {
    let tag: String
    let name: String
    let isCurrent: Bool
}

struct LinkRecord {
    let href: String
    let label: String
}

struct DayRecord {
    let date: String
    let number: String
    let label: String
    let href: String
    let countLabel: String

    init(_ day: Day, count: Int, _ wording: Wording) {
        date = day.description
        number = "\(day.day)"
        label = wording.full(day)
        href = Links.day(day)
        countLabel = wording.count("count.entries", count)
    }
}

/// A row of any list of entries.
struct LineRecord {
    let href: String
    let index: Int
    let time: String
    let kind: String
    let kindLabel: String
    let status: String
    let statusLabel: String
    let prompt: String
    let response: String
    let thumbnail: String?
    let isStarred: Bool
    let isReviewed: Bool
    let hasNote: Bool
    /// Stands in the list beside the entry's own page.
    let isCurrent: Bool

    /// A list has few days, kinds and states, so what stands for them is looked up once.
    /// - Parameters:
    ///   - filter: Goes with each link.
    ///   - current: The index of the entry whose page shows the list.
    static func all(
        _ lines: [EntryLine], _ wording: Wording, _ clock: WallClock, _ filter: DayFilter = .none, current: Int? = nil
    ) -> [LineRecord] {
        let query = Links.query(filter)
        let kinds = Modality.allCases.map { ($0, wording.label($0)) }
        let states = EntryStatus.allCases.map { ($0, wording.label($0)) }
        var (day, dayLink): (Day?, String) = (nil, "")
        return lines.map { line in
            if line.address.day != day { (day, dayLink) = (line.address.day, Links.day(line.address.day) + "/") }
            return LineRecord(
                href: dayLink + (query.isEmpty ? "\(line.address.index)" : "\(line.address.index)\(query)"),
                index: line.address.index,
                time: clock.local(line.createdAt).clock,
                kind: line.modality.rawValue, kindLabel: label(line.modality, kinds),
                status: line.status.rawValue, statusLabel: label(line.status, states),
                prompt: line.promptExcerpt, response: line.modality == .image ? "" : line.responseExcerpt,
                thumbnail: line.firstMedia.map { Links.thumbnail($0.name) }, isStarred: line.isStarred,
                isReviewed: line.isReviewed, hasNote: line.hasNote, isCurrent: line.address.index == current)
        }
    }

    private static func label<Name: Equatable>(_ name: Name, _ labels: [(Name, String)]) -> String {
        labels.first { $0.0 == name }?.1 ?? ""
    }
}

struct DayLinesRecord {
    let day: DayRecord
    /// `nil` where nobody reviewed yet, and where it is not asked for.
    let progress: ReviewProgressRecord?
    let lines: [LineRecord]
    /// To the day's own page, when not all lines stand here.
    let rest: LinkRecord?
}

extension SiteRecord: TemplateData {
    static let shape = Shape<SiteRecord> {
        $0.field("name", \.name)
        $0.field("version", \.version)
        $0.field("lang", \.lang)
        $0.field("css", \.css)
        $0.field("js", \.js)
        $0.field("review", \.review)
        $0.field("icon", \.icon)
        $0.field("demo_note", \.demoNote)
        $0.field("is_development", \.isDevelopment)
        $0.field("here", \.here)
        $0.field("languages", \.languages)
    }
}

extension LanguageRecord: TemplateData {
    static let shape = Shape<LanguageRecord> {
        $0.field("tag", \.tag)
        $0.field("name", \.name)
        $0.field("is_current", \.isCurrent)
    }
}

extension LinkRecord: TemplateData {
    static let shape = Shape<LinkRecord> {
        $0.field("href", \.href)
        $0.field("label", \.label)
    }
}

extension DayRecord: TemplateData {
    static let shape = Shape<DayRecord> {
        $0.field("date", \.date)
        $0.field("number", \.number)
        $0.field("label", \.label)
        $0.field("href", \.href)
        $0.field("count_label", \.countLabel)
    }
}

extension LineRecord: TemplateData {
    static let shape = Shape<LineRecord> {
        $0.field("href", \.href)
        $0.field("index", \.index)
        $0.field("time", \.time)
        $0.field("kind", \.kind)
        $0.field("kind_label", \.kindLabel)
        $0.field("status", \.status)
        $0.field("status_label", \.statusLabel)
        $0.field("prompt", \.prompt)
        $0.field("response", \.response)
        $0.field("thumbnail", \.thumbnail)
        $0.field("is_starred", \.isStarred)
        $0.field("is_reviewed", \.isReviewed)
        $0.field("has_note", \.hasNote)
        $0.field("is_current", \.isCurrent)
    }
}

extension DayLinesRecord: TemplateData {
    static let shape = Shape<DayLinesRecord> {
        $0.field("day", \.day)
        $0.field("lines", \.lines)
        $0.field("rest", \.rest)
        $0.field("progress", \.progress)
    }
}
