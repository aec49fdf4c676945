package import Generation
import HTTPClient

/// Answers with the local language model behind `TextServer`, one order at a time, through the same code as OpenAI.
package struct EmbeddedTextProvider: Provider {
    /// Says what it is: left alone, the model claims to be someone else's (embedded.md §1).
    package static let introduction = """
        You are the small language model built into Tagwerk. You run on the user's own machine, without a network. \
        You write code and answer questions, in the language you are asked in. You may be wrong; say so when you are not \
        sure. Put code into fenced blocks with the name of its language.
        """

    private let settings: TextServerSettings
    private let server: TextServer
    private let http: ProviderHTTP

    package init(_ settings: TextServerSettings, server: TextServer, over http: ProviderHTTP) {
        self.settings = settings
        self.server = server
        self.http = http
    }

    package var name: ProviderName { ProviderName("embedded") }
    package var concurrency: Int { 1 }
    package func model(for modality: Modality) -> ModelName? { modality == .code ? settings.model : nil }
    package func readiness() async -> Readiness { await server.readiness() }

    /// Asked for when it is ready; before, it throws the reason. Throws `.textServerDied` when the server ends during the
    /// answer.
    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        let running = try await server.lease()
        do throws(Failure) {
            let output = try await provider(at: running).answer(introduced(order), into: text)
            await server.release()
            return named(output)
        } catch {
            let death = error.reason == .cancelled ? nil : await server.death(of: running)
            await server.release()
            throw death ?? error
        }
    }

    private func provider(at running: TextServer.Running) -> OpenAIProvider {
        var remote = OpenAISettings(baseURL: running.url.appending(path: "/v1"))
        remote.name = name
        remote.key = running.key
        remote.textModel = settings.model
        remote.tokenLimit = settings.tokenLimit
        remote.tokenLimitField = "max_tokens"
        remote.textLimits = settings.limits
        return OpenAIProvider(remote, over: http)
    }

    private func introduced(_ order: Order) -> Order {
        var parameters = order.parameters
        parameters.system = [EmbeddedTextProvider.introduction, parameters.system].compactMap { $0 }.joined(
            separator: "\n\n")
        return Order(
            prompt: order.prompt, model: order.model, parameters: parameters,
            turns: order.turns.newest(upTo: settings.room(beside: order.prompt)))
    }

    /// The server calls the model by its file; the entry keeps the name of the settings.
    private func named(_ output: Output) -> Output {
        var output = output
        output.model = settings.model
        return output
    }
}
