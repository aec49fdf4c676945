import Database
import Generation

/// What reviewers say of entries. Whoever changes it keeps the numbers of `day_summary`.
extension Connection {
    /// `nil` where nothing was said.
    func review(of address: EntryAddress, of account: AccountID) throws(DatabaseError) -> Review? {
        try first(
            "SELECT starred, reviewed, note FROM review WHERE owner = ? AND day = ? AND idx = ?",
            key(address, account)
        ) { row throws(DatabaseError) in
            Review(
                isStarred: try row.integer(0) != 0, isReviewed: try row.integer(1) != 0,
                note: try row.optionalText(2).map(Note.init(kept:)))
        }
    }

    /// To be run in a transaction. `nil` where no entry ever stood.
    func review(
        _ address: EntryAddress, of account: AccountID, _ change: ReviewChange
    ) throws(DatabaseError) -> Verdict<Review>? {
        let isDeleted = try first(
            "SELECT deleted_at IS NOT NULL FROM entry WHERE owner = ? AND day = ? AND idx = ?", key(address, account)
        ) { row throws(DatabaseError) in try row.integer(0) != 0 }
        guard let isDeleted else { return nil }
        guard !isDeleted else { return .deleted }
        let before = try review(of: address, of: account) ?? Review()
        guard !change.comesTooLate(for: before) else { return .overtaken(before.note?.text ?? "") }
        let after = change.applied(to: before)
        if after != before { try keep(after, insteadOf: before, at: address, of: account) }
        return .done(after)
    }

    /// For an entry that is deleted.
    func forgetReview(of address: EntryAddress, of account: AccountID) throws(DatabaseError) {
        guard let before = try review(of: address, of: account) else { return }
        try keep(Review(), insteadOf: before, at: address, of: account)
    }

    /// For an entry that is asked for anew: what comes was seen by nobody.
    func askForReview(of address: EntryAddress, of account: AccountID) throws(DatabaseError) {
        guard let before = try review(of: address, of: account), before.isReviewed else { return }
        try keep(ReviewChange.reviewed(false).applied(to: before), insteadOf: before, at: address, of: account)
    }

    private func keep(
        _ after: Review, insteadOf before: Review, at address: EntryAddress, of account: AccountID
    ) throws(DatabaseError) {
        if after == Review() {
            try run("DELETE FROM review WHERE owner = ? AND day = ? AND idx = ?", key(address, account))
        } else {
            try run(
                """
                INSERT INTO review(owner, day, idx, starred, reviewed, note) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (owner, day, idx) DO UPDATE
                SET starred = excluded.starred, reviewed = excluded.reviewed, note = excluded.note
                """,
                key(address, account) + [
                    .integer(after.isStarred ? 1 : 0), .integer(after.isReviewed ? 1 : 0), .text(after.note?.text),
                ])
        }
        try run(
            """
            UPDATE day_summary SET starred = starred + ?, reviewed = reviewed + ?, revision = revision + 1
            WHERE owner = ? AND day = ?
            """,
            [
                .integer(step(from: before.isStarred, to: after.isStarred)),
                .integer(step(from: before.isReviewed, to: after.isReviewed)), .integer(account.rawValue),
                .text(address.day.description),
            ])
    }

    private func step(from before: Bool, to after: Bool) -> Int { (after ? 1 : 0) - (before ? 1 : 0) }

    private func key(_ address: EntryAddress, _ account: AccountID) -> [Value] {
        [.integer(account.rawValue), .text(address.day.description), .integer(address.index)]
    }
}
