import Generation

/// Whose day.
struct DayKey: Sendable, Hashable {
    let account: AccountID
    let day: Day
}

/// A day whose file shows less than the database has.
struct DayBehind: Sendable, Hashable {
    let key: DayKey
    let revision: Int64
    /// How many entries it ever had.
    let entries: Int
}

/// When a day's file is written. The whole file is written each time, so the cost of n changes would grow with n²;
/// hence each day has an allowance of bytes that grows with its entries and with time, and a write spends its size:
///
/// - while changes keep coming, a write must be affordable;
/// - when they have paused, one may be borrowed, so that the last change of a burst is not left out for hours;
/// - never more than one write a second.
///
/// A day of 5,000 entries over 24 hours earns `initial + 5,000 · perEntry + 86,400 · perSecond` = 25 MB; with what is
/// borrowed and the file at the end it stays below 50 MB as long as the file is below 8 MB. The price: such a day's file
/// may be hours behind, while one of a hundred entries is never more than a second behind. Pure: times are handed in,
/// counted from any fixed point.
struct DayFileSchedule {
    /// Bytes that may be written at once; also what an allowance can grow to.
    static let initial = 8 << 20
    static let perEntry = 1024
    static let perSecond = 128
    static let pause = Duration.seconds(1)
    /// So long without a change counts as a pause in the work.
    static let quiet = Duration.seconds(10)
    /// After a write that failed, for a full disk for example.
    static let retry = Duration.seconds(30)

    private struct Item {
        var behind: DayBehind
        var changedAt: Duration
        var notBefore: Duration
        var allowance: Int = initial
        var countedAt: Duration
        /// What the file last held, and of how many entries.
        var size = 0
        var writtenEntries = 0
        var isBehind = true

        /// By the last one's size; unknown before the first.
        var expectedSize: Int { writtenEntries == 0 ? size : size / writtenEntries * behind.entries }
    }

    private var items: [DayKey: Item] = [:]

    /// Nothing waits to be written.
    var isIdle: Bool { !items.values.contains(where: \.isBehind) }

    /// Days whose allowance is kept.
    var dayCount: Int { items.count }

    /// What the database says is behind now.
    mutating func observe(_ days: [DayBehind], at now: Duration) {
        for day in days {
            var item = items[day.key] ?? Item(behind: day, changedAt: now, notBefore: now, countedAt: now)
            if day.revision != item.behind.revision { item.changedAt = now }
            item.allowance += max(0, day.entries - item.behind.entries) * DayFileSchedule.perEntry
            item.behind = day
            item.isBehind = true
            items[day.key] = item
        }
        for key in items.keys { accrue(key, until: now) }
    }

    func due(at now: Duration) -> [DayBehind] {
        items.values.filter { isDue($0, at: now) }.map(\.behind).sorted { $0.key.day < $1.key.day }
    }

    mutating func wrote(_ day: DayBehind, size: Int, at now: Duration) {
        guard var item = items[day.key] else { return }
        item.allowance -= size
        item.size = size
        item.writtenEntries = day.entries
        item.notBefore = now + DayFileSchedule.pause
        item.isBehind = item.behind.revision != day.revision
        items[day.key] = item
    }

    mutating func failed(_ day: DayBehind, at now: Duration) {
        items[day.key]?.notBefore = now + DayFileSchedule.retry
    }

    private func isDue(_ item: Item, at now: Duration) -> Bool {
        guard item.isBehind, now >= item.notBefore else { return false }
        if item.allowance >= item.expectedSize { return true }
        return item.allowance >= 0 && now - item.changedAt >= DayFileSchedule.quiet
    }

    /// A day that is written and has its whole allowance back is forgotten.
    private mutating func accrue(_ key: DayKey, until now: Duration) {
        guard var item = items[key] else { return }
        let seconds = Int((now - item.countedAt).components.seconds)
        item.allowance = min(DayFileSchedule.initial, item.allowance + seconds * DayFileSchedule.perSecond)
        item.countedAt += .seconds(seconds)
        items[key] = !item.isBehind && item.allowance == DayFileSchedule.initial ? nil : item
    }
}
