import Database
import Doubles
import Testing

@Suite struct `A schema` {
    let folder: TemporaryFolder
    let connection: Connection

    init() throws {
        folder = TemporaryFolder()
        connection = try Connection(path: folder.file("test.sqlite"), mode: .readWrite)
    }

    @Test func `each step is applied once, later ones on top`() throws {
        let first = "CREATE TABLE thing(id INTEGER PRIMARY KEY) STRICT; INSERT INTO thing VALUES (1);"
        try Schema([first]).apply(to: connection)
        try Schema([first]).apply(to: connection)
        #expect(try Schema.version(of: connection) == 1)
        try Schema([first, "ALTER TABLE thing ADD COLUMN name TEXT"]).apply(to: connection)
        #expect(try Schema.version(of: connection) == 2)
        let names = try connection.rows("SELECT name FROM thing") { row throws(DatabaseError) in
            try row.optionalText(0)
        }
        #expect(names == [nil])
    }

    @Test func `a failing step leaves the version before it`() throws {
        let steps = ["CREATE TABLE one(id INTEGER) STRICT", "CREATE TABLE two(id INTEGER) STRICT; SELECT nonsense"]
        #expect(throws: DatabaseError.self) { try Schema(steps).apply(to: connection) }
        #expect(try Schema.version(of: connection) == 1)
        let tables = try connection.rows("SELECT name FROM sqlite_schema") { row throws(DatabaseError) in
            try row.text(0)
        }
        #expect(tables == ["one"])
    }

    @Test func `a database of a newer program is refused in clear words and stays as it is`() throws {
        try connection.script("PRAGMA user_version=7")
        let error = try #require(throws: DatabaseError.self) { try Schema(["SELECT 1"]).apply(to: connection) }
        #expect(error.message.hasPrefix("the database is of version 7, this program knows 1"))
        #expect(try Schema.version(of: connection) == 7)
    }
}
