import Generation
import Testing

@testable import History

@Suite struct `The schedule of day files` {
    private let key = DayKey(account: .first, day: november)

    @Test func `a change is due at once, the next one a second later`() {
        var schedule = DayFileSchedule()
        schedule.observe([behind(1, entries: 1)], at: .seconds(100))
        #expect(schedule.due(at: .seconds(100)).map(\.revision) == [1])
        schedule.wrote(behind(1, entries: 1), size: 300, at: .seconds(100))
        #expect(schedule.isIdle && schedule.due(at: .seconds(101)).isEmpty)
        schedule.observe([behind(2, entries: 1)], at: .milliseconds(100_200))
        #expect(!schedule.isIdle)
        #expect(schedule.due(at: .milliseconds(100_999)).isEmpty)
        #expect(schedule.due(at: .seconds(101)).map(\.revision) == [2])
    }

    @Test func `a change that came while the file was written is not forgotten`() {
        var schedule = DayFileSchedule()
        schedule.observe([behind(5, entries: 1)], at: .zero)
        schedule.wrote(behind(4, entries: 1), size: 300, at: .zero)
        #expect(!schedule.isIdle)
        #expect(schedule.due(at: .seconds(1)).map(\.revision) == [5])
    }

    @Test func `a write that failed is tried again, later`() {
        var schedule = DayFileSchedule()
        schedule.observe([behind(1, entries: 1)], at: .zero)
        schedule.failed(behind(1, entries: 1), at: .zero)
        #expect(!schedule.isIdle)
        #expect(schedule.due(at: .seconds(29)).isEmpty)
        #expect(schedule.due(at: .seconds(30)).count == 1)
    }

    @Test func `an ordinary day of a hundred entries never waits longer than the second`() {
        let day = simulate(entries: 100, bytes: 1500) { $0 * 300 }
        #expect(day.written <= 50_000_000)
        #expect(day.writes == 100)
        #expect(day.longestWait <= .seconds(1), "\(day.longestWait)")
    }

    @Test(arguments: Arrival.all)
    func `a day of 5,000 entries writes at most 50 MB, however they come, and is up to date in the end`(
        _ arrival: Arrival
    ) {
        let day = simulate(entries: 5000, bytes: 1500, arrival.second)
        #expect(day.written <= 50_000_000, "\(day.written) bytes in \(day.writes) writes")
        #expect(day.isComplete)
    }

    @Test func `a burst is in the file soon after it ends`() {
        let day = simulate(entries: 5000, bytes: 600) { $0 / 20 }
        #expect(day.upToDateAfter <= .seconds(11), "\(day.upToDateAfter)")
    }

    @Test func `a day that is written and quiet for long is forgotten`() {
        var schedule = DayFileSchedule()
        schedule.observe([behind(1, entries: 1)], at: .zero)
        schedule.wrote(behind(1, entries: 1), size: 1000, at: .zero)
        schedule.observe([], at: .seconds(1))
        #expect(schedule.dayCount == 1)
        schedule.observe([], at: .seconds(60))
        #expect(schedule.dayCount == 0)
    }

    private func behind(_ revision: Int64, entries: Int) -> DayBehind {
        DayBehind(key: key, revision: revision, entries: entries)
    }

    private struct Simulated {
        var written = 0
        var writes = 0
        var isComplete = false
        /// Between an entry's last change and its being in the file.
        var longestWait = Duration.zero
        /// From the day's last change.
        var upToDateAfter = Duration.zero
    }

    /// A day in which entry n begins at a given second and ends three seconds later; then two days of rest, and the end.
    private func simulate(entries: Int, bytes: Int, _ second: (Int) -> Int) -> Simulated {
        var schedule = DayFileSchedule()
        var changes: [Int: Int] = [:]
        for entry in 0..<entries {
            changes[second(entry) + 3, default: 0] += 1
        }
        let begins = (0..<entries).map(second).sorted()
        var result = Simulated()
        var revision = Int64(0)
        var writtenRevision = Int64(0)
        var begun = 0
        var oldestUnwritten: Int?
        var lastChange = 0
        for now in 0..<(3 * 86_400) {
            if let count = changes[now] {
                revision += Int64(count)
                oldestUnwritten = oldestUnwritten ?? now
                lastChange = now
            }
            while begun < entries, begins[begun] <= now { begun += 1 }
            guard writtenRevision < revision else { continue }
            schedule.observe([behind(revision, entries: begun)], at: .seconds(now))
            for day in schedule.due(at: .seconds(now)) {
                let size = day.entries * bytes
                result.written += size
                result.writes += 1
                writtenRevision = day.revision
                result.longestWait = max(result.longestWait, .seconds(now - (oldestUnwritten ?? now)))
                oldestUnwritten = nil
                result.upToDateAfter = .seconds(now - lastChange)
                schedule.wrote(day, size: size, at: .seconds(now))
            }
        }
        result.isComplete = writtenRevision == revision
        // A stop on the way writes the whole file once more.
        result.written += entries * bytes
        return result
    }
}

struct Arrival: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let second: @Sendable (Int) -> Int

    static let all = [
        Arrival(testDescription: "all day long") { $0 * 17 },
        Arrival(testDescription: "in four minutes") { $0 / 20 },
        Arrival(testDescription: "at once") { _ in 0 },
        Arrival(testDescription: "within the working day") { 9 * 3600 + $0 * 6 },
        Arrival(testDescription: "in bursts of 250 an hour") { $0 / 250 * 3600 + $0 % 250 },
        Arrival(testDescription: "most at once, then one in eleven minutes") {
            $0 < 4900 ? $0 / 50 : 100 + ($0 - 4900) * 660
        },
    ]
}
