import Generation
import Testing

@testable import WebApp

@Suite struct `The strip of days` {
    private let today = Day(year: 2026, month: 11, day: 20)!  // because every calendar has that day
    private let wording: Wording

    init() throws { wording = try Wordings(folder: TestApp.checkout + "/Sources/WebApp/Catalogues")["de"] }

    private func strip(_ offsets: [Int], at offset: Int, current: Bool = true) -> StripRecord {
        let days = offsets.map { DaySummary(day: day($0), count: 10, reviewed: max(0, -$0)) }
        return StripRecord(days, near: day(offset), current: current ? day(offset) : nil, today: today, wording)
    }

    private func day(_ offset: Int) -> Day { Day(daysSinceEpoch: today.daysSinceEpoch + offset) }

    @Test func `shows fifteen days, the shown one in the middle, and leads on to either side`() {
        let strip = strip(Array(-35 ... -5), at: -20)
        #expect(strip.days.count == 15)
        #expect(strip.days[7].isCurrent && strip.days[7].date == day(-20).description)
        #expect(strip.days.filter(\.isNear).map(\.date) == (-23 ... -17).map { day($0).description })
        #expect(strip.earlier?.href == "/chatlog/\(day(-28))" && strip.later?.href == "/chatlog/\(day(-12))")
    }

    @Test func `at an end of the history shows more of the other side`() {
        let newest = strip(Array(-15...0), at: 0)
        #expect(newest.days.map(\.date) == (-14...0).map { day($0).description })
        #expect(newest.later == nil && newest.earlier?.href == "/chatlog/\(day(-15))")
        #expect(newest.days.last?.isToday == true && newest.days.last?.weekday == "Heute")
        #expect(newest.days.filter(\.isNear).count == 7)
        let oldest = strip(Array(-90 ... -75), at: -90)
        #expect(oldest.days.first?.isCurrent == true && oldest.earlier == nil && oldest.later != nil)
    }

    @Test func `has today at its end although nothing was asked yet`() {
        let strip = strip([-3, -1], at: -1)
        #expect(strip.days.map(\.date) == [day(-3), day(-1), day(0)].map(\.description))
        #expect(strip.days.last?.count == "0" && strip.days.last?.isToday == true)
        #expect(self.strip([0], at: 0, current: false).days.count == 1)
    }

    @Test func `has the shown day although all its entries are deleted`() {
        let days = [DaySummary(day: day(-4), count: 3), DaySummary(day: day(-2), count: 0)]
        let strip = StripRecord(days, near: day(-2), current: day(-2), today: today, wording)
        #expect(strip.days.map(\.count) == ["3", "0", "0"] && strip.days[1].isCurrent)
    }

    @Test func `marks gaps, and names months where they begin, with the year where it is another`() {
        let strip = strip([-400, -300, -21, -20, -19, -1], at: -20)
        #expect(strip.days.map(\.isAfterGap) == [false, true, true, false, false, true, false])
        #expect(strip.days.map(\.month) == ["Okt. 2025", "Jan.", "Okt.", nil, "Nov.", nil, nil])
    }

    @Test func `says in words what it shows, and how far a day is reviewed`() {
        let strip = strip([-10, -4, 0], at: -4)
        #expect(strip.days[0].label == "Dienstag, 10. November 2026, 10 Einträge, 10 von 10 geprüft")
        #expect(strip.days[0].isDone && !strip.days[1].isDone && strip.days[1].reviewed == 4)
        #expect(strip.days[2].label == "Heute, Freitag, 20. November 2026, 10 Einträge")
    }
}

@Suite struct `The filters of a day` {
    private let day = Day(year: 2026, month: 11, day: 20)!  // because every calendar has that day
    private let tally = DayTally(
        total: 1200, starred: 2, reviewed: 1100, modalities: [.code: 1200],
        statuses: [.succeeded: 1190, .failed: 10])

    private func choices(_ filter: DayFilter, _ tally: DayTally) throws -> [String] {
        let wording = try Wordings(folder: TestApp.checkout + "/Sources/WebApp/Catalogues")["en"]
        return FilterRecord(filter, on: day, tally, matching: 1, wording).choices.map {
            "\($0.isCurrent ? "*" : "")\($0.label) \($0.count) \($0.href.dropFirst("/chatlog/2026-11-20".count))"
        }
    }

    @Test func `are offered where they choose something, with their numbers`() throws {
        #expect(
            try choices(.none, tally) == [
                "*All 1,200 ", "Not reviewed 100 ?reviewed=0", "Starred 2 ?starred=1", "done 1,190 ?status=succeeded",
                "failed 10 ?status=failed",
            ])
        #expect(try choices(.none, DayTally(total: 1, reviewed: 1, statuses: [.failed: 1])) == ["*All 1 "])
    }

    @Test func `go together, are taken back one by one, and stay although they choose nothing`() throws {
        let filter = DayFilter(modality: .image, status: .failed, isStarred: true)
        #expect(
            try choices(filter, tally) == [
                "All 1,200 ", "Not reviewed 100 ?kind=image&status=failed&starred=1&reviewed=0",
                "*Starred 2 ?kind=image&status=failed", "Text and code 1,200 ?kind=code&status=failed&starred=1",
                "*Picture 0 ?status=failed&starred=1", "done 1,190 ?kind=image&status=succeeded&starred=1",
                "*failed 10 ?kind=image&starred=1",
            ])
    }
}
