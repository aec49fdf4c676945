@testable import Database
import Doubles
import FoundationEssentials
import Testing

@Suite struct `A connection` {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        folder = TemporaryFolder()
        connection = try Connection(path: folder.file("test.sqlite"), mode: .readWrite)
        try connection.script("CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT, bytes BLOB, share REAL) STRICT")
    }

    @Test(arguments: ["", "plain", "Größe 日本語 🎨", "with\0NUL"])
    func `a text comes back as it went in`(_ text: String) throws {
        try connection.run("INSERT INTO thing(name) VALUES (?)", [.text(text)])
        #expect(try connection.first("SELECT name FROM thing") { row throws(DatabaseError) in try row.text(0) } == text)
    }

    @Test(arguments: [[UInt8](), [0], [0, 255, 254, 0]])
    func `bytes come back as they went in, none included`(_ bytes: [UInt8]) throws {
        try connection.run("INSERT INTO thing(bytes) VALUES (?)", [.blob(bytes)])
        #expect(
            try connection.first("SELECT bytes FROM thing") { row throws(DatabaseError) in try row.blob(0) } == bytes)
    }

    @Test func `a long text comes back whole`() throws {
        let text = String(repeating: "Größe ", count: 100_000)
        try connection.run("INSERT INTO thing(name) VALUES (?)", [.text(text)])
        let read = try connection.first("SELECT name FROM thing") { row throws(DatabaseError) in try row.text(0) }
        #expect(read?.utf8.count == text.utf8.count)
    }

    @Test func `whole numbers keep their 64 bits and nothing stays nothing`() throws {
        for number in [Int64.min, -1, 0, .max] {
            try connection.run("INSERT OR REPLACE INTO thing(id) VALUES (?)", [.integer(number)])
            let rows = try connection.rows("SELECT id, name FROM thing WHERE id = ?", [.integer(number)]) {
                row throws(DatabaseError) in (try row.integer(0), try row.optionalText(1))
            }
            #expect(rows.map(\.0) == [number])
            #expect(rows.first?.1 == nil)
        }
    }

    @Test func `a column of another type throws instead of inventing a value`() throws {
        try connection.run("INSERT INTO thing(name, share) VALUES ('1', 0.5)")
        let wrong: [(String, (borrowing Row) throws(DatabaseError) -> Void)] = [
            ("name", { row throws(DatabaseError) in _ = try row.integer(0) }),
            ("name", { row throws(DatabaseError) in _ = try row.blob(0) }),
            ("id", { row throws(DatabaseError) in _ = try row.text(0) }),
            ("bytes", { row throws(DatabaseError) in _ = try row.text(0) }),
            ("share", { row throws(DatabaseError) in _ = try row.value(0) }),
            ("id", { row throws(DatabaseError) in _ = try row.value(1) }),
        ]
        for (column, read) in wrong {
            #expect(throws: DatabaseError.self) { try connection.rows("SELECT \(column) FROM thing", [], read) }
        }
    }

    @Test func `an error names operation and SQL but never a value`() throws {
        let error = try #require(throws: DatabaseError.self) {
            try connection.run("INSERT INTO missing(name) VALUES (?)", ["secret prompt"])
        }
        #expect(error.operation == "prepare")
        #expect(error.description.contains("no such table: missing"))
        #expect(error.sql == "INSERT INTO missing(name) VALUES (?)")
        try connection.run("INSERT INTO thing(id, name) VALUES (?, ?)", [1, "secret"])
        let clash = try #require(throws: DatabaseError.self) {
            try connection.run("INSERT INTO thing(id, name) VALUES (?, ?)", [1, "secret prompt"])
        }
        #expect(clash.primaryCode == 19)
        #expect(clash.code == 1555, "the extended code says which constraint")
        #expect(!clash.description.contains("secret"))
    }

    @Test func `too few values and a second statement are refused`() {
        #expect(throws: DatabaseError.self) { try connection.run("INSERT INTO thing(id, name) VALUES (?, ?)", [1]) }
        #expect(throws: DatabaseError.self) { try connection.run("SELECT 1; DELETE FROM thing") }
    }

    @Test func `a double-quoted word is a column, never a text`() {
        #expect(throws: DatabaseError.self) { try connection.run("SELECT \"no such column\" FROM thing") }
    }

    @Test func `a reference to nothing is refused`() throws {
        try connection.script("CREATE TABLE part(whole INTEGER REFERENCES thing(id)) STRICT")
        #expect(throws: DatabaseError.self) { try connection.run("INSERT INTO part VALUES (5)") }
    }

    @Test func `a failed transaction leaves nothing behind`() throws {
        #expect(throws: DatabaseError.self) {
            try connection.transaction { () throws(DatabaseError) in
                try connection.run("INSERT INTO thing(id) VALUES (1)")
                try connection.run("INSERT INTO thing(id) VALUES (1)")
            }
        }
        #expect(!connection.isInTransaction)
        #expect(try count() == 0)
        try connection.transaction { () throws(DatabaseError) in try connection.run("INSERT INTO thing(id) VALUES (1)")
        }
        #expect(try count() == 1)
    }

    @Test func `statements are kept, nested use of the same one works, and their number is bounded`() throws {
        for id in 1...3 { try connection.run("INSERT INTO thing(id) VALUES (?)", [.integer(id)]) }
        let sql = "SELECT id FROM thing ORDER BY id"
        var pairs = 0
        try connection.each(sql) { _ throws(DatabaseError) in
            try connection.each(sql) { _ throws(DatabaseError) in
                pairs += 1
                return true
            }
            return true
        }
        #expect(pairs == 9)
        for number in 0..<200 { try connection.run("SELECT \(number)") }
        #expect(connection.cachedSQL.count == StatementCache.capacity)
    }

    @Test func `a closed connection throws and does not crash`() throws {
        try connection.run("SELECT 1")
        connection.close()
        #expect(throws: DatabaseError.self) { try connection.run("SELECT 1") }
        #expect(throws: DatabaseError.self) { try connection.script("SELECT 1") }
        connection.close()
    }

    @Test func `a reader changes nothing`() throws {
        let reader = try Connection(path: folder.file("test.sqlite"), mode: .readOnly)
        #expect(throws: DatabaseError.self) { try reader.run("INSERT INTO thing(id) VALUES (1)") }
        #expect(try reader.rows("SELECT id FROM thing") { row throws(DatabaseError) in try row.integer(0) } == [])
    }

    @Test func `writing is safe by its settings`() throws {
        func pragma(_ name: String) throws -> Value? {
            try connection.first("PRAGMA \(name)") { row throws(DatabaseError) in try row.value(0) }
        }
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("synchronous") == 2)
        #expect(try pragma("foreign_keys") == 1)
        #expect(try pragma("trusted_schema") == 0)
        #expect(try pragma("busy_timeout") == 5000)
    }

    @Test func `a file that is no database is called that`() throws {
        let path = folder.file("poem.sqlite")
        try Data(String(repeating: "Roses are red. ", count: 500).utf8).write(to: URL(filePath: path))
        let error = try #require(throws: DatabaseError.self) { try Connection(path: path, mode: .readWrite) }
        #expect(error.isCorrupt)
        #expect(error.message == "file is not a database")
    }

    @Test func `damage inside the file is found`() throws {
        try connection.script("CREATE INDEX thing_name ON thing(name)")
        for id in 1...2000 {
            try connection.run("INSERT INTO thing(id, name) VALUES (?, ?)", [.integer(id), .text("name \(id)")])
        }
        #expect(try connection.integrityProblems() == [])
        connection.close()
        let path = URL(filePath: folder.file("test.sqlite"))
        var bytes = try Data(contentsOf: path)
        let middle = bytes.count / 2 / 4096 * 4096
        for index in middle..<(middle + 4096) { bytes[index] = 0xA5 }
        try bytes.write(to: path)
        let damaged = try Connection(path: path.path, mode: .readWrite)
        #expect(try !damaged.integrityProblems().isEmpty)
    }

    @Test func `a full disk is told from other errors`() throws {
        connection.close()
        var settings = DatabaseSettings()
        settings.maximumBytes = 64 << 10
        let small = try Connection(path: folder.file("test.sqlite"), mode: .readWrite, settings: settings)
        let error = try #require(throws: DatabaseError.self) {
            try small.run("INSERT INTO thing(bytes) VALUES (?)", [.blob([UInt8](repeating: 7, count: 1 << 20))])
        }
        #expect(error.isFull)
        #expect(!error.isCorrupt)
        try small.run("INSERT INTO thing(bytes) VALUES (?)", [.blob([7])])
    }

    private func count() throws -> Int64? {
        try connection.first("SELECT count(*) FROM thing") { row throws(DatabaseError) in try row.integer(0) }
    }
}
