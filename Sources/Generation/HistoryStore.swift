/// What is known of an entry before it runs.
package struct EntryDraft: Sendable {
    package var account: AccountID
    package var parent: EntryAddress?
    package var follows: EntryAddress?
    package var externalUser: String?
    /// Kept files that it is made from, named when it begins.
    package var inputs: [NewMedia]
    package var prompt: Prompt
    package var provider: ProviderName
    package var model: ModelName
    package var parameters: Parameters
    package init(
        account: AccountID, parent: EntryAddress? = nil, follows: EntryAddress? = nil,
        externalUser: String? = nil, inputs: [NewMedia] = [], prompt: Prompt,
        provider: ProviderName, model: ModelName, parameters: Parameters
    ) {
        self.account = account
        self.parent = parent
        self.follows = follows
        self.externalUser = externalUser
        self.inputs = inputs
        self.prompt = prompt
        self.provider = provider
        self.model = model
        self.parameters = parameters
    }
}

/// How an attempt ended.
package struct Ending: Sendable {
    package var status: EntryStatus
    /// The whole text of the attempt.
    package var text: String
    package var model: ModelName?
    package var usage: Usage
    /// What this attempt cost, where that is known.
    package var cost: Money?
    package var media: [NewMedia]
    package var details: Details
    package var failure: Failure?
    package var firstByteAt: Moment?
    /// See `Output.isTruncated`.
    package var isTruncated: Bool
    package init(
        status: EntryStatus, text: String, model: ModelName? = nil, usage: Usage = Usage(), cost: Money? = nil,
        media: [NewMedia] = [], details: Details = Details(),
        failure: Failure? = nil, firstByteAt: Moment? = nil, isTruncated: Bool = false
    ) {
        self.status = status
        self.text = text
        self.isTruncated = isTruncated
        self.model = model
        self.usage = usage
        self.cost = cost
        self.media = media
        self.details = details
        self.failure = failure
        self.firstByteAt = firstByteAt
    }
}

/// A kept file that still needs its name: `stem` + `.png`, or `stem_2.png`, `stem_3.png` … where that is taken.
package struct NewMedia: Sendable {
    package let stem: String
    package let key: MediaKey
    package init(stem: String, key: MediaKey) {
        self.stem = stem
        self.key = key
    }
}

/// One line of a day's list: enough to print it, never the whole texts.
package struct EntryLine: Sendable, Hashable {
    package var address: EntryAddress
    package var modality: Modality
    package var status: EntryStatus
    /// At most 200 Unicode scalars each, cut at a scalar.
    package var promptExcerpt: String
    package var responseExcerpt: String
    package var firstMedia: MediaFile?
    package var createdAt: Moment
    /// What a reviewer has said of it; known in the lists of one day only.
    package var isStarred = false
    package var isReviewed = false
    package var hasNote = false
    package init(
        address: EntryAddress, modality: Modality, status: EntryStatus, promptExcerpt: String,
        responseExcerpt: String, firstMedia: MediaFile?, createdAt: Moment
    ) {
        self.address = address
        self.modality = modality
        self.status = status
        self.promptExcerpt = promptExcerpt
        self.responseExcerpt = responseExcerpt
        self.firstMedia = firstMedia
        self.createdAt = createdAt
    }
}

/// A day that has entries, with how many are not deleted, and how many of these are reviewed.
package struct DaySummary: Sendable, Hashable {
    package let day: Day
    package let count: Int
    package let reviewed: Int
    package init(day: Day, count: Int, reviewed: Int = 0) {
        self.day = day
        self.count = count
        self.reviewed = reviewed
    }
}

/// A part of a day's list with what stands around it, all of one moment.
package struct DayPart: Sendable, Hashable {
    /// How many days `around` has on one side where the other side ends before half as many, and one more than half as
    /// many otherwise.
    package static let reach = 15

    /// `nil` for a day that never had an entry.
    package let tally: DayTally?
    /// How many entries pass the filter.
    package let matching: Int
    package let lines: [EntryLine]
    /// The nearest days with entries on either side, oldest first; among them the day itself where it ever had one.
    package let around: [DaySummary]
    package let previous: Day?
    package let next: Day?
    package init(of day: Day, tally: DayTally?, matching: Int, lines: [EntryLine], around: [DaySummary]) {
        self.tally = tally
        self.matching = matching
        self.lines = lines
        self.around = around
        previous = around.last { $0.day < day }?.day
        next = around.first { $0.day > day }?.day
    }
}

/// What a crash left open, oldest first.
package struct Unfinished: Sendable, Hashable {
    package let entry: Entry
    /// Of an entry that runs at its provider; `nil` for a queued one.
    package let job: RemoteJob?
    package init(entry: Entry, job: RemoteJob? = nil) {
        self.entry = entry
        self.job = job
    }
}

/// What stands at an address.
package enum Place: Sendable, Hashable {
    case entry(Entry)
    /// Was deleted; its index is not used again.
    case tombstone
    case never
}

/// From which side a page of days is read, always newest first; bounds are exclusive.
package enum DayBound: Sendable, Hashable {
    case newest
    case before(Day)
    /// The nearest newer days, still newest first.
    case after(Day)
}

/// From which side a page of a list is read. Addresses are exclusive bounds.
package enum PageBound: Sendable, Hashable {
    case first
    case after(Int)
    case before(Int)
}

