package import Generation

/// Writes `<folder>/days/<day>.json` beside the database, in the original's form.
package actor DayFiles {
    private let history: SQLiteHistory
    private let report: @Sendable (Failure) -> Void

    /// `report` hears what could not be written; it is tried again.
    package init(
        of history: SQLiteHistory, in folder: String, report: @escaping @Sendable (Failure) -> Void
    ) throws(Failure) {
        self.history = history
        self.report = report
    }

    /// Writes changed days until the task is cancelled; the server's group owns the task.
    package func run() async {}

    /// Writes every day that is behind; the last act before the history is closed.
    package func flush() async {}
}
