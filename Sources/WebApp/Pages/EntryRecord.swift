import Generation
import Markdown
import Templates

/// An entry as its page shows it, every label ready to print.
struct EntryRecord {
    let href: String
    let index: Int
    let day: DayRecord
    let time: String
    let kind: String
    let kindLabel: String
    let status: String
    let statusLabel: String
    let isRunning: Bool
    let prompt: String
    let response: String
    let responseHTML: SafeHTML?
    let pictures: [PictureRecord]
    let sounds: [SoundRecord]
    /// The place of a picture that is still being made.
    let space: SizeRecord?
    let caveat: String?
    let failure: FailureRecord?
    let isPartial: Bool
    let isTruncated: Bool
    let progress: ProgressRecord?
    let facts: [FactRecord]
    let download: String?
    let canStop: Bool
    let canResume: Bool
    let canRerun: Bool
    let canDelete: Bool
    let costNote: String
    let parent: LinkRecord?
    let previous: LinkRecord?
    let next: LinkRecord?
    let events: String?

    /// Longer answers are shown as raw text only: Markdown made to hurt takes more than linear time, and the pages of
    /// other long answers wait for it (`LongWork`).
    static let markdownLimit = 262_144
}

struct PictureRecord {
    let src: String
    let name: String
    let width: Int?
    let height: Int?
}

struct SoundRecord {
    let src: String
    let name: String
    let type: String
    /// Its loudness over time, as a picture.
    let wave: String

    init(_ file: MediaFile) {
        src = Links.media(file.name)
        name = file.name
        type = file.key.type.rawValue
        wave = Links.thumbnail(file.name)
    }
}

struct FailureRecord {
    let sentence: String
    let cause: String?
}

struct ProgressRecord {
    let elapsed: String
    /// The same in milliseconds, for the page's running clock: a difference, so that a wrong clock there does no harm.
    let elapsedMilliseconds: Int
    let note: String?
    let percent: Int?
}

struct FactRecord {
    let label: String
    let value: String
}

extension EntryRecord {
    init(
        _ entry: Entry, _ activity: Activity?, now: Moment, _ around: Surroundings, _ filter: DayFilter,
        _ costs: Costs, _ pages: Pages, _ wording: Wording
    ) {
        href = Links.entry(entry.address)
        index = entry.address.index
        day = DayRecord(entry.address.day, count: 0, wording)
        time = pages.clock.local(entry.createdAt).clock
        kind = entry.modality.rawValue
        kindLabel = wording.label(entry.modality)
        status = entry.status.rawValue
        statusLabel = wording.label(entry.status)
        isRunning = !entry.status.isFinal
        prompt = entry.prompt
        response = entry.answerText
        let showsMarkdown = entry.status.isFinal && (1...EntryRecord.markdownLimit).contains(response.utf8.count)
        responseHTML = showsMarkdown ? SafeHTML(Markdown.html(response)) : nil
        pictures = entry.media.filter(\.key.type.isPicture).map { PictureRecord($0, entry.parameters) }
        sounds = entry.media.filter(\.key.type.isSound).map { SoundRecord($0) }
        space = SizeRecord(ofPictureIn: entry)
        caveat = wording.caveat(entry.provider, entry.modality)
        failure = entry.failure.map {
            FailureRecord(sentence: wording[$0.reason], cause: $0.cause.isEmpty ? nil : $0.cause)
        }
        isPartial = entry.status != .succeeded && !response.isEmpty
        isTruncated = entry.isTruncated && !response.isEmpty
        progress = entry.status.isFinal ? nil : ProgressRecord(entry, activity, now: now, wording)
        facts = FactRecord.all(of: entry, pages.clock, costs, wording)
        download = response.isEmpty ? nil : Links.text(entry.address)
        canStop = !entry.status.isFinal
        canResume = entry.status.isResumable
        canRerun = entry.status.isFinal
        canDelete = true
        costNote = costs.again(entry, wording)
        parent = entry.parent.map { LinkRecord(href: Links.entry($0), label: wording.number(of: $0)) }
        previous = around.previous.map { LinkRecord(href: Links.entry($0.address, filter), label: $0.promptExcerpt) }
        next = around.next.map { LinkRecord(href: Links.entry($0.address, filter), label: $0.promptExcerpt) }
        events = entry.status.isFinal ? nil : Links.events(entry.address)
    }
}

extension Entry {
    /// What is read as the answer. Text that comes with a picture says what was understood, and is a fact beside it.
    var answerText: String { modality.answersInText ? response : "" }
}

extension PictureRecord {
    fileprivate init(_ file: MediaFile, _ parameters: Parameters) {
        src = Links.media(file.name)
        name = file.name
        width = parameters.width
        height = parameters.height
    }
}

extension SizeRecord {
    fileprivate init?(ofPictureIn entry: Entry) {
        guard entry.modality == .image, let width = entry.parameters.width, let height = entry.parameters.height else {
            return nil
        }
        (self.width, self.height) = (width, height)
    }
}

