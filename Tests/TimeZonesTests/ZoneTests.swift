import FoundationEssentials
import Testing
import TimeZones

@Suite struct `A time zone` {
    @Test(arguments: frozenOffsets.map(\.zone))
    func `agrees with another reader of the same database, on both sides of every change`(_ name: String) throws {
        let zone = try Zone(named: name)
        let samples = try #require(frozenOffsets.first { $0.zone == name }).samples.split(separator: " ")
        #expect(samples.count >= 10)
        for sample in samples {
            let parts = sample.split(separator: ":")
            let time = try #require(Int64(parts[0]))
            #expect(zone.offset(at: time) == Int(parts[1]), "\(name) at \(time)")
        }
    }

    @Test func `Berlin's nights of change in 2026 have 23 and 25 hours`() throws {
        let berlin = try Zone(named: "Europe/Berlin")
        // 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC.
        #expect(berlin.offset(at: 1_774_746_000 - 1) == 3600)
        #expect(berlin.offset(at: 1_774_746_000) == 7200)
        #expect(berlin.offset(at: 1_792_890_000 - 1) == 7200)
        #expect(berlin.offset(at: 1_792_890_000) == 3600)
    }

    @Test func `Lord Howe shifts by half an hour`() throws {
        let island = try Zone(named: "Australia/Lord_Howe")
        #expect(Set([1_767_225_600, 1_782_864_000].map(island.offset)) == [39_600, 37_800])
    }

    @Test(
        arguments: [
            "Europe/Berlim", "", "Europe", "/etc/passwd", "/usr/share/zoneinfo/UTC", "../zoneinfo/UTC", "Europe/../UTC",
            "./UTC", "Europe//Berlin", "Europe/Berlin/", "UTC\0", ":UTC", "CET-1CEST,M3.5.0,M10.5.0/3",
        ])
    func `an unknown name is refused by that name`(_ name: String) {
        let error = #expect(throws: ZoneError.self) { try Zone(named: name) }
        #expect(error == .unknown(name: name))
        #expect(error?.description.contains("“\(name)”") == true)
    }

    @Test func `a file that is no zone is refused`() throws {
        let error = #expect(throws: ZoneError.self) { try Zone(named: "leapseconds") }
        guard case .malformed(name: "leapseconds", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `no cut or bent file brings the reader down`() throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(Zone.systemFolder)/Europe/Berlin")))
        #expect(try Zone(name: "whole", bytes: bytes).offset(at: 1_774_746_000) == 7200)
        for end in 0..<bytes.count {
            #expect(throws: ZoneError.self) { try Zone(name: "cut", bytes: Array(bytes[..<end])) }
        }
        for position in 0..<min(bytes.count, 400) {
            for value in [UInt8(0), 0x7F, 0xFF] {
                var bent = bytes
                bent[position] = value
                // It may still be readable; then it answers.
                if let zone = try? Zone(name: "bent", bytes: bent) { _ = zone.offset(at: .max / 1000) }
            }
        }
    }

    @Test func `without transitions and without a rule the first type holds for ever`() throws {
        let zone = try Zone(name: "fixed", bytes: file(version: 0, offset: 12_345, footer: nil))
        #expect(zone.offset(at: .min) == 12_345 && zone.offset(at: .max) == 12_345)
    }

    @Test(arguments: RuleCase.all)
    func `rules for the future are read in all their forms`(_ rule: RuleCase) throws {
        let zone = try Zone(name: "rule", bytes: file(version: 0x33, offset: 0, footer: rule.text))
        for (time, offset) in rule.expected { #expect(zone.offset(at: time) == offset, "\(rule.text) at \(time)") }
    }

    @Test(
        arguments: [
            "A1", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-25", "<+01-1",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,366,5", "CET-1CEST,M3.5.0/168,M10.5.0",
            "CET-1CEST,M3.5.0,M10.5.0,", "CET-1:60",
        ])
    func `a broken rule is refused`(_ rule: String) {
        #expect(throws: ZoneError.self) { try Zone(name: "rule", bytes: file(version: 0x32, offset: 0, footer: rule)) }
    }

    @Test func `the system's zone is found by its link, its name, its bytes, or is UTC`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tagwerk-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let berlin = "\(Zone.systemFolder)/Europe/Berlin"
        let (link, name, copy) = ("\(folder)/link", "\(folder)/name", "\(folder)/copy")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: berlin)
        try Data("Asia/Seoul\n".utf8).write(to: URL(filePath: name))
        try FileManager.default.copyItem(atPath: berlin, toPath: copy)

        #expect(try Zone.local(localtime: link, timezone: name).name == "Europe/Berlin")
        #expect(try Zone.local(localtime: copy, timezone: name).name == "Asia/Seoul")
        #expect(try Zone.local(localtime: copy, timezone: "\(folder)/none").offset(at: 1_774_746_000) == 7200)
        #expect(try Zone.local(localtime: "\(folder)/none", timezone: "\(folder)/none").name == "UTC")
    }

    /// A TZif file with one local time type and no transitions.
    private func file(version: UInt8, offset: Int32, footer: String?) -> [UInt8] {
        let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
        let header = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15) + counts
        let type = (0..<4).map { UInt8(truncatingIfNeeded: offset >> (24 - 8 * Int32($0))) } + [0, 0]
        let block = header + type + Array("LMT\0".utf8)
        guard let footer else { return block }
        return block + block + Array("\n\(footer)\n".utf8)
    }
}

struct RuleCase: Sendable {
    let text: String
    let expected: [(Int64, Int)]

    static let all: [RuleCase] = [
        // Daylight time all year, as RFC 9636 §3.3.1 writes it.
        RuleCase(
            text: "XXX3EDT4,0/0,J365/23", expected: [(0, -14_400), (1_767_236_400, -14_400), (1_782_864_000, -14_400)]),
        // Days by number: J60 is 1 March in leap years too, 59 is 29 February in a leap year.
        RuleCase(
            text: "AAA0BBB,J60/0,J61/0", expected: [(1_709_251_199, 0), (1_709_251_200, 3600), (1_709_334_000, 0)]),
        RuleCase(text: "AAA0BBB,59/0,60/0", expected: [(1_709_164_799, 0), (1_709_164_800, 3600), (1_709_247_600, 0)]),
        // A change on the day before, by a negative hour: Saturday 2026-03-28 22:00 there is Sunday 00:00 UTC.
        RuleCase(text: "<-02>2<-01>,M3.5.0/-2,M10.5.0/-1", expected: [(1_774_742_399, -7200), (1_774_742_400, -3600)]),
        RuleCase(text: "<+0545>-5:45", expected: [(0, 20_700)]),
    ]
}
