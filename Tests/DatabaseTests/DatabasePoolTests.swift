import Database
import Doubles
import FoundationEssentials
import Testing

@Suite struct `A pool of connections` {
    let folder: TemporaryFolder
    let pool: DatabasePool

    init() throws {
        folder = TemporaryFolder()
        pool = try DatabasePool(
            path: folder.file("test.sqlite"), schema: Schema(["CREATE TABLE thing(id INTEGER PRIMARY KEY) STRICT"]))
    }

    @Test func `a committed change is seen by every reader at once`() async throws {
        for id in 1...20 {
            try await insert(id)
            async let one = ids()
            async let two = ids()
            #expect(try await one == Array(1...id))
            #expect(try await two == Array(1...id))
        }
        await pool.close()
    }

    @Test func `many writers at once share transactions`() async throws {
        try await withThrowingTaskGroup { group in
            for id in 1...500 { group.addTask { try await insert(id) } }
            try await group.waitForAll()
        }
        #expect(try await ids() == Array(1...500))
        let commits = await pool.writer.commitCount
        #expect(commits < 250, "\(commits) transactions for 500 changes")
        await pool.close()
    }

    @Test func `a failing change is undone alone and takes no neighbour with it`() async throws {
        try await insert(1000)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for id in 1...200 {
                group.addTask {
                    do throws(DatabaseError) {
                        try await pool.write { connection throws(DatabaseError) in
                            try connection.run("INSERT INTO thing VALUES (?)", [.integer(id)])
                            // Every tenth stumbles over the row that is there, after its first change.
                            guard id % 10 == 0 else { return }
                            try connection.run("INSERT INTO thing VALUES (1000)")
                        }
                        return true
                    } catch {
                        return false
                    }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(outcomes == 180)
        #expect(try await ids() == (1...200).filter { $0 % 10 != 0 } + [1000])
        #expect(await pool.writer.commitCount < 200)
        await pool.close()
    }

    @Test func `a change too big for the disk fails alone, its neighbours are kept`() async throws {
        await pool.close()
        var settings = DatabaseSettings()
        settings.maximumBytes = 256 << 10
        let small = try DatabasePool(
            path: folder.file("small.sqlite"),
            schema: Schema(["CREATE TABLE thing(id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT"]),
            settings: settings)
        let failures = await withTaskGroup(of: DatabaseError?.self) { group in
            for id in 1...100 {
                group.addTask {
                    do throws(DatabaseError) {
                        let size = id % 25 == 0 ? 1 << 20 : 100
                        try await small.write { connection throws(DatabaseError) in
                            try connection.run(
                                "INSERT INTO thing VALUES (?, ?)",
                                [.integer(id), .blob([UInt8](repeating: 1, count: size))])
                        }
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: [DatabaseError]()) { all, error in all += error.map { [$0] } ?? [] }
        }
        #expect(failures.count == 4)
        #expect(failures.filter(\.isFull).count == 4)
        let kept = try await small.read { connection throws(DatabaseError) in
            try connection.first("SELECT count(*) FROM thing") { row throws(DatabaseError) in try row.integer(0) }
        }
        #expect(kept == 96)
        await small.close()
    }

    @Test func `one reading sees one moment, whatever is written meanwhile`() async throws {
        let (before, after) = try await pool.read { connection throws(DatabaseError) in
            let before = try count(connection)
            let writer = try Connection(path: folder.file("test.sqlite"), mode: .readWrite)
            try writer.run("INSERT INTO thing VALUES (1)")
            return (before, try count(connection))
        }
        #expect(before == 0 && after == 0)
        #expect(try await ids() == [1])
        await pool.close()
    }

    @Test func `after closing the file stands alone, and work throws`() async throws {
        try await insert(1)
        await pool.close()
        await #expect(throws: DatabaseError.self) { try await insert(2) }
        await #expect(throws: DatabaseError.self) { try await ids() }
        let alone = try Connection(path: folder.file("test.sqlite"), mode: .readWrite)
        #expect(try count(alone) == 1)
        #expect(folder.names == ["test.sqlite", "test.sqlite-shm", "test.sqlite-wal"])
        alone.close()
        #expect(folder.names == ["test.sqlite"])
    }

    @Test(arguments: [1, 3, 5, 9])
    func `a file that is damaged anywhere is refused and stays as it is`(_ page: Int) async throws {
        try await fill()
        let damaged = try overwrite(page: page)
        let error = #expect(throws: DatabaseError.self) { try reopen() }
        #expect(error?.isCorrupt == true)
        #expect(try bytes() == damaged)
    }

    @Test(arguments: [1, 4096, 5000])
    func `a file that was cut is refused, even one too large to be read through`(_ count: Int) async throws {
        try await fill()
        let whole = try bytes()
        try Data(whole.dropLast(count)).write(to: URL(filePath: folder.file("test.sqlite")))
        var settings = DatabaseSettings()
        settings.checkedBytes = 0
        let error = #expect(throws: DatabaseError.self) { try reopen(settings) }
        #expect(error?.isCorrupt == true)
    }

    /// Some ten pages, all in the file.
    private func fill() async throws {
        try await pool.write { connection throws(DatabaseError) in
            try connection.script("CREATE TABLE text(line TEXT NOT NULL) STRICT")
            let line = Value.text(String(repeating: "x", count: 99))
            for _ in 0..<300 { try connection.run("INSERT INTO text VALUES (?)", [line]) }
        }
        await pool.close()
        try Connection(path: folder.file("test.sqlite"), mode: .readWrite).script("SELECT 1")
        #expect(folder.names == ["test.sqlite"])
    }

    private func overwrite(page: Int) throws -> Data {
        var bytes = try bytes()
        let start = (page - 1) * 4096 + (page == 1 ? 100 : 0)
        bytes.replaceSubrange(start..<page * 4096, with: [UInt8](repeating: 0xA5, count: page * 4096 - start))
        try bytes.write(to: URL(filePath: folder.file("test.sqlite")))
        return bytes
    }

    private func bytes() throws -> Data { try Data(contentsOf: URL(filePath: folder.file("test.sqlite"))) }

    private func reopen(_ settings: DatabaseSettings = DatabaseSettings()) throws {
        _ = try DatabasePool(path: folder.file("test.sqlite"), schema: Schema([]), settings: settings)
    }

    private func insert(_ id: Int) async throws(DatabaseError) {
        try await pool.write { connection throws(DatabaseError) in
            try connection.run("INSERT INTO thing VALUES (?)", [.integer(id)])
        }
    }

    private func ids() async throws(DatabaseError) -> [Int] {
        try await pool.read { connection throws(DatabaseError) in
            try connection.rows("SELECT id FROM thing ORDER BY id") { row throws(DatabaseError) in
                Int(try row.integer(0))
            }
        }
    }
}

private func count(_ connection: Connection) throws(DatabaseError) -> Int64? {
    try connection.first("SELECT count(*) FROM thing") { row throws(DatabaseError) in try row.integer(0) }
}