extension ProgressRecord {
    fileprivate init(_ entry: Entry, _ activity: Activity?, now: Moment, _ wording: Wording) {
        let started = entry.startedAt ?? entry.createdAt
        let milliseconds = now.milliseconds(since: started)
        elapsed = "\(milliseconds / 60_000):\(milliseconds / 10_000 % 6)\(milliseconds / 1000 % 10)"
        elapsedMilliseconds = Int(milliseconds)
        note = activity.map { activity in
            // It has its place, but the history does not say so yet.
            activity == .running && entry.status == .queued
                ? wording("progress.waiting") : wording.note(activity, entry.modality)
        }
        percent =
            switch activity {
            case .preparing(let known)?: known
            case .progressing(let known)?: known
            case .inLine?, .running?, nil: nil
            }
    }
}

extension FactRecord {
    /// What is known, in a fixed order; unknown facts are left out.
    fileprivate static func all(
        of entry: Entry, _ clock: WallClock, _ costs: Costs, _ wording: Wording
    ) -> [FactRecord] {
        let start = entry.modality.answersInText ? entry.startedAt : nil
        let firstByte = start.flatMap { entry.firstByteAt?.milliseconds(since: $0) }
        let values: [(String, String?)] = [
            ("provider", wording.providerName(entry.provider)),
            ("model", entry.model.description),
            ("tokens", tokens(entry.usage, wording)),
            ("cost", entry.cost.map { costs.amount($0, wording) }),
            ("duration", entry.duration.map { wording.duration(milliseconds: $0) }),
            ("firstByte", firstByte.map { wording.duration(milliseconds: $0) }),
            ("attempt", entry.attempt > 1 ? "\(entry.attempt)" : nil),
            ("created", timeText(entry.createdAt, clock, wording)),
            ("finished", entry.finishedAt.map { timeText($0, clock, wording) }),
            ("size", size(entry.parameters)),
            ("scene", !entry.modality.answersInText && !entry.response.isEmpty ? entry.response : nil),
            ("seed", entry.parameters.seed.map { "\($0)" }),
            ("system", entry.parameters.system),
        ]
        return values.compactMap { key, value in
            value.map { FactRecord(label: wording("fact.\(key)"), value: $0) }
        }
    }

    private static func tokens(_ usage: Usage, _ wording: Wording) -> String? {
        guard let prompt = usage.promptTokens, let completion = usage.completionTokens else { return nil }
        return wording(
            "fact.tokens.value", ["prompt": wording.grouped(prompt), "completion": wording.grouped(completion)])
    }

    private static func timeText(_ moment: Moment, _ clock: WallClock, _ wording: Wording) -> String {
        let local = clock.local(moment)
        return wording("date.time", ["date": wording.long(local.day), "time": local.clock])
    }

    private static func size(_ parameters: Parameters) -> String? {
        guard let width = parameters.width, let height = parameters.height else { return nil }
        return "\(width) × \(height)"
    }
}

extension EntryRecord: TemplateData {
    static let shape = Shape<EntryRecord> {
        $0.field("href", \.href)
        $0.field("index", \.index)
        $0.field("day", \.day)
        $0.field("time", \.time)
        $0.field("kind", \.kind)
        $0.field("kind_label", \.kindLabel)
        $0.field("status", \.status)
        $0.field("status_label", \.statusLabel)
        $0.field("is_running", \.isRunning)
        $0.field("prompt", \.prompt)
        $0.field("response", \.response)
        $0.field("response_html", \.responseHTML)
        $0.field("pictures", \.pictures)
        $0.field("sounds", \.sounds)
        $0.field("space", \.space)
        $0.field("caveat", \.caveat)
        $0.field("failure", \.failure)
        $0.field("is_partial", \.isPartial)
        $0.field("is_truncated", \.isTruncated)
        $0.field("progress", \.progress)
        $0.field("facts", \.facts)
        $0.field("download", \.download)
        $0.field("can_stop", \.canStop)
        $0.field("can_resume", \.canResume)
        $0.field("can_rerun", \.canRerun)
        $0.field("can_delete", \.canDelete)
        $0.field("cost_note", \.costNote)
        $0.field("parent", \.parent)
        $0.field("previous", \.previous)
        $0.field("next", \.next)
        $0.field("events", \.events)
    }
}

extension PictureRecord: TemplateData {
    static let shape = Shape<PictureRecord> {
        $0.field("src", \.src)
        $0.field("name", \.name)
        $0.field("width", \.width)
        $0.field("height", \.height)
    }
}

extension SoundRecord: TemplateData {
    static let shape = Shape<SoundRecord> {
        $0.field("src", \.src)
        $0.field("name", \.name)
        $0.field("type", \.type)
        $0.field("wave", \.wave)
    }
}

extension FailureRecord: TemplateData {
    static let shape = Shape<FailureRecord> {
        $0.field("sentence", \.sentence)
        $0.field("cause", \.cause)
    }
}

extension ProgressRecord: TemplateData {
    static let shape = Shape<ProgressRecord> {
        $0.field("elapsed", \.elapsed)
        $0.field("elapsed_ms", \.elapsedMilliseconds)
        $0.field("note", \.note)
        $0.field("percent", \.percent)
    }
}

extension FactRecord: TemplateData {
    static let shape = Shape<FactRecord> {
        $0.field("label", \.label)
        $0.field("value", \.value)
    }
}
