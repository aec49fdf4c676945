import Generation

/// The records that several pages show, ready to print.
struct SiteRecord {
    let name = "Tagwerk"
    let version = Version.current
    let lang: String
    let css: String
    let js: String
    let icon: String
    let isDemo: Bool
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

    init(_ line: EntryLine, _ wording: Wording, _ clock: WallClock) {
        href = Links.entry(line.address)
        index = line.address.index
        time = clock.local(line.createdAt).clock
        kind = line.modality.rawValue
        kindLabel = wording.label(line.modality)
        status = line.status.rawValue
        statusLabel = wording.label(line.status)
        prompt = line.promptExcerpt
        response = line.responseExcerpt
        thumbnail = line.firstMedia.map { Links.thumbnail($0.name) }
    }
}

struct DayLinesRecord {
    let day: DayRecord
    let lines: [LineRecord]
    /// To the day's own page, when not all lines stand here.
    let rest: LinkRecord?
}
