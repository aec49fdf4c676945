import Database
import EventLoop
package import Generation

/// Writes `<folder>/days/<day>.json` beside the database, so that a day can be read with any editor, in the original's
/// form: `{"2026-11-20": [{"prompt": …, "response": …, …}]}`, one line an entry. Other accounts than the first have
/// theirs in `days/<account>/`.
///
/// A file is written for entries that have ended or were deleted; one that waits or runs is in it as it is then. The
/// database knows for each day which of these changes the file shows, so nothing is forgotten in a crash. Files are
/// replaced as a whole; `DayFileSchedule` says when. Blocking work is done on a thread of its own.
package actor DayFiles {
    /// How much text is held at once while a file is written, beside one entry.
    static let pageBytes = 1 << 20

    private let history: SQLiteHistory
    private let folder: String
    private let loop: EventLoop
    private let uptime: @Sendable () -> Duration
    private let sleep: @Sendable (Duration) async throws -> Void
    private let report: @Sendable (Failure) -> Void
    private var schedule = DayFileSchedule()
    private var written = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// `report` hears what could not be written; it is tried again. `uptime` counts from any fixed point and never
    /// jumps; `sleep` throws when its task is cancelled.
    package init(
        of history: SQLiteHistory, in folder: String,
        uptime: @escaping @Sendable () -> Duration = { .nanoseconds(Int64(monotonicNanoseconds())) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        report: @escaping @Sendable (Failure) -> Void
    ) throws(Failure) {
        self.history = history
        self.folder = "\(folder)/days"
        self.uptime = uptime
        self.sleep = sleep
        self.report = report
        do throws(SystemError) { loop = try EventLoop(name: "day-files") } catch { throw Failure(error) }
        try ensureFolder(self.folder)
    }

    /// Writes changed days until the task is cancelled; the server's group owns the task.
    package func run() async {
        while !Task.isCancelled {
            await writeDue()
            if schedule.isIdle {
                await history.changes.wait()
            } else {
                // Thrown only for the cancellation that ends the loop.
                try? await sleep(DayFileSchedule.pause)
            }
        }
    }

    /// Writes every day that is behind, whatever it costs; for the end, after `run` has returned and before the history
    /// is closed. What can not be written is reported once.
    package func flush() async {
        var failed: Set<DayKey> = []
        while true {
            let rest = await behind().filter { !failed.contains($0.key) }
            if rest.isEmpty { return }
            for day in rest {
                if await !write(day) { failed.insert(day.key) }
            }
        }
    }

    /// Bytes of day files written since the start.
    package var writtenBytes: Int { written }

    /// Writes what is due now.
    func writeDue() async {
        schedule.observe(await behind(), at: uptime())
        for day in schedule.due(at: uptime()) { _ = await write(day) }
    }

    /// None where the history can not be asked.
    private func behind() async -> [DayBehind] {
        do throws(Failure) {
            return try await history.read { connection throws(DatabaseError) in try connection.daysBehind() }
        } catch {
            report(error)
            return []
        }
    }

    /// Whether it could be written.
    private func write(_ day: DayBehind) async -> Bool {
        do throws(Failure) {
            let size = try await replace(day)
            written += size
            schedule.wrote(day, size: size, at: uptime())
            return true
        } catch {
            schedule.failed(day, at: uptime())
            report(error)
            return false
        }
    }

    /// Gives back the file's size. A change that comes in between makes the day behind again.
    private func replace(_ day: DayBehind) async throws(Failure) -> Int {
        var file = try AtomicFile(try path(of: day.key))
        try file.write(Array("{\"\(day.key.day)\": [".utf8))
        var last = -1
        while let page = try await page(of: day.key, after: last) {
            try file.write(json(page, isFirst: last < 0))
            last = page[page.count - 1].index
        }
        try file.write(Array("\n]}\n".utf8))
        try file.commit()
        try await history.write { connection throws(DatabaseError) in try connection.noteWritten(day) }
        return file.count
    }

    private func path(of key: DayKey) throws(Failure) -> String {
        guard key.account != .first else { return "\(folder)/\(key.day).json" }
        try ensureFolder("\(folder)/\(key.account.rawValue)")
        return "\(folder)/\(key.account.rawValue)/\(key.day).json"
    }

    private func page(of key: DayKey, after index: Int) async throws(Failure) -> [DayRow]? {
        let rows = try await history.read { connection throws(DatabaseError) in
            try connection.dayRows(key, after: index, bytes: DayFiles.pageBytes)
        }
        return rows.isEmpty ? nil : rows
    }

    private func json(_ page: [DayRow], isFirst: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        for (number, row) in page.enumerated() {
            bytes.append(contentsOf: (isFirst && number == 0 ? "\n" : ",\n").utf8)
            row.appendJSON(to: &bytes)
        }
        return bytes
    }
}
