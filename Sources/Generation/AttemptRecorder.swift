/// The way of one attempt from queued to its end, with every step in the history before the next one is taken.
struct AttemptRecorder: Sendable {
    let history: any HistoryStore
    let media: any MediaStore
    let clock: WallClock
    let prices: Prices
    let limits: GenerationLimits
    let observe: @Sendable (GenerationEvent) -> Void

    func run(_ attempt: Attempt) async {
        let ending: Ending
        do {
            ending = try await answer(attempt)
        } catch {
            ending = unsuccessful(attempt, error)
        }
        attempt.text.end()
        let entry = await finish(attempt, with: ending)
        await release(ending.media, recorded: entry != nil)
        if let entry { observe(.ended(entry)) }
        attempt.completion.complete(with: entry)
    }

    private func answer(_ attempt: Attempt) async throws(Failure) -> Ending {
        let prompt = try Prompt(attempt.entry.prompt, modality: attempt.entry.modality)
        let turns = try await earlierTurns(of: attempt.entry)
        try await untilReady(attempt)
        try await untilStored(attempt) { () async throws(Failure) in
            try await history.start(attempt.entry.id, at: attempt.now())
        }
        observe(.asking(attempt.entry))
        let order = Order(
            prompt: prompt, model: attempt.entry.model, parameters: attempt.entry.parameters, turns: turns)
        let output = try await ask(attempt, order)
        observe(.answered(attempt.entry, textBytes: attempt.text.count))
        return Ending(
            status: .succeeded, text: attempt.text.text, model: output.model, usage: output.usage,
            cost: cost(of: output, attempt), media: try await keep(output.media, of: attempt),
            firstByteAt: attempt.text.firstByteAt, isTruncated: output.isTruncated)
    }

    /// By the name that was asked for: an answer may name a dated version of it, which no table of prices has.
    private func cost(of output: Output, _ attempt: Attempt) -> Money? {
        prices.cost(of: output.usage, pictures: output.media.count, by: attempt.entry.model)
    }

    private func earlierTurns(of entry: Entry) async throws(Failure) -> [Turn] {
        guard entry.follows != nil else { return [] }
        return try await history.turns(before: entry.id, atMost: Prompt.maximumBytes)
    }

    /// Waits while the provider prepares (a model is being fetched); the entry stays queued, nothing is sent.
    private func untilReady(_ attempt: Attempt) async throws(Failure) {
        while true {
            if attempt.cancelledAs != nil { throw Failure(.cancelled) }
            switch await attempt.provider.readiness() {
            case .ready:
                attempt.become(.running)
                return
            case .preparing(let percent):
                attempt.become(.preparing(percent: percent))
            case .unavailable(let reason):
                throw Failure(reason)
            }
            do { try await Task.sleep(for: limits.readinessPoll) } catch { throw Failure(.cancelled) }
        }
    }

    /// The provider's answer, its text stored as it comes. Both end together.
    private func ask(_ attempt: Attempt, _ order: Order) async throws(Failure) -> Output {
        async let stored: Void = storeText(of: attempt)
        let result: Result<Output, Failure>
        do {
            result = .success(try await attempt.provider.answer(order, into: attempt.text))
        } catch {
            result = .failure(error)
        }
        attempt.text.end()
        await stored
        return try result.get()
    }

    /// Stores what has come every `limits.flush`. What can't be stored now goes with the next part, at the latest with the
    /// ending, which carries the whole text.
    private func storeText(of attempt: Attempt) async {
        var stored = 0
        while true {
            await attempt.text.more(than: stored)
            guard let part = attempt.text.part(from: stored), !part.isLast else { return }
            let taken = ContinuousClock.now
            do {
                try await history.append(part.text, at: stored, to: attempt.entry.id)
                stored = part.end
            } catch {
                if attempt.noteTrouble() { observe(.storageTrouble(attempt.entry.id, error)) }
            }
            // Counted from the taking, so that text does not wait for a slow disk twice. A cancelled sleep only makes the
            // next turn come sooner, and a cancelled attempt ends the text.
            try? await Task.sleep(until: taken + limits.flush, clock: .continuous)
        }
    }