/// The store that keeps chatlogs. Every method throws only `.storageFull`, `.storageFailed`, `.storageDamaged` (or what
/// it names).
package protocol HistoryStore: Sendable {
    /// Writes the entry as `queued` and allots its index in one durable transaction.
    func begin(_ draft: EntryDraft, on day: Day, at now: Moment) async throws(Failure) -> Entry

    /// `queued` → `running`, durable before it returns: only then is a provider called. Throws `.gone` for an entry that
    /// was deleted meanwhile: it must not be run.
    func start(_ id: EntryID, at now: Moment) async throws(Failure)

    /// Adds received text to the running attempt. `offset` is the number of UTF-8 bytes stored before; whole scalars only.
    /// Nothing happens where the entry is not running any more; the same text sent again is stored once.
    func append(_ text: String, at offset: Int, to id: EntryID) async throws(Failure)

    /// Ends the attempt; names the media; the entry as it is then. An entry that was deleted meanwhile stays deleted: `nil`.
    func finish(_ id: EntryID, with ending: Ending, at now: Moment) async throws(Failure) -> Entry?

    /// Ends an attempt that nobody works on any more as `interrupted`, with the text of it that was stored. Nothing happens
    /// where the entry is final or gone.
    func interrupt(_ id: EntryID, at now: Moment) async throws(Failure)

    /// A new attempt of a final entry (`queued` again), keeping its text to show, and to be reviewed again. Throws
    /// `.notResumable` otherwise.
    func reopen(_ id: EntryID, provider: ProviderName, model: ModelName, at now: Moment) async throws(Failure) -> Entry

    /// Leaves a tombstone and gives back the media that no entry uses any more. `nil` where nothing stood.
    func delete(_ address: EntryAddress, of account: AccountID, at now: Moment) async throws(Failure) -> [MediaKey]?

    /// What a reviewer does; the review as it is then. Throws `.gone` for a tombstone, `.notFound` where nothing stood,
    /// `.noteChanged` with the note that stands there.
    func review(
        _ address: EntryAddress, of account: AccountID, _ change: ReviewChange
    ) async throws(Failure) -> Review

    /// The provider's own number of the running attempt, durable before it is asked about.
    func note(_ job: RemoteJob, of id: EntryID) async throws(Failure)

    /// After a crash: entries that were never sent to anyone, and those whose provider works on by itself, are given back
    /// to be run; other running ones become `interrupted`.
    func recover(at now: Moment) async throws(Failure) -> [Unfinished]

    /// The newest entry of a kind that was asked for an external user; deleted ones don't count.
    func latest(of modality: Modality, for externalUser: String, of account: AccountID) async throws(Failure)
        -> EntryAddress?

    func place(at address: EntryAddress, of account: AccountID) async throws(Failure) -> Place
    func entry(_ id: EntryID) async throws(Failure) -> Entry?

    /// The shown text of an entry from a byte on, at most `limit` bytes (at least 4) of whole scalars; empty at its end, and
    /// when a later attempt than `attempt` has begun, whose text may be another.
    func response(of id: EntryID, attempt: Int, from offset: Int, atMost limit: Int) async throws(Failure) -> String

    /// What was said before an entry, oldest first, at most `limit` bytes: the nearest turns that have an answer.
    func turns(before id: EntryID, atMost limit: Int) async throws(Failure) -> [Turn]

    /// The nearest `limit` lines on either side of an entry in its conversation.
    func conversation(around id: EntryID, limit: Int) async throws(Failure) -> Conversation

    /// Days with entries that are not all deleted, newest first.
    func days(of account: AccountID, from bound: DayBound, limit: Int) async throws(Failure) -> [DaySummary]

    /// What the entries of some days have cost, deleted ones too.
    func spent(on days: ClosedRange<Day>, by account: AccountID) async throws(Failure) -> Money

    /// How many entries of a day are not deleted; `nil` for a day that never had any.
    func count(on day: Day, of account: AccountID) async throws(Failure) -> Int?

    /// At most `limit` lines of one day, as `lines` gives them, with their surroundings.
    func part(
        of day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> DayPart

    /// Lines of one day without tombstones that pass the filter, always in ascending order of index.
    func lines(
        on day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> [EntryLine]

    /// An entry with at most `before` lines before it and `after` behind it, at least one each; of what stands nowhere
    /// only the others.
    func surroundings(
        of address: EntryAddress, of account: AccountID, _ filter: DayFilter, before: Int, after: Int
    ) async throws(Failure) -> Surroundings

    /// The next entry of the day behind the address that passes the filter and is not reviewed, or else the first before
    /// it; `nil` when all are.
    func nextUnreviewed(
        after address: EntryAddress, of account: AccountID, _ filter: DayFilter
    ) async throws(Failure) -> EntryAddress?

    /// The nearest days with entries around a day, and the day itself where it ever had one; see `DayPart.around`.
    func days(around day: Day, of account: AccountID) async throws(Failure) -> [DaySummary]

    /// The newest lines over all days, newest first.
    func latest(of account: AccountID, limit: Int) async throws(Failure) -> [EntryLine]

    func media(named name: String, of account: AccountID) async throws(Failure) -> MediaFile?

    /// Those of the keys that no entry uses: after a `finish` that gave `nil` or threw, their bytes are to be removed.
    func unused(among keys: [MediaKey]) async throws(Failure) -> [MediaKey]

    /// The newest picture that was made; contract X5.
    func newestMedia(of modality: Modality, account: AccountID) async throws(Failure) -> MediaFile?
}

extension HistoryStore {
    /// All lines, none left out.
    package func lines(
        on day: Day, of account: AccountID, from bound: PageBound, limit: Int
    ) async throws(Failure) -> [EntryLine] {
        try await lines(on: day, of: account, .none, from: bound, limit: limit)
    }

    package func part(
        of day: Day, of account: AccountID, from bound: PageBound, limit: Int
    ) async throws(Failure) -> DayPart {
        try await part(of: day, of: account, .none, from: bound, limit: limit)
    }
}
