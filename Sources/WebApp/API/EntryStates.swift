import Generation

/// How an entry stands, in words, for the page's script.
struct EntryState: Encodable, Hashable {
    var status: String
    var label: String
    var note: String?
}

/// How an entry ended.
struct EntryEnd: Encodable {
    var status: String
    var label: String
    var image: String?
    var entry: String
}

struct EntryStates: Sendable {
    let generator: Generator
    let history: any HistoryStore
    let wording: Wording
    /// Of the entry.
    let modality: Modality

    /// `nil` when no attempt runs.
    func state(of id: EntryID) async -> EntryState? {
        guard let activity = await generator.activity(of: id) else { return nil }
        let status: EntryStatus = activity == .running ? .running : .queued
        return EntryState(status: status.rawValue, label: wording.label(status), note: wording.note(activity, modality))
    }

    enum Ending {
        case ended(EntryEnd), deleted
        /// The server ends first, or the disk takes nothing: whoever asks again later is told.
        case open
    }

    /// Only what is stored counts as the end.
    func ending(of id: EntryID) async throws(Failure) -> Ending {
        // The text ends a moment before the ending is stored; the wait is for that moment.
        _ = try await generator.entry(id, atItsEndWithin: .seconds(60))
        guard let entry = try await history.entry(id) else { return .deleted }
        guard entry.status.isFinal else { return .open }
        return .ended(
            EntryEnd(
                status: entry.status.rawValue, label: wording.label(entry.status),
                image: entry.media.first.map { Links.media($0.name) }, entry: Links.entry(entry.address)))
    }
}

extension Wording {
    /// What a waiting person is told.
    func note(_ activity: Activity, _ modality: Modality) -> String {
        switch activity {
        case .inLine(let position): self("progress.queue", ["position": "\(position)"])
        case .preparing(let percent?): self("progress.download", ["percent": "\(percent)"])
        case .preparing(nil): self("progress.download.start")
        case .running: self(modality == .image ? "progress.drawing" : "progress.answering")
        }
    }
}
