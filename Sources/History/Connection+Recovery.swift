import Database
import Generation

/// What a crash leaves open, and what is noted so that it can go on.
extension Connection {
    func note(_ job: RemoteJob, of id: EntryID) throws(DatabaseError) {
        try run(
            """
            UPDATE attempt SET remote_job = ?
            WHERE entry = ? AND number = (SELECT attempt FROM entry WHERE id = attempt.entry AND status = 'running')
            """, [.text(job.id), .integer(id.rawValue)])
    }

    func recover(at now: Moment) throws(DatabaseError) -> [Unfinished] {
        let open = try rows(
            """
            SELECT id, owner, day, status, attempt, response_excerpt = '', deleted_at
            FROM entry INDEXED BY entry_open WHERE status IN ('queued', 'running') ORDER BY id
            """, [], EntryState.init)
        var unfinished: [Unfinished] = []
        for state in open {
            let job = state.status == .running ? try remoteJob(of: state.id, attempt: state.attempt) : nil
            if state.status == .running, job == nil {
                try interrupt(state, at: now)
            } else if let entry = try entry(state.id) {
                unfinished.append(Unfinished(entry: entry, job: job))
            }
        }
        return unfinished
    }

    private func remoteJob(of id: EntryID, attempt: Int) throws(DatabaseError) -> RemoteJob? {
        try first(
            "SELECT remote_job FROM attempt WHERE entry = ? AND number = ? AND remote_job IS NOT NULL",
            [.integer(id.rawValue), .integer(attempt)]
        ) { row throws(DatabaseError) in RemoteJob(try row.text(0)) }
    }
}
