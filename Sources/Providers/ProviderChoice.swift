/// Who answers a modality: the one place that chooses.
package enum ProviderChoice: String, Sendable, Hashable, CaseIterable {
    /// Raw values are what `TEXT_PROVIDER` and `IMAGE_PROVIDER` take.
    case openai, embedded

    /// An explicit setting wins; else a key or a base address means OpenAI's form; else the embedded engine.
    package static func choose(explicit: ProviderChoice?, hasKey: Bool, hasBaseURL: Bool) -> ProviderChoice {
        explicit ?? (hasKey || hasBaseURL ? .openai : .embedded)
    }
}
