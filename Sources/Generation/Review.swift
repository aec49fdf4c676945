/// What a reviewer has said of an entry.
package struct Review: Sendable, Hashable {
    package var isStarred: Bool
    package var isReviewed: Bool
    /// `nil` where nothing is noted.
    package var note: Note?
    package init(isStarred: Bool = false, isReviewed: Bool = false, note: Note? = nil) {
        self.isStarred = isStarred
        self.isReviewed = isReviewed
        self.note = note
    }
}

/// Plain text that a reviewer leaves beside an entry: not empty, lines end with LF, no other control character than these
/// and tabs, at most `limit` Unicode scalars.
package struct Note: Sendable, Hashable {
    package static let limit = 2000

    package let text: String

    /// `nil` for white space only. Control characters are left out. Throws `.noteTooLong`.
    package init?(_ text: String) throws(Failure) {
        let kept = Note.plain(text).trimmed
        guard !kept.isEmpty else { return nil }
        let length = kept.unicodeScalars.count
        guard length <= Note.limit else {
            throw Failure(.noteTooLong, cause: "\(length) of \(Note.limit) characters")
        }
        self.text = kept
    }

    /// From the store, where it was checked before.
    package init(kept text: String) { self.text = text }

    /// CR LF, which forms send, and a lone CR become LF.
    private static func plain(_ text: String) -> String {
        var kept = String.UnicodeScalarView()
        var isAfterReturn = false
        for scalar in text.unicodeScalars {
            if scalar == "\r" {
                kept.append("\n")
            } else if scalar == "\t" || (scalar == "\n" && !isAfterReturn) {
                kept.append(scalar)
            } else if scalar.properties.generalCategory != .control {
                kept.append(scalar)
            }
            isAfterReturn = scalar == "\r"
        }
        return String(kept)
    }
}

/// One thing a reviewer does.
package enum ReviewChange: Sendable, Hashable {
    case star(Bool)
    case reviewed(Bool)
    case note(Note?)
    /// By someone who saw the second one: another's newer note is not overwritten unseen.
    case renewedNote(Note?, from: Note?)

    /// Whether the review is another than the one that was seen.
    package func comesTooLate(for review: Review) -> Bool {
        guard case .renewedNote(let note, let seen) = self else { return false }
        return review.note != seen && review.note != note
    }

    package func applied(to review: Review) -> Review {
        var review = review
        switch self {
        case .star(let isOn): review.isStarred = isOn
        case .reviewed(let isOn): review.isReviewed = isOn
        case .note(let note), .renewedNote(let note, _): review.note = note
        }
        return review
    }
}

/// Which entries of a day are wanted; what is `nil` or false asks for nothing.
package struct DayFilter: Sendable, Hashable {
    package var modality: Modality?
    package var status: EntryStatus?
    package var isStarred: Bool
    package var isUnreviewed: Bool
    package init(
        modality: Modality? = nil, status: EntryStatus? = nil, isStarred: Bool = false, isUnreviewed: Bool = false
    ) {
        self.modality = modality
        self.status = status
        self.isStarred = isStarred
        self.isUnreviewed = isUnreviewed
    }

    package static let none = DayFilter()

    package var isNone: Bool { self == DayFilter.none }
}

/// How many entries of a day are not deleted, and how they stand.
package struct DayTally: Sendable, Hashable {
    package var total: Int
    package var starred: Int
    package var reviewed: Int
    /// Without those that have none.
    package var modalities: [Modality: Int]
    package var statuses: [EntryStatus: Int]
    package init(
        total: Int, starred: Int = 0, reviewed: Int = 0, modalities: [Modality: Int] = [:],
        statuses: [EntryStatus: Int] = [:]
    ) {
        self.total = total
        self.starred = starred
        self.reviewed = reviewed
        self.modalities = modalities
        self.statuses = statuses
    }
}

/// An entry among the others of its day, all of one moment.
package struct Surroundings: Sendable, Hashable {
    package let review: Review
    package let tally: DayTally
    /// Those that pass the filter on either side of the entry, and the entry itself whatever the filter says.
    package let lines: [EntryLine]
    /// The nearest that pass the filter.
    package let previous: EntryLine?
    package let next: EntryLine?
    package init(review: Review, tally: DayTally, lines: [EntryLine], at index: Int) {
        self.review = review
        self.tally = tally
        self.lines = lines
        previous = lines.last { $0.address.index < index }
        next = lines.first { $0.address.index > index }
    }
}
