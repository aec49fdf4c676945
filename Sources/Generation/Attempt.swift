import Synchronization

/// One try at answering an entry's prompt, while it is in memory.
final class Attempt: Sendable {
    private struct State {
        var activity = Activity.running
        var cancelledAs: EntryStatus?
        var isHurried = false
        var hasTrouble = false
        var job: RemoteJob?
    }

    let entry: Entry
    let provider: any Provider
    let text: LiveText
    /// The attempt's own time, which does not jump.
    let now: @Sendable () -> Moment
    /// The entry as it ended; `nil` inside when it was deleted meanwhile.
    let completion = Completion<Entry?>()
    /// Comes when the server ends and nothing may be waited for any more.
    private let hurry = Completion<Void>()
    private let state = Mutex(State())

    /// - Parameter job: What an earlier run of the program began at the provider.
    init(entry: Entry, provider: any Provider, clock: WallClock, continuing job: RemoteJob? = nil) {
        state.withLock { $0.job = job }
        self.entry = entry
        self.provider = provider
        now = clock.steadily()
        text = LiveText(now: now)
    }

    /// It stays queued for the server's next run; whoever waits for it now is let go.
    func adjourn() {
        completion.complete(with: entry.failed(Failure(.shuttingDown)))
        text.end()
    }

    var activity: Activity { state.withLock { $0.activity } }

    func become(_ activity: Activity) {
        let hasChanged = state.withLock { state in
            defer { state.activity = activity }
            return state.activity != activity
        }
        if hasChanged { text.call() }
    }

    /// The first word counts: a stopped entry stays cancelled when the server goes down while it ends.
    func cancel(as status: EntryStatus) {
        state.withLock { $0.cancelledAs = $0.cancelledAs ?? status }
    }

    var job: RemoteJob? { state.withLock { $0.job } }
    func note(_ job: RemoteJob) { state.withLock { $0.job = job } }

    /// This program ends, and the provider works on: the next run asks about the job again.
    var isLeaving: Bool { state.withLock { $0.cancelledAs == .interrupted && $0.job != nil } }

    /// At the end of the server, whoever stopped the attempt before: what waits for better times waits no more.
    func hurryUp() {
        state.withLock { $0.isHurried = true }
        hurry.complete(with: ())
    }

    var isHurried: Bool { state.withLock { $0.isHurried } }

    /// Not shortened by a cancelled task, only by `hurryUp`: what is to be stored must reach the disk.
    func pause(_ duration: Duration) async {
        await Task { _ = await hurry.value(within: duration) }.value
    }

    /// Whether this is the first trouble with the storage.
    func noteTrouble() -> Bool {
        state.withLock { state in
            defer { state.hasTrouble = true }
            return !state.hasTrouble
        }
    }

    var cancelledAs: EntryStatus? { state.withLock { $0.cancelledAs } }
}

extension Entry {
    /// As it is told to those who wait, while the history knows it otherwise.
    func failed(_ failure: Failure) -> Entry {
        var entry = self
        entry.status = .failed
        entry.failure = failure
        return entry
    }
}
