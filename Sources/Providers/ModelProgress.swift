import FoundationEssentials
import Generation

/// What `script/models` says of its work in `progress.json`.
struct ModelProgress: Sendable, Hashable, Decodable {
    enum State: String, Sendable, Hashable, Decodable {
        case fetching, verifying, done, failed
    }

    var state: State
    var percent: Int?
    /// Of a failure: `offline`, `missing`, `digest`, `disk`, `processor`, `stopped`, `tool`.
    var reason: String?
    /// Of the script; it may be gone without having said so.
    var pid: Int32?

    /// `nil` while there is none, or while it is being written.
    init?(path: String) {
        guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
        // A file that cannot be read tells as little as none.
        guard let progress = try? JSONDecoder().decode(ModelProgress.self, from: bytes) else { return nil }
        self = progress
    }

    init(state: State, percent: Int? = nil, reason: String? = nil, pid: Int32? = nil) {
        self.state = state
        self.percent = percent
        self.reason = reason
        self.pid = pid
    }

    /// Whether an answer could begin, from what lies on the disk and who still works on it.
    static func readiness(
        isOff: Bool, modelExists: Bool, _ progress: ModelProgress?, isAlive: (Int32) -> Bool
    ) -> Readiness {
        if isOff { return .unavailable(.modelOff) }
        if let progress, let pid = progress.pid, [.fetching, .verifying].contains(progress.state), isAlive(pid) {
            return .preparing(percent: progress.percent)
        }
        if modelExists { return .ready }
        return .unavailable(progress?.state == .failed && progress?.reason == "digest" ? .modelBroken : .modelMissing)
    }
}