    private func keep(_ produced: [ProducedMedia], of attempt: Attempt) async throws(Failure) -> [NewMedia] {
        var kept: [NewMedia] = []
        do {
            try await keep(produced, of: attempt, into: &kept)
            return kept
        } catch {
            await release(kept, recorded: false)
            throw error
        }
    }

    private func keep(
        _ produced: [ProducedMedia], of attempt: Attempt, into kept: inout [NewMedia]
    ) async throws(Failure) {
        let naming = attempt.entry.parameters.naming ?? .underscored
        for media in produced {
            let key = try await untilStored(attempt) { () async throws(Failure) in try await self.media.keep(media) }
            kept.append(NewMedia(stem: naming.stem(at: clock.local(clock.now())), key: key))
        }
    }

    private func unsuccessful(_ attempt: Attempt, _ failure: Failure) -> Ending {
        let cancelled: EntryStatus? = attempt.cancelledAs
        let shown = cancelled == .interrupted ? Failure(.interrupted) : failure
        return Ending(
            status: cancelled ?? .failed, text: attempt.text.text, failure: cancelled == .cancelled ? nil : shown,
            firstByteAt: attempt.text.firstByteAt)
    }

    /// Files of an entry that was deleted meanwhile go with it, unless another entry has the same.
    private func release(_ kept: [NewMedia], recorded: Bool) async {
        for media in kept {
            await self.media.release(media.key, isNamed: recorded)
            // Asked for now, so that it is there soon.
            if recorded { _ = await self.media.thumbnailPath(of: media.key) }
        }
        guard !recorded, !kept.isEmpty else { return }
        do {
            try await media.removeUnused(kept.map(\.key), of: history)
        } catch {
            // Bytes too many are harmless; the log says why they stayed.
            observe(.filesLeft(error))
        }
    }

    /// An ending that can't be stored is tried again: on a full disk as long as the server runs, otherwise with growing
    /// pauses. One that never is leaves the entry `running` in the history, which becomes `interrupted` at the next start.
    private func finish(_ attempt: Attempt, with ending: Ending) async -> Entry? {
        var pauses = limits.finishRetries[...]
        while true {
            do {
                let entry = try await history.finish(attempt.entry.id, with: ending, at: attempt.now())
                for file in entry?.media ?? [] { observe(.kept(attempt.entry, file)) }
                return entry
            } catch {
                complain(error, of: attempt)
                let next = error.reason == .storageFull ? limits.fullDiskPause : pauses.popFirst()
                guard !attempt.isHurried, let next else { return attempt.entry.failed(error) }
                await attempt.pause(next)
            }
        }
    }

    /// What was accepted or received waits in memory for room on the disk, until the attempt is stopped.
    private func untilStored<T>(
        _ attempt: Attempt, _ work: () async throws(Failure) -> T
    ) async throws(Failure) -> T {
        while true {
            do {
                return try await work()
            } catch {
                guard error.reason == .storageFull, attempt.cancelledAs == nil, !attempt.isHurried else { throw error }
                complain(error, of: attempt)
                await attempt.pause(limits.fullDiskPause)
            }
        }
    }

    /// Once for each attempt. Who waits for the answer is told as well, although the attempt goes on.
    private func complain(_ failure: Failure, of attempt: Attempt) {
        if attempt.noteTrouble() { observe(.storageTrouble(attempt.entry.id, failure)) }
        attempt.completion.complete(with: attempt.entry.failed(failure))
    }
}

/// Times of the generation's own machinery.
package struct GenerationLimits: Sendable {
    /// Received text is on the disk at most this long after it came, or the time of a write where that is more, and the
    /// time of one further write: together less than 250 ms with room for a slow disk.
    package var flush: Duration = .milliseconds(150)
    package var readinessPoll: Duration = .milliseconds(500)
    /// How often readers of a running attempt are woken although nothing has come: proxies end silent streams after 30 s
    /// and more.
    package var pulse: Duration = .seconds(15)
    package var finishRetries: [Duration] = [.seconds(1), .seconds(5), .seconds(15), .seconds(30)]
    package var fullDiskPause: Duration = .seconds(1)
    package init() {}
}
