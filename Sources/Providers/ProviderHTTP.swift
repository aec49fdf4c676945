import Generation
package import HTTPClient

/// The one place where providers meet the network: retries, deadlines, and what each outcome means.
package struct ProviderHTTP: Sendable {
    private let client: HTTPClient
    let time: Timekeeper
    let events: @Sendable (ProviderEvent) -> Void

    package init(client: HTTPClient, time: Timekeeper, events: @escaping @Sendable (ProviderEvent) -> Void) {
        self.client = client
        self.time = time
        self.events = events
    }

    /// Makes the call, again where that is safe, until an answer with a status of 200 to 299 begins. The limits of the
    /// request hold for all attempts together, pauses included. Never again once a byte of a good answer is here.
    func open(_ call: ProviderCall) async throws(Failure) -> ProviderAnswer {
        let deadline = time.elapsed() + call.request.limits.total
        var attempt = 1
        while true {
            events(.asking(call.provider, call.model, attempt: attempt))
            let refusal: Refusal
            switch await attemptOnce(call, until: deadline) {
            case .success(let answer): return answer
            case .failure(let failed): refusal = failed
            }
            guard refusal.mayRetry, let pause = RetryPolicy.pause(after: attempt, refusal.head, time) else {
                throw refusal.failure
            }
            guard time.elapsed() + pause < deadline else { throw refusal.failure }
            events(.retrying(call.provider, after: pause, because: refusal.failure))
            do {
                try await time.sleep(pause)
            } catch {
                throw Failure(.cancelled)
            }
            attempt += 1
        }
    }

    private func attemptOnce(_ call: ProviderCall, until deadline: Duration) async -> Result<ProviderAnswer, Refusal> {
        var request = call.request
        request.limits.total = max(.milliseconds(1), deadline - time.elapsed())
        let response: InboundResponse
        do {
            response = try await client.send(request)
        } catch {
            let failure = Failure(error, redacted: call.redaction)
            return .failure(Refusal(failure: failure, head: nil, mayRetry: RetryPolicy.isWorthwhile(error)))
        }
        guard (200..<300).contains(response.status) else { return .failure(await refusal(response, of: call)) }
        return .success(ProviderAnswer(call: call, response: response, http: self))
    }

    private func refusal(_ response: InboundResponse, of call: ProviderCall) async -> Refusal {
        let bytes = await beginning(of: response.body)
        let error = JSONValue(bytes).flatMap(ProviderError.init)
        let failure = Failure(
            status: response.status, error, body: String(decoding: bytes, as: UTF8.self), redacted: call.redaction)
        ProviderAnswer(call: call, response: response, http: self).report(bytes: bytes.count)
        return Refusal(
            failure: failure, head: response.head, mayRetry: RetryPolicy.isWorthwhile(response.head, error))
    }

    /// As much of a refusal's body as can hold its reason; a body that breaks off has told what it could.
    private func beginning(of body: InboundBody) async -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await piece in body where bytes.count < 65_536 { bytes += piece }
        } catch {
            return bytes
        }
        return bytes
    }
}

/// A request on behalf of a provider.
struct ProviderCall: Sendable {
    var provider: ProviderName
    var model: ModelName
    var request: OutboundRequest
    /// Knows the keys that the request carries.
    var redaction: Redaction
}

/// An answer with a good status, still to be read.
struct ProviderAnswer: Sendable {
    let call: ProviderCall
    let response: InboundResponse
    fileprivate let http: ProviderHTTP

    /// To be called when so many bytes of the body were read and it is over.
    func report(bytes: Int) {
        let id = response.head["x-request-id"].map { String($0.prefix(100)) }
        http.events(.answered(call.provider, status: response.status, requestID: id, bytes: bytes))
    }

    func failure(_ error: TransferError) -> Failure {
        Failure(error, redacted: call.redaction)
    }

    /// The whole body, within the request's own limit.
    func wholeBody() async throws(Failure) -> [UInt8] {
        do {
            let bytes = try await response.body.collect(upTo: call.request.limits.maximumBytes)
            report(bytes: bytes.count)
            return bytes
        } catch {
            throw failure(error)
        }
    }
}

/// An attempt that gave no answer.
private struct Refusal: Error {
    let failure: Failure
    let head: ResponseHead?
    let mayRetry: Bool
}
