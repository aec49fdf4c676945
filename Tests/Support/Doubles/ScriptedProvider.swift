package import Generation
private import Synchronization

/// A provider that is loaded with answers and records what it was asked. An order without an answer fails by name.
package final class ScriptedProvider: Provider {
    package enum Answer: Sendable {
        /// Text in pieces, as a stream brings it.
        case text([String])
        /// Text, then nothing until the gate opens or the job is stopped; then the second text.
        case held([String], Gate, then: [String])
        case image([UInt8])
        /// Text that stops at the limit of tokens.
        case truncated(String)
        /// A job that goes on at the provider: begun unless an earlier run did, done when the gate opens.
        case job(String, Gate, then: [UInt8])
        /// What came before it failed.
        case failure(Failure, after: [String])
    }

    private struct State {
        var answers: [Answer] = []
        var orders: [Order] = []
        var readiness = Readiness.ready
        var cancelled: [String] = []
    }

    package let name: ProviderName
    package let concurrency: Int
    private let state = Mutex(State())

    package init(_ name: String = "scripted", concurrency: Int = 4, _ answers: [Answer] = []) {
        self.name = ProviderName(name)
        self.concurrency = concurrency
        state.withLock { $0.answers = answers }
    }

    /// Jobs that were ended at the provider.
    package var cancelled: [String] { state.withLock { $0.cancelled } }
    package var orders: [Order] { state.withLock { $0.orders } }
    package func load(_ answers: Answer...) { state.withLock { $0.answers += answers } }
    package func become(_ readiness: Readiness) { state.withLock { $0.readiness = readiness } }

    package func model(for modality: Modality) -> ModelName? { ModelName("scripted-\(modality.rawValue)") }
    package func readiness() async -> Readiness { state.withLock { $0.readiness } }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        let answer = state.withLock { state in
            state.orders.append(order)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        switch answer {
        case .text(let parts)?:
            for part in parts { try text.append(part) }
            return Output(usage: Usage(promptTokens: 7, completionTokens: 3))
        case .held(let parts, let gate, let rest)?:
            for part in parts { try text.append(part) }
            guard await gate.passed() else { throw Failure(.cancelled) }
            for part in rest { try text.append(part) }
            return Output()
        case .truncated(let part)?:
            try text.append(part)
            return Output(isTruncated: true)
        case .job(let number, let gate, let bytes)?:
            if order.journal.begun == nil { try await order.journal.began(RemoteJob(number)) }
            order.journal.progressed(to: 40)
            guard await gate.passed() else {
                if !order.journal.isLeaving { state.withLock { $0.cancelled.append(number) } }
                throw Failure(.cancelled)
            }
            return Output(media: [.bytes(bytes)])
        case .image(let bytes)?:
            return Output(model: ModelName("painter-1"), media: [.bytes(bytes)])
        case .failure(let failure, let parts)?:
            for part in parts { try text.append(part) }
            throw failure
        case nil:
            throw Failure(.internal, cause: "the test has no answer for this order")
        }
    }
}
