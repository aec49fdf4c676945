/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct Moment: Sendable, Hashable, Comparable, Codable {
    package var milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Milliseconds from an earlier moment to this one; never negative, because a clock may jump back.
    package func milliseconds(since earlier: Moment) -> Int64 {
        max(0, milliseconds - earlier.milliseconds)
    }
}

/// What the clock on the wall shows in one zone, to the second.
package struct LocalTime: Sendable, Hashable {
    package var day: Day
    package var hour: Int
    package var minute: Int
    package var second: Int

    package init(day: Day, hour: Int, minute: Int, second: Int) {
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// `14:05`
    package var clock: String { LocalTime.clocks[hour * 60 + minute] }

    /// Of every minute of a day, because lists show hundreds.
    private static let clocks = (0..<24 * 60).map { "\(padded($0 / 60)):\(padded($0 % 60))" }

    /// `20261120_140509`: the form of the German app's file names (contract F8).
    package var underscored: String { compactDay + "_" + compactClock }

    /// `20261120140509`: the form of the Flutter backend's file names (contract L4).
    package var compact: String { compactDay + compactClock }

    private var compactDay: String { String(day.description.filter { $0 != "-" }) }
    private var compactClock: String { padded(hour) + padded(minute) + padded(second) }
}

/// The time of now and the wall clock of the configured zone, handed in wherever time matters.
package struct WallClock: Sendable {
    package let now: @Sendable () -> Moment
    package let local: @Sendable (Moment) -> LocalTime
    private let uptime: @Sendable () -> Duration

    /// `uptime` counts from any fixed point and never jumps; `nil` for a clock that does not jump either.
    package init(
        now: @escaping @Sendable () -> Moment, local: @escaping @Sendable (Moment) -> LocalTime,
        uptime: (@Sendable () -> Duration)? = nil
    ) {
        self.now = now
        self.local = local
        self.uptime = uptime ?? { .milliseconds(now().milliseconds) }
    }

    /// The time of now and what passes from here on, so that what is measured between two of its moments is right even
    /// when someone sets the clock in between.
    package func steadily() -> @Sendable () -> Moment {
        let (start, uptime) = (now(), uptime)
        let begun = uptime()
        return { Moment(milliseconds: start.milliseconds + Int64((uptime() - begun) / .milliseconds(1))) }
    }
}

func padded(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
}
