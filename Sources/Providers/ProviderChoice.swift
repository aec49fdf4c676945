/// Who answers a modality: the one place that chooses.
package enum ProviderChoice: Sendable, Hashable, CaseIterable {
    case openai, replicate, embedded

    /// What `TEXT_PROVIDER` and `IMAGE_PROVIDER` take; `studio` is the embedded engine's name for pictures.
    package init?(setting: String) {
        switch setting.lowercased() {
        case "openai": self = .openai
        case "replicate": self = .replicate
        case "embedded", "studio": self = .embedded
        default: return nil
        }
    }

    /// An explicit setting wins; else a key or a base address means OpenAI's form; else the embedded engine.
    package static func choose(explicit: ProviderChoice?, hasKey: Bool, hasBaseURL: Bool) -> ProviderChoice {
        explicit ?? (hasKey || hasBaseURL ? .openai : .embedded)
    }
}
