import Generation
import Templates

/// The days around the shown one that have entries, oldest first.
struct StripRecord {
    /// Wide screens show so many, narrow ones those that are near.
    static let width = 15
    static let nearWidth = 7

    let days: [StripDayRecord]
    let earlier: LinkRecord?
    let later: LinkRecord?
    let jumpAction = Links.chatlog
    let jumpValue: String
}

struct StripDayRecord {
    let date: String
    let href: String
    /// The whole of it in words.
    let label: String
    let weekday: String
    let number: String
    /// Where a month begins in the strip.
    let month: String?
    let count: String
    let reviewed: Int
    let total: Int
    let isDone: Bool
    let isCurrent: Bool
    let isToday: Bool
    let isNear: Bool
    /// Days without entries lie between this one and the one before it.
    let isAfterGap: Bool
}

extension StripRecord {
    /// - Parameter current: The day whose page this is; `nil` on a page of several days.
    init(_ around: [DaySummary], near day: Day, current: Day?, today: Day, _ wording: Wording) {
        let known = StripRecord.withToday(around, near: day, today, current)
        let center = known.firstIndex { $0.day >= day } ?? max(0, known.count - 1)
        let shown = StripRecord.window(of: StripRecord.width, around: center, in: known.count)
        let near = StripRecord.window(of: StripRecord.nearWidth, around: center, in: known.count)
        days = shown.map { place in
            StripDayRecord(
                known[place], after: place == shown.lowerBound ? nil : known[place - 1].day, current, today,
                isNear: near.contains(place), wording)
        }
        earlier = shown.lowerBound == 0 ? nil : wording.link(to: known[shown.lowerBound - 1].day, "strip.earlier")
        later = shown.upperBound == known.count ? nil : wording.link(to: known[shown.upperBound].day, "strip.later")
        jumpValue = day.description
    }

    /// Today is always there to go to, when it is next to what is shown; so is the shown day.
    private static func withToday(
        _ around: [DaySummary], near center: Day, _ today: Day, _ current: Day?
    ) -> [DaySummary] {
        var days = around
        for day in [current, today].compactMap({ $0 }) where !days.contains(where: { $0.day == day }) {
            // More than half of the reach behind the shown day: then further days may lie before today.
            let later = days.count { $0.day > center }
            guard day == current || (days.allSatisfy { $0.day < day } && later <= DayPart.reach / 2) else { continue }
            days.insert(DaySummary(day: day, count: 0), at: days.firstIndex { $0.day > day } ?? days.count)
        }
        return days
    }

    /// As many as there are, up to `width`, with the center in the middle unless an end is near.
    private static func window(of width: Int, around center: Int, in count: Int) -> Range<Int> {
        let start = max(0, min(center - width / 2, count - width))
        return start..<min(count, start + width)
    }
}

extension StripDayRecord {
    fileprivate init(
        _ summary: DaySummary, after before: Day?, _ current: Day?, _ today: Day, isNear: Bool, _ wording: Wording
    ) {
        let day = summary.day
        date = day.description
        href = Links.day(day)
        weekday = wording(day == today ? "strip.today" : "weekday.short.\(day.weekday + 1)")
        number = "\(day.day)"
        let beginsMonth = before.map { ($0.year, $0.month) != (day.year, day.month) } ?? true
        month = beginsMonth ? wording.shortMonth(of: day, in: today.year) : nil
        count = wording.grouped(summary.count)
        total = summary.count
        reviewed = summary.reviewed
        isDone = summary.count > 0 && summary.reviewed >= summary.count
        isCurrent = day == current
        isToday = day == today
        self.isNear = isNear
        isAfterGap = before.map { day.daysSinceEpoch - $0.daysSinceEpoch > 1 } ?? false
        var label = wording.full(day) + ", " + wording.count("count.entries", summary.count)
        if day == today { label = weekday + ", " + label }
        if summary.reviewed > 0 { label += ", " + wording.progress(summary.reviewed, of: summary.count) }
        self.label = label
    }
}

extension Wording {
    fileprivate func link(to day: Day, _ key: String) -> LinkRecord {
        LinkRecord(href: Links.day(day), label: self(key))
    }

    /// "Nov." this year, "Nov. 2025" in another.
    fileprivate func shortMonth(of day: Day, in year: Int) -> String {
        let month = self("month.short.\(day.month)")
        return day.year == year ? month : self("date.month", ["month": month, "year": "\(day.year)"])
    }
}

extension StripRecord: TemplateData {
    static let shape = Shape<StripRecord> {
        $0.field("days", \.days)
        $0.field("earlier", \.earlier)
        $0.field("later", \.later)
        $0.field("jump_action", \.jumpAction)
        $0.field("jump_value", \.jumpValue)
    }
}

extension StripDayRecord: TemplateData {
    static let shape = Shape<StripDayRecord> {
        $0.field("date", \.date)
        $0.field("href", \.href)
        $0.field("label", \.label)
        $0.field("weekday", \.weekday)
        $0.field("number", \.number)
        $0.field("month", \.month)
        $0.field("count", \.count)
        $0.field("reviewed", \.reviewed)
        $0.field("total", \.total)
        $0.field("is_done", \.isDone)
        $0.field("is_current", \.isCurrent)
        $0.field("is_today", \.isToday)
        $0.field("is_near", \.isNear)
        $0.field("is_after_gap", \.isAfterGap)
    }
}
