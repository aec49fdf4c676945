import Generation
import Logging
import Providers

/// The log lines of a generation, in the older app's wording (contract F14) with lengths instead of long texts.
struct GenerationLog: Sendable {
    let log: Log

    func hear(_ event: GenerationEvent) {
        switch event {
        case .began(let entry):
            log.debug(
                "prompt",
                ["entry": "\(entry.address.day)/\(entry.address.index)", "begins": String(entry.prompt.prefix(80))])
        case .asking(let entry):
            log.info("Sende Anfrage an \(entry.provider.spoken) API...", place(entry))
        case .answered(let entry, let count):
            answered(entry, count)
        case .kept(let entry, let file):
            log.info("Bild gespeichert unter: \(Links.media(file.name))", place(entry))
        case .ended(let entry):
            ended(entry)
        case .filesLeft(let failure):
            log.warning("files left behind", ["cause": failure.cause])
        case .storageTrouble(let id, let failure):
            log.error("history cannot be written", ["entry": "\(id.rawValue)", "cause": failure.cause])
        }
    }

    func hear(_ event: ProviderEvent) {
        switch event {
        case .asking: break
        case .answered(let provider, let status, let requestID, let bytes):
            log.debug(
                "provider answered",
                ["provider": "\(provider)", "status": "\(status)", "request": requestID ?? "-", "bytes": "\(bytes)"])
        case .retrying(let provider, let pause, let failure):
            log.warning(
                "provider asked again",
                ["provider": "\(provider)", "after": "\(pause)", "because": failure.reason.rawValue])
        case .mediaURL(_, let address):
            log.info("Bild-URL: \(address)")
        case .serverStarted(let pid, let address):
            log.info("text server started", ["pid": "\(pid)", "address": address])
        case .serverEnded(let pid, let cause):
            log.info("text server ended", ["pid": "\(pid)", "cause": cause])
        }
    }

    private func answered(_ entry: Entry, _ count: Int) {
        let what = entry.modality.answersInText ? "\(count) Bytes" : entry.modality.spoken
        log.info("Antwort von \(entry.provider.spoken) erhalten: \(what)", place(entry))
    }

    private func ended(_ entry: Entry) {
        guard let failure = entry.failure else { return log.info(entry.status.rawValue, place(entry)) }
        switch (entry.modality, failure.reason) {
        case (.image, .noImage): log.error("Kein Bild in der Antwort gefunden.", place(entry))
        case (let kind, _): log.error("Fehler bei der \(kind.making): \(words(failure))", place(entry))
        }
    }

    private func words(_ failure: Failure) -> String {
        failure.cause.isEmpty ? failure.reason.rawValue : "\(failure.reason.rawValue) (\(failure.cause))"
    }

    private func place(_ entry: Entry) -> KeyValuePairs<String, String> {
        ["entry": "\(entry.address.day)/\(entry.address.index)", "provider": "\(entry.provider)"]
    }
}

extension ProviderName {
    /// The older app knew only OpenAI and named it so.
    fileprivate var spoken: String { description == "openai" ? "OpenAI" : description }
}

extension Modality {
    /// As the older app's log calls the result.
    fileprivate var spoken: String {
        switch self {
        case .image, .imageEdit: "Bild"
        case .video: "Video"
        case .music: "Musik"
        case .code, .chat, .avatar, .imageReading, .audioReading, .tags: "Text"
        }
    }

    /// And the work itself (contract F5, F11).
    fileprivate var making: String {
        switch self {
        case .code: "Codegenerierung"
        case .image: "Bildgenerierung"
        case .chat: "Chatantwort"
        case .avatar: "Avatarantwort"
        case .imageEdit: "Bildbearbeitung"
        case .imageReading: "Bildanalyse"
        case .audioReading: "Audioanalyse"
        case .video: "Videogenerierung"
        case .music: "Musikgenerierung"
        case .tags: "Schlagwortsuche"
        }
    }
}
