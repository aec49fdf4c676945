import Database
import Doubles
import FoundationEssentials
import Generation
import Testing

@testable import History

@Suite struct `The history in SQLite` {
    let folder: TemporaryFolder

    init() { folder = TemporaryFolder() }

    @Test func `every statement is a search in an index, none walks a table or sorts`() async throws {
        let history = try SQLiteHistory(folder: folder.path, readers: 1)
        try await useEverything(history)
        let statements = await history.pool.cachedSQL.filter { $0.contains(/^(SELECT|INSERT|UPDATE|DELETE)/) }
        #expect(statements.count >= 100, "\(statements.count) statements")
        await history.close()
        let connection = try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite)
        for sql in statements {
            let parameters = [Value](repeating: .null, count: sql.count { $0 == "?" })
            let plan = try connection.rows("EXPLAIN QUERY PLAN \(sql)", parameters) { row throws(DatabaseError) in
                try row.text(3)
            }
            let bad = plan.filter { step in
                step.contains("TEMP B-TREE") || step.contains("SCAN") && !isBoundedWalk(step)
            }
            #expect(bad.isEmpty, "\(sql): \(plan)")
        }
    }

    /// These two walk partial indexes that hold only what they ask for: open entries, days that are behind.
    private func isBoundedWalk(_ step: String) -> Bool {
        step.contains("INDEX entry_open") || step.contains("INDEX day_unwritten") || step == "SCAN CONSTANT ROW"
    }

    private func useEverything(_ history: SQLiteHistory) async throws {
        let media = [NewMedia(stem: "a", key: key(1))]
        let done = try await history.made(try draft("Picture", .image), media: media)
        let broken = try await history.begin(try draft(), on: november, at: noon)
        try await history.start(broken.id, at: noon)
        try await history.append("text", at: 0, to: broken.id)
        _ = try await history.entry(broken.id)
        _ = try await history.response(of: broken.id, attempt: 1, from: 0, atMost: 9)
        try await history.interrupt(done.id, at: noon)
        _ = try await history.recover(at: noon)
        _ = try await history.reopen(broken.id, provider: done.provider, model: done.model, at: noon)
        var further = try draft("And then?")
        further.follows = broken.address
        let next = try await history.begin(further, on: november, at: noon)
        _ = try await history.turns(before: next.id, atMost: 99)
        _ = try await history.conversation(around: next.id, limit: 9)
        _ = try await history.spent(on: november...november, by: .first)
        _ = try await history.read(done)
        _ = try await history.days(of: .first, from: .newest, limit: 9)
        _ = try await history.part(of: november, of: .first, from: .first, limit: 9)
        for bound in [PageBound.first, .after(0), .before(9)] {
            _ = try await history.lines(on: november, of: .first, from: bound, limit: 9)
        }
        _ = try await history.latest(of: .first, limit: 9)
        for change in [ReviewChange.star(true), .reviewed(true), .note(try Note("n")), .star(false)] {
            _ = try await history.review(done.address, of: .first, change)
        }
        for modality in [nil, Modality.image] {
            for status in [nil, EntryStatus.failed] {
                for (isStarred, isUnreviewed) in [(false, false), (true, false), (false, true), (true, true)] {
                    let filter = DayFilter(
                        modality: modality, status: status, isStarred: isStarred, isUnreviewed: isUnreviewed)
                    _ = try await history.part(of: november, of: .first, filter, from: .first, limit: 9)
                    _ = try await history.surroundings(of: done.address, of: .first, filter, before: 9, after: 9)
                    _ = try await history.nextUnreviewed(after: done.address, of: .first, filter)
                }
            }
        }
        _ = try await history.media(named: "a.png", of: .first)
        _ = try await history.newestMedia(of: .image, account: .first)
        _ = try await history.unused(among: [key(1)])
        let files = try DayFiles(of: history, in: folder.path) { Issue.record("\($0)") }
        await files.flush()
        _ = try await history.delete(done.address, of: .first, at: noon)
    }

    @Test func `64 writers at once share a few transactions`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let before = await history.pool.writer.commitCount
        let entries = try await withThrowingTaskGroup(of: Entry.self) { group in
            for number in 0..<64 {
                group.addTask { try await history.begin(try draft("Question \(number)"), on: november, at: noon) }
            }
            return try await group.reduce(into: [Entry]()) { $0.append($1) }
        }
        let commits = await history.pool.writer.commitCount - before
        #expect(entries.map(\.address.index).sorted() == Array(0..<64))
        #expect(commits < 32, "\(commits) transactions for 64 entries")
        await history.close()
    }

    @Test func `an answer in many pieces costs what it is long, not its square`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        // So that the log shows every page that was ever written.
        try await history.write { connection throws(DatabaseError) in
            try connection.script("PRAGMA wal_autocheckpoint=0")
        }
        let entry = try await history.begin(try draft(), on: november, at: noon)
        try await history.start(entry.id, at: noon)
        let piece = String(repeating: "abcdefg ", count: 64)
        var sizes: [Int] = []
        for number in 0..<400 {
            try await history.append(piece, at: number * 512, to: entry.id)
            if number % 200 == 199 { sizes.append(try writtenPages()) }
        }
        // The second half may cost no more than the first, give or take a page of the index above it.
        let (first, second) = (sizes[0], sizes[1] - sizes[0])
        #expect(first > 200)
        #expect(second <= first + first / 2, "\(first) pages for the first 200 pieces, \(second) for the next 200")
        #expect(try await history.entry(entry.id)?.response.utf8.count == 400 * 512)
        await history.close()
    }

    /// Pages that the writer has written to the log since the start.
    private func writtenPages() throws -> Int {
        let size = try FileManager.default.attributesOfItem(atPath: folder.file("chatlog.sqlite-wal"))[.size] as? UInt64
        return Int(size ?? 0) / 4096
    }

    @Test func `an attempt that nobody works on any more is ended with its own stored text`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let entry = try await history.begin(try draft(), on: november, at: noon)
        _ = try await history.finish(entry.id, with: Ending(status: .cancelled, text: "first"), at: noon)
        _ = try await history.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        try await history.start(entry.id, at: noon)
        try await history.append("second", at: 0, to: entry.id)
        try await history.interrupt(entry.id, at: later(9))
        let interrupted = try await history.entry(entry.id)
        #expect(interrupted?.status == .interrupted && interrupted?.response == "first")
        let texts = try await history.read { connection throws(DatabaseError) in
            try connection.rows("SELECT text FROM attempt ORDER BY number") { row throws(DatabaseError) in
                try row.text(0)
            }
        }
        #expect(texts == ["first", "second"])
        try await history.interrupt(entry.id, at: later(10))
        #expect(try await history.entry(entry.id) == interrupted)
        await history.close()
    }

    @Test func `a server killed in the middle of its work has lost nothing it had confirmed`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let done = try await history.made(try draft("Done"))
        let running = try await history.begin(try draft("Running"), on: november, at: noon)
        try await history.start(running.id, at: noon)
        try await history.append("half", at: 0, to: running.id)
        let queued = try await history.begin(try draft("Queued"), on: november, at: noon)

        // What the disk holds now, with the first server still at work on its own files.
        let copy = TemporaryFolder()
        for name in ["chatlog.sqlite", "chatlog.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: folder.file(name), toPath: copy.file(name))
        }
        let next = try SQLiteHistory(folder: copy.path)
        #expect(try await next.recover(at: later(9)) == [queued])
        #expect(try await next.entry(running.id)?.status == .interrupted)
        #expect(try await next.entry(running.id)?.response == "half")
        #expect(try await next.entry(done.id) == done)
        #expect(try await next.integrityProblems() == [])
        #expect(try await next.begin(try draft(), on: november, at: noon).address.index == 3)
        await next.close()
        await history.close()
    }

    @Test func `a full disk is said to be one, and what was kept stays readable`() async throws {
        var settings = DatabaseSettings()
        settings.maximumBytes = 512 << 10
        let history = try SQLiteHistory(folder: folder.path, settings: settings)
        let kept = try await history.made(try draft("Small"))
        let long = String(repeating: "x", count: Prompt.maximumBytes)
        let error = await #expect(throws: Failure.self) {
            for _ in 0..<4 { try await history.made(try draft(long)) }
        }
        #expect(error?.reason == .storageFull)
        #expect(try await history.entry(kept.id) == kept)
        #expect(try await history.latest(of: .first, limit: 9).isEmpty == false)
        await history.close()
    }

    @Test func `a file that is no database stops the start and says so`() async throws {
        try Data(String(repeating: "no database ", count: 400).utf8).write(
            to: URL(filePath: folder.file(SQLiteHistory.fileName)))
        let error = #expect(throws: Failure.self) { try SQLiteHistory(folder: folder.path) }
        #expect(error?.reason == .storageDamaged)
        #expect(error?.cause.contains("file is not a database") == true)
    }

    @Test func `damage that no start looks for is told from other trouble when it is met`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let long = String(repeating: "Answer. ", count: 4000)
        let entry = try await history.made(try draft(), text: long)
        let page = try await history.read { connection throws(DatabaseError) in
            try connection.first("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'") {
                row throws(DatabaseError) in Int(try row.integer(0))
            }
        }
        await history.close()
        try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite).script("SELECT 1")
        let file = URL(filePath: folder.file(SQLiteHistory.fileName))
        var bytes = try Data(contentsOf: file)
        let start = (try #require(page) - 1) * 4096
        bytes.replaceSubrange(start..<start + 4096, with: Data(repeating: 0xA5, count: 4096))
        try bytes.write(to: file)
        var settings = DatabaseSettings()
        settings.checkedBytes = 0
        let damaged = try SQLiteHistory(folder: folder.path, settings: settings)
        let error = await #expect(throws: Failure.self) { try await damaged.entry(entry.id) }
        #expect(error?.reason == .storageDamaged)
        await damaged.close()
    }

    @Test func `the database of an older program is taken over with all that is in it`() async throws {
        let older = try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite)
        try Schema([historySchema.steps[0]]).apply(to: older)
        try older.script(
            """
            INSERT INTO day_summary(owner, day, count, next_idx) VALUES (1, '2026-11-20', 1, 1);
            INSERT INTO entry(uuid, day, idx, kind, status, provider, model, created_at, prompt, response)
            VALUES ('u', '2026-11-20', 0, 'code', 'succeeded', 'p', 'm', 1, 'Old question', 'Old answer');
            """)
        older.close()
        let history = try SQLiteHistory(folder: folder.path)
        let entry = try await history.entry(EntryID(1))
        #expect(entry?.prompt == "Old question" && entry?.response == "Old answer" && entry?.isTruncated == false)
        #expect(try await history.begin(try draft(), on: november, at: noon).address.index == 1)
        let tally = try await history.part(of: november, of: .first, from: .first, limit: 1).tally
        #expect(
            tally == DayTally(total: 2, modalities: [.code: 2], statuses: [.succeeded: 1, .queued: 1]))
        #expect(try await history.review(EntryAddress(day: november, index: 0), of: .first, .star(true)).isStarred)
        await history.close()
    }

    @Test func `a newer program's database is not touched`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        await history.close()
        let connection = try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite)
        try connection.script("PRAGMA user_version=99")
        connection.close()
        let error = #expect(throws: Failure.self) { try SQLiteHistory(folder: folder.path) }
        #expect(error?.cause.contains("the database is of version 99") == true)
    }

    @Test func `what a newer program has written into a row is refused, not guessed`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let entry = try await history.made(try draft())
        let connection = try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite)
        try connection.run("UPDATE entry SET kind = 'hologram'")
        let error = await #expect(throws: Failure.self) { try await history.entry(entry.id) }
        #expect(error?.reason == .storageFailed)
        #expect(error?.cause.contains("hologram") == true)
        await history.close()
    }

    @Test func `a deleted prompt is not in the file any more`() async throws {
        let history = try SQLiteHistory(folder: folder.path)
        let marks = ["first-secret", "second-secret", "third-secret", "fourth-secret", "fifth-secret"]
        var draft = try draft("\(marks[0]) please")
        draft.parameters.system = marks[1]
        let entry = try await history.begin(draft, on: november, at: noon)
        try await history.start(entry.id, at: noon)
        try await history.append(marks[2], at: 0, to: entry.id)
        let failure = Failure(.requestRejected, cause: marks[3])
        _ = try await history.finish(
            entry.id, with: Ending(status: .failed, text: marks[2], failure: failure), at: noon)
        _ = try await history.review(entry.address, of: .first, .note(try Note(marks[4])))
        let before = try fileText()
        #expect(marks.filter(before.contains) == marks)
        _ = try await history.delete(entry.address, of: .first, at: noon)
        await history.close()
        // The last connection that may write folds the log in.
        try Connection(path: folder.file(SQLiteHistory.fileName), mode: .readWrite).script("SELECT 1")
        let after = try fileText()
        #expect(marks.filter(after.contains) == [])
    }

    /// Of the database and its log, as one text.
    private func fileText() throws -> String {
        var all = ""
        for name in folder.names {
            all += String(decoding: try Data(contentsOf: URL(filePath: folder.file(name))), as: UTF8.self)
        }
        return all
    }
}
