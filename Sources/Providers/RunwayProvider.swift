package import Generation
package import HTTPClient

/// Runway's settings (providers.md §3).
package struct RunwaySettings: Sendable {
    /// Without the version's path, such as `https://api.dev.runwayml.com`. The key goes to this origin only.
    package var baseURL: HTTPURL
    package var key: APIKey
    package var model: ModelName
    /// `X-Runway-Version`
    package var version = "2024-11-06"
    /// Pixels: `1280:720`.
    package var ratio = "1280:720"
    package var concurrency = 2
    /// Runway wants no question sooner than this after the last one.
    package var pause: Duration = .seconds(5)
    package var total: Duration = .seconds(1200)
    package var limits = TransferLimits(
        firstByte: .seconds(60), idle: .seconds(60), total: .seconds(120), maximumBytes: 16 << 20)
    package var downloadLimits = TransferLimits(
        firstByte: .seconds(60), idle: .seconds(60), total: .seconds(900), maximumBytes: 512 << 20)

    package init(baseURL: HTTPURL, key: APIKey, model: ModelName) {
        self.baseURL = baseURL
        self.key = key
        self.model = model
    }
}

/// Films from pictures by tasks of Runway.
package struct RunwayProvider: Provider {
    /// As base64 it is a third more, and 5 MB are the most that a data address may have.
    private static let dataURLBytes = 3_700_000
    /// UTF-16 units.
    private static let promptLimit = 1000

    private let settings: RunwaySettings
    private let http: ProviderHTTP

    package init(_ settings: RunwaySettings, over http: ProviderHTTP) {
        self.settings = settings
        self.http = http
    }

    package var name: ProviderName { ProviderName("runway") }
    package var concurrency: Int { settings.concurrency }
    package func model(for modality: Modality) -> ModelName? { modality == .video ? settings.model : nil }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        let work = RemoteWork(
            begin: { () async throws(Failure) in try await begin(order) },
            state: { job async throws(Failure) in try await state(of: job, order) },
            end: { job async throws(Failure) in _ = try await send(order, "/v1/tasks/\(job.id)", deletes: true) },
            shortestPause: settings.pause, longestPause: settings.pause, total: settings.total)
        let (addresses, _) = try await work.run(order.journal, http.time)
        guard let address = addresses.first else {
            throw Failure(.answerUnreadable, cause: "a film without an address")
        }
        let file = ResultFile(
            call: call(order, OutboundRequest(settings.baseURL, trust: .named, limits: settings.downloadLimits)),
            accepts: ["video/"], missing: .providerFailed, http: http)
        return Output(model: order.model, media: [.bytes(try await file.bytes(at: address))])
    }

    private func begin(_ order: Order) async throws(Failure) -> RemoteJob {
        guard let picture = order.inputs.first, picture.type.isPicture else {
            throw Failure(.requestRejected, cause: "a film needs a picture")
        }
        guard picture.size <= RunwayProvider.dataURLBytes else {
            throw Failure(.inputTooLarge, cause: "\(picture.size) bytes; Runway takes \(RunwayProvider.dataURLBytes)")
        }
        var body: [String: JSONValue] = [
            "model": .string(order.model.description), "promptImage": .string(try picture.dataURL()),
            "ratio": .string(settings.ratio), "duration": .number(Double(order.parameters.seconds ?? 5)),
            "promptText": .string(order.prompt.text.prefix(utf16: RunwayProvider.promptLimit)),
        ]
        if let seed = order.parameters.seed { body["seed"] = .number(Double(seed % 4_294_967_296)) }
        let task = try await json(order, "/v1/image_to_video", body: try JSONValue.object(body).bytes)
        guard let id = task["id"]?.text, id.isPlainIdentifier else {
            throw Failure(.answerUnreadable, cause: "a task without an id")
        }
        return RemoteJob(id)
    }

    private func state(of job: RemoteJob, _ order: Order) async throws(Failure) -> RemoteWork.State {
        let task = try await json(order, "/v1/tasks/\(job.id)")
        switch task["status"]?.text {
        case "SUCCEEDED": return .done(task["output"]?.elements.compactMap(\.text) ?? [], usage: Usage())
        case "FAILED": return .failed(failure(of: task))
        case "CANCELLED": return .failed(Failure(.providerFailed, cause: "ended at Runway"))
        default:
            guard case .number(let part)? = task["progress"] else { return .running(percent: nil) }
            return .running(percent: Int(max(0, min(1, part)) * 100))
        }
    }

    private func failure(of task: JSONValue) -> Failure {
        let code = task["failureCode"]?.text ?? ""
        let reason: Failure.Reason =
            code.hasPrefix("SAFETY.") ? .contentRefused : code.hasPrefix("ASSET.") ? .requestRejected : .providerFailed
        return Failure(reason, cause: redaction("Runway: \(code) \(task["failure"]?.text ?? "")"))
    }

    private var redaction: Redaction { Redaction([settings.key]) }

    private func call(_ order: Order, _ request: OutboundRequest) -> ProviderCall {
        ProviderCall(provider: name, model: order.model, request: request, redaction: redaction)
    }

    private func json(_ order: Order, _ path: String, body: [UInt8]? = nil) async throws(Failure) -> JSONValue {
        let bytes = try await send(order, path, body: body)
        guard let json = JSONValue(bytes) else {
            throw Failure(.answerUnreadable, cause: "no JSON, \(bytes.count) bytes")
        }
        return json
    }

    private func send(
        _ order: Order, _ path: String, body: [UInt8]? = nil, deletes: Bool = false
    ) async throws(Failure) -> [UInt8] {
        var headers = [("Authorization", "Bearer \(settings.key.secret)"), ("X-Runway-Version", settings.version)]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        var request = OutboundRequest(
            settings.baseURL.appending(path: path), trust: .configured, headers: headers, body: body,
            limits: settings.limits)
        request.deletes = deletes
        return try await http.open(call(order, request)).wholeBody()
    }
}

extension String {
    /// Whole characters, at most so many UTF-16 units.
    fileprivate func prefix(utf16 limit: Int) -> String {
        guard utf16.count > limit else { return self }
        var text = ""
        var room = limit
        for character in self {
            room -= character.utf16.count
            guard room >= 0 else { break }
            text.append(character)
        }
        return text
    }
}
