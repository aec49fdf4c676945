/// The way of one attempt from queued to its end, with every step in the history before the next one is taken.
struct AttemptRecorder: Sendable {
    let history: any HistoryStore
    let media: any MediaStore
    let clock: WallClock
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
        try await untilReady(attempt)
        try await history.start(attempt.entry.id, at: clock.now())
        observe(.asking(attempt.entry))
        let order = Order(prompt: prompt, model: attempt.entry.model, parameters: attempt.entry.parameters)
        let output = try await ask(attempt, order)
        observe(.answered(attempt.entry, textBytes: attempt.text.count))
        return Ending(
            status: .succeeded, text: attempt.text.text, model: output.model, usage: output.usage,
            media: try await keep(output.media, of: attempt), firstByteAt: attempt.text.firstByteAt)
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

    /// Stores what has come at most `limits.flush` after it came. What can't be stored now goes with the next part, at
    /// the latest with the ending, which carries the whole text.
    private func storeText(of attempt: Attempt) async {
        var stored = 0
        var hasComplained = false
        while true {
            await attempt.text.more(than: stored)
            guard let part = attempt.text.part(from: stored), !part.isLast else { return }
            do {
                try await history.append(part.text, at: stored, to: attempt.entry.id)
                stored = part.end
            } catch {
                if !hasComplained { observe(.storageTrouble(attempt.entry.id, error)) }
                hasComplained = true
            }
            // A cancelled sleep only makes the next turn come sooner, and a cancelled attempt ends the text.
            try? await Task.sleep(for: limits.flush)
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
            let key = try await self.media.keep(media)
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
            await self.media.release(media.key)
            // Asked for now, so that the lists find it made.
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

    /// An ending that can't be stored (disk full) is tried again with growing pauses; after the last one the entry stays
    /// `running` in the history and becomes `interrupted` at the next start.
    private func finish(_ attempt: Attempt, with ending: Ending) async -> Entry? {
        for pause in limits.finishRetries + [nil] {
            do {
                let entry = try await history.finish(attempt.entry.id, with: ending, at: clock.now())
                for file in entry?.media ?? [] { observe(.kept(attempt.entry, file)) }
                return entry
            } catch {
                observe(.storageTrouble(attempt.entry.id, error))
            }
            // Not shortened by a cancelled task: the ending must reach the disk.
            if let pause { await Task { try? await Task.sleep(for: pause) }.value }
        }
        var entry = attempt.entry
        entry.status = .failed
        entry.failure = Failure(.storageFailed)
        return entry
    }
}

/// Times of the generation's own machinery.
package struct GenerationLimits: Sendable {
    /// Received text is stored at most this long after it came, plus one write.
    package var flush: Duration = .milliseconds(200)
    package var readinessPoll: Duration = .milliseconds(500)
    /// How often readers of a running attempt are woken although nothing has come: proxies end silent streams after 30 s
    /// and more.
    package var pulse: Duration = .seconds(15)
    package var finishRetries: [Duration?] = [.seconds(1), .seconds(5), .seconds(15), .seconds(30)]
    package init() {}
}
