import Database
import Generation

/// Names and bytes of an entry's files.
extension Connection {
    /// The first free one of `stem.png`, `stem_2.png`, `stem_3.png` … (contract X6). Names of deleted files are not free.
    func name(_ media: NewMedia, at position: Int, of id: EntryID) throws(DatabaseError) {
        try run(
            "INSERT INTO media(sha256, type, size) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
            [.text(media.key.sha256), .text(media.key.type.rawValue), .integer(media.key.size)])
        var number = 1
        while try !take(fileName(media, number), for: media.key, at: position, of: id) { number += 1 }
    }

    /// Positions of what an entry made, and of what it was made from.
    static let outputs = 0...99
    static let inputs = 100...199

    func media(
        of id: EntryID, at positions: ClosedRange<Int> = outputs.lowerBound...inputs.upperBound
    ) throws(DatabaseError) -> [MediaFile] {
        try rows(
            """
            SELECT n.name, m.sha256, m.type, m.size FROM media_name n JOIN media m ON m.sha256 = n.sha256
            WHERE n.entry = ? AND n.position BETWEEN ? AND ? ORDER BY n.position
            """, [.integer(id.rawValue), .integer(positions.lowerBound), .integer(positions.upperBound)]
        ) { row throws(DatabaseError) in try EntryRow.media(row, 0) }
    }

    func media(named name: String, of account: AccountID) throws(DatabaseError) -> MediaFile? {
        try first(
            """
            SELECT n.name, m.sha256, m.type, m.size FROM media_name n JOIN media m ON m.sha256 = n.sha256
            WHERE n.name = ? AND n.owner = ?
            """, [.text(name), .integer(account.rawValue)]
        ) { row throws(DatabaseError) in try EntryRow.media(row, 0) }
    }

    func newestMedia(of modality: Modality, account: AccountID) throws(DatabaseError) -> MediaFile? {
        try first(
            """
            SELECT n.name, m.sha256, m.type, m.size
            FROM media_name n INDEXED BY media_name_newest JOIN media m ON m.sha256 = n.sha256
            WHERE n.owner = ? AND n.kind = ? AND n.sha256 IS NOT NULL ORDER BY n.id DESC LIMIT 1
            """, [.integer(account.rawValue), .text(modality.rawValue)]
        ) { row throws(DatabaseError) in try EntryRow.media(row, 0) }
    }

    /// Parts the names from their bytes; gives back the bytes that no other name uses, and forgets them.
    func releaseMedia(of id: EntryID) throws(DatabaseError) -> [MediaKey] {
        let keys = Set(try media(of: id).map(\.key))
        try run("UPDATE media_name SET sha256 = NULL WHERE entry = ?", [.integer(id.rawValue)])
        var unused: [MediaKey] = []
        for key in keys where try !isUsed(key) {
            try run("DELETE FROM media WHERE sha256 = ?", [.text(key.sha256)])
            unused.append(key)
        }
        return unused
    }

    func isUsed(_ key: MediaKey) throws(DatabaseError) -> Bool {
        try first("SELECT 1 FROM media_name WHERE sha256 = ? LIMIT 1", [.text(key.sha256)]) { _ throws(DatabaseError) in
            true
        } ?? false
    }

    private func fileName(_ media: NewMedia, _ number: Int) -> String {
        let suffix = number == 1 ? "" : "_\(number)"
        return "\(media.stem)\(suffix).\(media.key.type.fileExtension)"
    }

    /// Whether the name was free.
    private func take(
        _ name: String, for key: MediaKey, at position: Int, of id: EntryID
    ) throws(DatabaseError) -> Bool {
        try run(
            """
            INSERT INTO media_name(name, owner, kind, entry, position, sha256)
            SELECT ?, owner, kind, id, ?, ? FROM entry WHERE id = ? ON CONFLICT (name) DO NOTHING
            """, [.text(name), .integer(position), .text(key.sha256), .integer(id.rawValue)])
        return changes == 1
    }
}
