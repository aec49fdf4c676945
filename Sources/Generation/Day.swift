/// A calendar day of the proleptic Gregorian calendar, years 1 to 9999. Prints and parses as `2026-11-20`.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Fails for a day that no calendar has, such as 2025-02-29.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard day >= 1, day <= Day.length(ofMonth: month, in: year) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Strictly `YYYY-MM-DD`; anything else is `nil`.
    package init?(_ text: String) {
        var rest = text.utf8.makeIterator()
        let dash = UInt8(ascii: "-")
        guard let year = Day.number(4, &rest), rest.next() == dash, let month = Day.number(2, &rest),
            rest.next() == dash, let day = Day.number(2, &rest), rest.next() == nil
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package init(daysSinceEpoch days: Int) {
        // Howard Hinnant's civil_from_days, valid for any day of this type's range.
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear / 400
        let yearOfEra = shiftedYear - era * 400
        let shiftedMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 0 is Monday, 6 is Sunday.
    package var weekday: Int {
        let shifted = (daysSinceEpoch + 3) % 7
        return shifted < 0 ? shifted + 7 : shifted
    }

    /// The first day of its month.
    package var monthBegin: Day { Day(daysSinceEpoch: daysSinceEpoch - day + 1) }

    package var description: String {
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits + "-" + padded(month) + "-" + padded(day)
    }

    package static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static func length(ofMonth month: Int, in year: Int) -> Int {
        if month == 2 {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static func number(_ digits: Int, _ rest: inout String.UTF8View.Iterator) -> Int? {
        var value = 0
        for _ in 0..<digits {
            guard let digit = rest.next(), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }
}
