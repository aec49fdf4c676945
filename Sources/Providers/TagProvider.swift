package import Generation

/// Tags by a language model: another provider is asked with instructions, and what it says is brought into form.
package struct TagProvider: Provider {
    private static let instructions = """
        You name what a picture and its sound are about. Answer only with a JSON array of at most ten strings in the \
        language of the text: single lower-case words or short names, the most important first. No other text.
        """

    private let text: any Provider

    package init(asking text: any Provider) {
        self.text = text
    }

    package var name: ProviderName { text.name }
    package var concurrency: Int { text.concurrency }
    package func model(for modality: Modality) -> ModelName? { modality == .tags ? text.model(for: .chat) : nil }
    package func readiness() async -> Readiness { await text.readiness() }

    /// Throws `.answerUnreadable` where no word is left.
    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        var parameters = order.parameters
        parameters.system = TagProvider.instructions
        let prompt = try Prompt(order.prompt.text, modality: .chat)
        let said = LiveText(now: { Moment(milliseconds: 0) })
        let output = try await self.text.answer(
            Order(prompt: prompt, model: order.model, parameters: parameters), into: said)
        let tags = Tags(said: said.text)
        guard !tags.words.isEmpty else { throw Failure(.answerUnreadable, cause: "no tags in the answer") }
        try text.append(tags.text)
        return output
    }
}
