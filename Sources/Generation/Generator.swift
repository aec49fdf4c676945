/// What the app does with prompts: begin, wait, stop, resume, run again, delete. Every entry passes here.
package struct Generator: Sendable {
    /// Who answers which modality.
    package struct Catalog: Sendable {
        private let providers: [Modality: any Provider]

        package init(_ providers: [Modality: any Provider]) {
            self.providers = providers
        }

        /// Throws `.modelUnknown` where nobody does.
        package func provider(for modality: Modality) throws(Failure) -> (any Provider, ModelName) {
            guard let provider = providers[modality], let model = provider.model(for: modality) else {
                throw Failure(.modelUnknown, cause: "no provider for \(modality.rawValue)")
            }
            return (provider, model)
        }
    }

    package let catalog: Catalog
    package let prices: Prices
    private let history: any HistoryStore
    private let media: any MediaStore
    private let clock: WallClock
    private let runner: JobRunner
    private let observe: @Sendable (GenerationEvent) -> Void

    package init(
        catalog: Catalog, history: any HistoryStore, media: any MediaStore, clock: WallClock,
        prices: Prices = Prices(), limits: GenerationLimits = GenerationLimits(),
        observe: @escaping @Sendable (GenerationEvent) -> Void = { _ in }
    ) {
        self.catalog = catalog
        self.prices = prices
        self.history = history
        self.media = media
        self.clock = clock
        self.observe = observe
        runner = JobRunner(
            recorder: AttemptRecorder(
                history: history, media: media, clock: clock, prices: prices, limits: limits, observe: observe))
    }

    /// Accepts the prompt: it is in the history, durably, when this returns, and goes on without the caller.
    package func begin(
        _ prompt: Prompt, for account: AccountID, with parameters: Parameters, variantOf parent: EntryAddress? = nil,
        after earlier: EntryAddress? = nil
    ) async throws(Failure) -> Entry {
        let (provider, model) = try catalog.provider(for: prompt.modality)
        try await runner.checkRoom(for: prompt.modality, of: provider.name)
        try await checkBudget(of: account, for: model)
        let draft = EntryDraft(
            account: account, parent: parent, follows: earlier, prompt: prompt, provider: provider.name, model: model,
            parameters: parameters)
        let now = clock.now()
        let entry = try await history.begin(draft, on: clock.local(now).day, at: now)
        observe(.began(entry))
        await runner.submit(entry, to: provider)
        return entry
    }

    /// What is running now is not in the sum yet, so a month may end above its limit by as much as runs at once.
    private func checkBudget(of account: AccountID, for model: ModelName) async throws(Failure) {
        guard let limit = prices.monthlyLimit, prices.models[model] != nil else { return }
        let today = clock.local(clock.now()).day
        let spent = try await history.spent(on: today.monthBegin...today, by: account)
        guard spent < limit else { throw Failure(.budgetSpent, cause: "\(spent.millionths) of \(limit.millionths)") }
    }

    /// The entry at its end, or as it stands when `duration` has passed or the waiting task is cancelled; the job goes
    /// on. `nil` for one that was deleted.
    package func entry(_ id: EntryID, atItsEndWithin duration: Duration) async throws(Failure) -> Entry? {
        if let attempt = await runner.attempt(id), let end = await attempt.completion.value(within: duration) {
            return end
        }
        return try await history.entry(id)
    }

    /// The text of the running attempt as it comes; `nil` when none runs.
    package func liveText(of id: EntryID) async -> LiveText? {
        await runner.attempt(id)?.text
    }

    /// The time by the running attempt's own clock, which its entry's moments are of; `nil` when none runs.
    package func time(of id: EntryID) async -> Moment? {
        await runner.attempt(id)?.now()
    }

    /// `nil` when no attempt runs.
    package func activity(of id: EntryID) async -> Activity? {
        await runner.activity(of: id)
    }

    /// The place in line that a new prompt would get; `nil` where it would be begun at once, or nobody does it.
    package func nextPlace(for modality: Modality) async -> Int? {
        guard let (provider, _) = try? catalog.provider(for: modality) else {
            // Absent because nobody does it: the form says so in its own words.
            return nil
        }
        return await runner.nextPlace(for: modality, of: provider)
    }

    /// Ends a queued or running entry as cancelled and returns when that is recorded. Throws `.notRunning` for others.
    package func stop(_ entry: Entry) async throws(Failure) {
        guard !entry.status.isFinal else { throw Failure(.notRunning) }
        if await runner.stop(entry.id) { return }
        // Its end could not be stored when it came.
        try await history.interrupt(entry.id, at: clock.now())
    }

    /// A new attempt at the same entry; what it has is shown until the new answer is complete. Throws `.notResumable`.
    package func resume(_ entry: Entry) async throws(Failure) -> Entry {
        guard entry.status.isResumable else { throw Failure(.notResumable) }
        let (provider, model) = try catalog.provider(for: entry.modality)
        try await runner.checkRoom(for: entry.modality, of: provider.name)
        try await checkBudget(of: entry.account, for: model)
        let reopened = try await history.reopen(entry.id, provider: provider.name, model: model, at: clock.now())
        await runner.submit(reopened, to: provider)
        return reopened
    }

    /// A further question about an answer; what was said before goes with it. Throws `.notFollowable` for what is not text
    /// and for an answer that is not there yet.
    package func ask(
        _ prompt: Prompt, after entry: Entry, with parameters: Parameters
    ) async throws(Failure) -> Entry {
        guard entry.canBeFollowed else { throw Failure(.notFollowable) }
        return try await begin(prompt, for: entry.account, with: parameters, after: entry.address)
    }

    /// The same prompt and parameters, after the same turns, as a new entry that names this one as its parent.
    package func runAgain(_ entry: Entry) async throws(Failure) -> Entry {
        let prompt = try Prompt(entry.prompt, modality: entry.modality)
        return try await begin(
            prompt, for: entry.account, with: entry.parameters, variantOf: entry.address, after: entry.follows)
    }

    /// Leaves a tombstone, stops it if it runs, deletes files that no other entry has. `false` where nothing stood.
    package func delete(_ address: EntryAddress, of account: AccountID) async throws(Failure) -> Bool {
        guard case .entry(let entry) = try await history.place(at: address, of: account) else { return false }
        for file in entry.media { await media.doubt(file.key) }
        guard let orphans = try await history.delete(address, of: account, at: clock.now()) else { return false }
        // Afterwards, so that who waits for it is told that it was deleted, not that it was stopped.
        _ = await runner.stop(entry.id)
        try await media.removeUnused(Set(entry.media.map(\.key)).union(orphans), of: history)
        return true
    }

    /// At start, before requests are taken: what a crash left is marked or taken up again. Nothing is sent twice.
    package func recover() async throws(Failure) {
        try await media.removeUnused(await media.doubtful(), of: history)
        for entry in try await history.recover(at: clock.now()) {
            let (provider, _) = try catalog.provider(for: entry.modality)
            await runner.submit(entry, to: provider)
        }
    }

    /// Running jobs may end within `duration`; the rest is marked interrupted, queued ones wait for the next start.
    package func shutDown(within duration: Duration) async {
        await runner.shutDown(within: duration)
    }
}
