/// The rule for all years after the last transition: a POSIX TZ string such as `CET-1CEST,M3.5.0,M10.5.0/3`, with the
/// hours from -167 to 167 that RFC 9636 §3.3.1 allows.
struct ZoneRule: Sendable, Hashable {
    private struct Daylight: Hashable {
        let offset: Int
        let start: RuleDate
        let end: RuleDate
    }

    /// Seconds east of Greenwich, which is the opposite of how the string counts.
    private let standard: Int
    private let daylight: Daylight?

    init(_ text: String) throws(TZifError) {
        var parser = RuleParser(text)
        try parser.name()
        standard = -(try parser.time(hours: 24))
        guard !parser.isAtEnd else {
            daylight = nil
            return
        }
        try parser.name()
        // Without an offset, daylight time is one hour ahead.
        let offset = parser.isAt(",") ? standard + 3600 : -(try parser.time(hours: 24))
        try parser.expect(",")
        let start = try RuleDate(&parser)
        try parser.expect(",")
        daylight = Daylight(offset: offset, start: start, end: try RuleDate(&parser))
        guard parser.isAtEnd else { throw parser.error("more than a rule") }
    }

    /// The last change not after the time decides. Changes of the years on both sides are looked at too, because a rule
    /// with many hours may lie in its neighbour year, and one that ends where the next begins means the whole year.
    func offset(at time: Int64) -> Int {
        guard let daylight else { return standard }
        let year = yearNumber(ofDay: floorDivide(time, 86_400))
        var best = Int64.min
        var offset = standard
        for year in (year - 1)...(year + 1) {
            let start = daylight.start.time(in: year) - Int64(standard)
            let end = daylight.end.time(in: year) - Int64(daylight.offset)
            for (change, value) in [(start, daylight.offset), (end, standard)] where change <= time && change >= best {
                best = change
                offset = value
            }
        }
        return offset
    }
}

/// One end of daylight time: a day of the year and a time of that day's local clock.
struct RuleDate: Sendable, Hashable {
    private enum Kind: Hashable {
        /// `Mm.w.d`: weekday d (0 is Sunday) for the w-th time in month m; week 5 is the last.
        case weekday(month: Int, week: Int, day: Int)
        /// `Jn`: 1 to 365, 29 February never counted.
        case dayWithoutLeap(Int)
        /// `n`: 0 to 365, 29 February counted.
        case dayWithLeap(Int)
    }

    private let kind: Kind
    /// Of the local clock before the change; 2 o'clock where nothing is said.
    private let seconds: Int

    init(_ parser: inout RuleParser) throws(TZifError) {
        if parser.take("M") {
            let month = try parser.number(1...12)
            try parser.expect(".")
            let week = try parser.number(1...5)
            try parser.expect(".")
            kind = .weekday(month: month, week: week, day: try parser.number(0...6))
        } else if parser.take("J") {
            kind = .dayWithoutLeap(try parser.number(1...365))
        } else {
            kind = .dayWithLeap(try parser.number(0...365))
        }
        seconds = parser.take("/") ? try parser.time(hours: 167) : 7200
    }

    /// In seconds since 1970 of the local clock.
    func time(in year: Int64) -> Int64 {
        day(in: year) * 86_400 + Int64(seconds)
    }

    /// Days since 1970.
    private func day(in year: Int64) -> Int64 {
        switch kind {
        case .dayWithLeap(let day):
            return dayNumber(year, month: 1) + Int64(day)
        case .dayWithoutLeap(let day):
            return dayNumber(year, month: 1) + Int64(day) - (isLeap(year) && day >= 60 ? 0 : 1)
        case .weekday(let month, let week, let weekday):
            let first = dayNumber(year, month: month)
            // 1970-01-01 was a Thursday (4).
            let firstWeekday = floorModulo(first + 4, 7)
            let day = first + floorModulo(Int64(weekday) - firstWeekday, 7) + Int64(week - 1) * 7
            let next = month == 12 ? dayNumber(year + 1, month: 1) : dayNumber(year, month: month + 1)
            return day >= next ? day - 7 : day
        }
    }
}

private func isLeap(_ year: Int64) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days from 1970-01-01 to the first of a month.
private func dayNumber(_ year: Int64, month: Int) -> Int64 {
    let before = year - 1
    let leaps = floorDivide(before, 4) - floorDivide(before, 100) + floorDivide(before, 400)
    let days = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
    // 719162 days lie between 0001-01-01 and 1970-01-01.
    return before * 365 + leaps + Int64(days + (month > 2 && isLeap(year) ? 1 : 0)) - 719_162
}

/// The year that a day since 1970 lies in; off by one at most at its ends, which is why neighbours are looked at.
private func yearNumber(ofDay day: Int64) -> Int64 {
    // 146097 days are 400 years.
    1970 + floorDivide(day * 400, 146_097)
}

private func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
}

private func floorModulo(_ number: Int64, _ divisor: Int64) -> Int64 {
    let rest = number % divisor
    return rest < 0 ? rest + divisor : rest
}
