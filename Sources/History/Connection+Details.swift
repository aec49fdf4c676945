import Database
private import FoundationEssentials
import Generation

/// What a result has beside its text and its files.
extension Connection {
    func keep(_ details: Details, of id: EntryID) throws(DatabaseError) {
        try run(
            "INSERT OR REPLACE INTO entry_details(entry, json) VALUES (?, ?)",
            [.integer(id.rawValue), .text(try EntryRow.encoded(details))])
    }

    func details(of id: EntryID) throws(DatabaseError) -> Details {
        let json = try first("SELECT json FROM entry_details WHERE entry = ?", [.integer(id.rawValue)]) {
            row throws(DatabaseError) in try row.text(0)
        }
        return try json.map { json throws(DatabaseError) in try EntryRow.decoded(Details.self, json) } ?? Details()
    }

    func latest(
        of modality: Modality, for externalUser: String, of account: AccountID
    ) throws(DatabaseError) -> EntryAddress? {
        try first(
            """
            SELECT day, idx FROM entry INDEXED BY entry_user
            WHERE owner = ? AND kind = ? AND external_user = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT 1
            """, [.integer(account.rawValue), .text(modality.rawValue), .text(externalUser)]
        ) { row throws(DatabaseError) in
            EntryAddress(day: try EntryRow.day(row, 0), index: Int(try row.integer(1)))
        }
    }
}
