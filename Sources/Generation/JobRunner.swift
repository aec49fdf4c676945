/// Runs generations apart from the requests that asked for them: a client may leave, the job goes on.
///
/// Owns one task a running job and one line of waiting jobs for each kind a provider does. An ended job is forgotten; the history knows it.
actor JobRunner {
    /// Jobs that may wait in one line; a further prompt is refused with `.tooManyWaiting`, before it is accepted.
    static let maximumWaiting = 1000

    private struct Job {
        let attempt: Attempt
        var task: Task<Void, Never>?
    }

    /// Pictures take long, so text does not stand behind them.
    private struct LineName: Hashable {
        let provider: ProviderName
        let modality: Modality
    }

    private struct Line {
        var waiting: [EntryID] = []
        var running: Set<EntryID> = []
    }

    private let recorder: AttemptRecorder
    private var jobs: [EntryID: Job] = [:]
    private var lines: [LineName: Line] = [:]
    private var isShuttingDown = false
    /// Runs while there are jobs; ended by the last one's end.
    private var pulse: Task<Void, Never>?

    init(recorder: AttemptRecorder) {
        self.recorder = recorder
    }

    func checkRoom(for modality: Modality, of provider: ProviderName) throws(Failure) {
        guard !isShuttingDown else { throw Failure(.shuttingDown) }
        let name = LineName(provider: provider, modality: modality)
        guard lines[name, default: Line()].waiting.count < JobRunner.maximumWaiting else {
            throw Failure(.tooManyWaiting)
        }
    }

    /// Takes over a recorded, queued entry. After `shutDown` it stays queued in the history and runs at the next start.
    func submit(_ entry: Entry, to provider: any Provider) async {
        // A resumed entry comes as soon as its last attempt is recorded, which is a moment before that one is forgotten.
        while let last = jobs[entry.id]?.task { await last.value }
        guard !isShuttingDown, jobs[entry.id] == nil else { return }
        let attempt = Attempt(entry: entry, provider: provider, clock: recorder.clock)
        jobs[entry.id] = Job(attempt: attempt)
        lines[name(of: attempt), default: Line()].waiting.append(entry.id)
        startPulse()
        advance(name(of: attempt))
    }

    func attempt(_ id: EntryID) -> Attempt? { jobs[id]?.attempt }

    func activity(of id: EntryID) -> Activity? {
        guard let job = jobs[id] else { return nil }
        guard let position = lines[name(of: job.attempt)]?.waiting.firstIndex(of: id) else {
            return job.attempt.activity
        }
        return .inLine(position: position + 1)
    }

    /// The place a new prompt would get in line; `nil` where it would be begun at once.
    func nextPlace(for modality: Modality, of provider: any Provider) -> Int? {
        guard let line = lines[LineName(provider: provider.name, modality: modality)] else { return nil }
        return line.running.count < provider.concurrency ? nil : line.waiting.count + 1
    }

    /// Ends the attempt as cancelled and returns when that is recorded; `false` for an entry that does not run.
    func stop(_ id: EntryID) async -> Bool {
        guard let job = jobs[id] else { return false }
        job.attempt.cancel(as: .cancelled)
        if job.task == nil { runAlone(id) }
        job.task?.cancel()
        // Whoever waited for it in line was let go at the end of the server; this word must be recorded all the same.
        if isShuttingDown {
            job.attempt.hurryUp()
            await jobs[id]?.task?.value
        }
        _ = await job.attempt.completion.value()
        return true
    }

    /// Accepts nothing more, lets running jobs end within `duration`, then marks them interrupted.
    func shutDown(within duration: Duration) async {
        isShuttingDown = true
        pulse.take()?.cancel()
        for name in lines.keys { lines[name]?.waiting.removeAll() }
        for job in jobs.values where job.task == nil { job.attempt.adjourn() }
        let running = jobs.values.filter { $0.task != nil }
        await withTaskGroup { group in
            for job in running { group.addTask { _ = await job.attempt.completion.value(within: duration) } }
        }
        for job in running {
            job.attempt.cancel(as: .interrupted)
            job.attempt.hurryUp()
            job.task?.cancel()
        }
        for job in running { await job.task?.value }
    }

    /// Calls all readers now and then, so that they can show their clients a sign of life.
    private func startPulse() {
        guard pulse == nil else { return }
        // Owned by `pulse`; cancelled with the last job's end and by shutDown.
        pulse = Task {
            // A cancelled sleep is the end.
            while (try? await Task.sleep(for: recorder.limits.pulse)) != nil {
                for job in jobs.values { job.attempt.text.call() }
            }
        }
    }

    private func name(of attempt: Attempt) -> LineName {
        LineName(provider: attempt.provider.name, modality: attempt.entry.modality)
    }

    private func advance(_ name: LineName) {
        var hasMoved = false
        while let id = lines[name]?.waiting.first, let job = jobs[id],
            lines[name, default: Line()].running.count < job.attempt.provider.concurrency
        {
            lines[name]?.waiting.removeFirst()
            lines[name]?.running.insert(id)
            launch(id)
            hasMoved = true
        }
        if hasMoved { callWaiting(name) }
    }

    /// Their places in line have changed.
    private func callWaiting(_ name: LineName) {
        for id in lines[name]?.waiting ?? [] { jobs[id]?.attempt.text.call() }
    }

    /// A waiting job that was stopped needs no place at the provider: it only has its end recorded.
    private func runAlone(_ id: EntryID) {
        guard let attempt = jobs[id]?.attempt else { return }
        lines[name(of: attempt)]?.waiting.removeAll { $0 == id }
        callWaiting(name(of: attempt))
        launch(id)
    }

    private func launch(_ id: EntryID) {
        guard let attempt = jobs[id]?.attempt else { return }
        // Owned by `jobs`; ended by stop and shutDown, which await it.
        jobs[id]?.task = Task {
            await recorder.run(attempt)
            ended(id)
        }
        attempt.text.call()
    }

    private func ended(_ id: EntryID) {
        guard let job = jobs.removeValue(forKey: id) else { return }
        if jobs.isEmpty { pulse.take()?.cancel() }
        lines[name(of: job.attempt)]?.running.remove(id)
        advance(name(of: job.attempt))
    }
}
