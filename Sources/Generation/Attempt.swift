import Synchronization

/// One try at answering an entry's prompt, while it is in memory.
final class Attempt: Sendable {
    private struct State {
        var activity = Activity.running
        var cancelledAs: EntryStatus?
        var hasTrouble = false
    }

    let entry: Entry
    let provider: any Provider
    let text: LiveText
    /// The attempt's own time, which does not jump.
    let now: @Sendable () -> Moment
    /// The entry as it ended; `nil` inside when it was deleted meanwhile.
    let completion = Completion<Entry?>()
    private let state = Mutex(State())

    init(entry: Entry, provider: any Provider, clock: WallClock) {
        self.entry = entry
        self.provider = provider
        now = clock.steadily()
        text = LiveText(now: now)
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

    /// Whether this is the first trouble with the storage.
    func noteTrouble() -> Bool {
        state.withLock { state in
            defer { state.hasTrouble = true }
            return !state.hasTrouble
        }
    }

    var cancelledAs: EntryStatus? { state.withLock { $0.cancelledAs } }
}
