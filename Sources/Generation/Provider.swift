/// One question to a provider.
package struct Order: Sendable {
    package let prompt: Prompt
    package let model: ModelName
    package let parameters: Parameters
    /// What was said before, oldest first.
    package let turns: [Turn]

    package init(prompt: Prompt, model: ModelName, parameters: Parameters, turns: [Turn] = []) {
        self.turns = turns
        self.prompt = prompt
        self.model = model
        self.parameters = parameters
    }
}

/// What a provider answers at the end; its text has gone to the `LiveText` by then.
package struct Output: Sendable {
    /// The model that really ran, where the provider says so.
    package var model: ModelName?
    package var usage: Usage
    package var media: [ProducedMedia]
    /// The text stops where the limit of tokens was reached, not where it ends.
    package var isTruncated: Bool
    package init(
        model: ModelName? = nil, usage: Usage = Usage(), media: [ProducedMedia] = [], isTruncated: Bool = false
    ) {
        self.model = model
        self.usage = usage
        self.media = media
        self.isTruncated = isTruncated
    }
}

/// Whether a provider could begin now.
package enum Readiness: Sendable, Hashable {
    case ready
    /// On its way; percent where it is known, for the page.
    case preparing(percent: Int?)
    /// Not coming by itself; the reason says what a person can do.
    case unavailable(Failure.Reason)
}

/// Someone who can turn a prompt of some modality into text or media. The embedded engine is one of them, not a mock.
package protocol Provider: Sendable {
    var name: ProviderName { get }

    /// How many orders of each kind it takes at once; more wait in line.
    var concurrency: Int { get }

    /// The model it would use; `nil` for a modality it cannot do.
    func model(for modality: Modality) -> ModelName?

    func readiness() async -> Readiness

    /// Text is appended to `text` as it arrives. Cancelling the task ends the provider's work.
    func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output
}

extension Provider {
    package func readiness() async -> Readiness { .ready }
}
