import Generation
import Templates

/// "37 of 120 reviewed"
struct ReviewProgressRecord {
    let label: String
    let done: Int
    let total: Int
    let isComplete: Bool

    init(_ done: Int, of total: Int, _ wording: Wording) {
        label = wording.progress(done, of: total)
        self.done = done
        self.total = total
        isComplete = total > 0 && done >= total
    }
}

/// What a reviewer has said of an entry, and the day's list beside it.
struct ReviewRecord {
    /// How many lines stand around the entry; more of them behind it, so that it is in view without scrolling.
    static let linesBefore = 8
    static let linesAfter = 31

    let action: String
    let isStarred: Bool
    let isReviewed: Bool
    let note: String
    /// What was kept when the page was made.
    let keptNote: String
    let noteError: String?
    let progress: ReviewProgressRecord
    let lines: [LineRecord]
    let day: LinkRecord
    let isFiltered: Bool

    init(
        _ around: Surroundings, of address: EntryAddress, _ filter: DayFilter, refused: (text: String, error: String)?,
        _ pages: Pages, _ wording: Wording
    ) {
        action = Links.review(address, filter)
        isStarred = around.review.isStarred
        isReviewed = around.review.isReviewed
        keptNote = around.review.note?.text ?? ""
        note = refused?.text ?? keptNote
        noteError = refused?.error
        progress = ReviewProgressRecord(around.tally.reviewed, of: around.tally.total, wording)
        lines = LineRecord.all(around.lines, wording, pages.clock, filter, current: address.index)
        day = LinkRecord(href: Links.day(address.day, filter), label: wording.full(address.day))
        isFiltered = !filter.isNone
    }
}

extension Wording {
    func progress(_ done: Int, of total: Int) -> String {
        self("review.progress", ["done": grouped(done), "total": grouped(total)])
    }
}

extension ReviewProgressRecord: TemplateData {
    static let shape = Shape<ReviewProgressRecord> {
        $0.field("label", \.label)
        $0.field("done", \.done)
        $0.field("total", \.total)
        $0.field("is_complete", \.isComplete)
    }
}

extension ReviewRecord: TemplateData {
    static let shape = Shape<ReviewRecord> {
        $0.field("action", \.action)
        $0.field("is_starred", \.isStarred)
        $0.field("is_reviewed", \.isReviewed)
        $0.field("note", \.note)
        $0.field("kept_note", \.keptNote)
        $0.field("note_error", \.noteError)
        $0.field("progress", \.progress)
        $0.field("lines", \.lines)
        $0.field("day", \.day)
        $0.field("is_filtered", \.isFiltered)
    }
}
