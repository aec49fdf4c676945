/// A moment as HTTP writes it, in whole seconds and always GMT (RFC 9110 §5.6.7).
package struct HTTPDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let secondsSince1970: Int64

    package init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

    package static func < (left: HTTPDate, right: HTTPDate) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`. For the years 1 to 9999.
    package var description: String {
        let (days, rest) = secondsSince1970.quotientAndRemainder(floored: 86_400)
        let (year, month, day) = Self.civil(fromDays: days)
        let weekday = Self.weekdays[Int((days + 4).quotientAndRemainder(floored: 7).1)]
        let clock = "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return
            "\(weekday), \(two(day)) \(Self.months[Int(month) - 1]) \(two(year / 100))\(two(year % 100)) \(clock) GMT"
    }

    /// Reads the form above and the two old ones: `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
    /// Two-digit years are 1970 to 2069. The weekday is not checked.
    package init?(_ text: String) {
        let words = text.split { " ,-".contains($0) }
        guard words.count >= 5 else { return nil }
        let isOldest = text.utf8.dropFirst(3).first == ASCII.space
        guard words.count == (isOldest ? 5 : 6), isOldest || words[5] == "GMT" else { return nil }
        let (dayWord, monthWord) = isOldest ? (words[2], words[1]) : (words[1], words[2])
        let (yearWord, clockWord) = isOldest ? (words[4], words[3]) : (words[3], words[4])
        guard let day = Self.number(dayWord), let month = Self.months.firstIndex(of: String(monthWord)),
            var year = Self.number(yearWord), let clock = Self.clock(clockWord), (1...31).contains(day)
        else { return nil }
        if yearWord.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
        secondsSince1970 = Self.days(year, Int64(month) + 1, day) * 86_400 + clock
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func number(_ text: Substring) -> Int64? {
        guard text.utf8.count <= 4, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
        return Int64(text)
    }

    private static func clock(_ text: Substring) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).compactMap(number)
        // 60 is a leap second.
        guard parts.count == 3, parts[0] < 24, parts[1] < 60, parts[2] <= 60, text.utf8.count == 8 else { return nil }
        return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }

    /// Days since 1970-01-01 in the Gregorian calendar; years counted from March, so that leap days come last.
    private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let year = month > 2 ? year : year - 1
        let (era, yearOfEra) = year.quotientAndRemainder(floored: 400)
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(floored: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }
}

private func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension Int64 {
    fileprivate func quotientAndRemainder(floored divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
