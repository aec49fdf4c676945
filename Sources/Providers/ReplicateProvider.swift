package import Generation
import HTTPClient

/// Pictures, music and pictures from pictures by predictions of Replicate (providers.md §2).
package struct ReplicateProvider: Provider {
    /// Replicate takes larger files as uploads only.
    private static let dataURLBytes = 256_000

    private let settings: ReplicateSettings
    private let http: ProviderHTTP

    package init(_ settings: ReplicateSettings, over http: ProviderHTTP) {
        self.settings = settings
        self.http = http
    }

    package var name: ProviderName { ProviderName("replicate") }
    package var concurrency: Int { settings.concurrency }
    package func model(for modality: Modality) -> ModelName? { settings.models[modality]?.name }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        guard let model = settings.models[order.prompt.modality] else {
            throw Failure(.modelUnknown, cause: "Replicate does no \(order.prompt.modality)")
        }
        let work = RemoteWork(
            begin: { () async throws(Failure) in try await begin(order, by: model) },
            state: { job async throws(Failure) in try await state(of: job, order) },
            end: { job async throws(Failure) in
                _ = try await json(order, "/v1/predictions/\(job.id)/cancel", body: [])
            },
            shortestPause: settings.shortestPause, longestPause: settings.longestPause, total: settings.total)
        let (addresses, usage) = try await work.run(order.journal, http.time)
        guard let address = addresses.first else { throw Failure(.noImage, cause: "no output") }
        let kinds = order.prompt.modality.resultTypes
        let file = ResultFile(
            call: call(order, OutboundRequest(settings.baseURL, trust: .named, limits: settings.downloadLimits)),
            accepts: kinds, missing: .noImage, http: http)
        return Output(model: order.model, usage: usage, media: [.bytes(try await file.bytes(at: address))])
    }

    private func begin(_ order: Order, by model: ReplicateModel) async throws(Failure) -> RemoteJob {
        let input = model.input.filled(try await values(of: order))
        let name = order.model.description
        if name.contains(":") || !name.contains("/") { return try await begin(order, version: name, input) }
        do {
            return try job(
                try await json(
                    order, "/v1/models/\(name)/predictions", body: try JSONValue.object(["input": input]).bytes))
        } catch {
            guard error.reason == .modelUnknown || error.reason == .requestRejected else { throw error }
            // Only official models can be asked by name; of others the newest version is meant.
            let version = try? await json(order, "/v1/models/\(name)")["latest_version"]?["id"]?.text
            guard let version else { throw error }
            return try await begin(order, version: version, input)
        }
    }

    private func begin(_ order: Order, version: String, _ input: JSONValue) async throws(Failure) -> RemoteJob {
        let body = try JSONValue.object(["version": .string(version), "input": input]).bytes
        return try job(try await json(order, "/v1/predictions", body: body))
    }

    private func job(_ prediction: JSONValue) throws(Failure) -> RemoteJob {
        guard let id = prediction["id"]?.text, id.isPlainIdentifier else {
            throw Failure(.answerUnreadable, cause: "a prediction without an id")
        }
        return RemoteJob(id)
    }

    private func state(of job: RemoteJob, _ order: Order) async throws(Failure) -> RemoteWork.State {
        let prediction = try await json(order, "/v1/predictions/\(job.id)")
        switch prediction["status"]?.text {
        case "succeeded": return .done(addresses(prediction["output"]), usage: Usage())
        case "failed": return .failed(failure(prediction["error"]?.text ?? ""))
        case "canceled": return .failed(Failure(.providerFailed, cause: "ended at Replicate"))
        case "aborted": return .failed(Failure(.providerTimedOut, cause: "not begun within Replicate's limit"))
        default: return .running(percent: prediction["logs"]?.text?.lastPercent)
        }
    }

    /// One address, or several, or an object of them, depending on the model.
    private func addresses(_ output: JSONValue?) -> [String] {
        switch output {
        case .string(let address)?: [address]
        case .array(let elements)?: elements.compactMap(\.text)
        case .object(let members)?: members.sorted { $0.key < $1.key }.compactMap(\.value.text)
        case .null?, .bool?, .number?, nil: []
        }
    }

    private func failure(_ words: String) -> Failure {
        let isRefused = ["nsfw", "sensitive", "safety", "flagged"].contains { words.lowercased().contains($0) }
        return Failure(isRefused ? .contentRefused : .providerFailed, cause: redaction("Replicate: \(words)"))
    }

    private func values(of order: Order) async throws(Failure) -> [String: JSONValue] {
        let wishes = order.parameters
        var values: [String: JSONValue] = ["prompt": .string(order.prompt.text)]
        values["seconds"] = wishes.seconds.map { .number(Double($0)) }
        values["width"] = wishes.width.map { .number(Double($0)) }
        values["height"] = wishes.height.map { .number(Double($0)) }
        values["seed"] = wishes.seed.map { .number(Double($0 % 4_294_967_296)) }
        if let file = order.inputs.first { values["image"] = .string(try await address(of: file, order)) }
        return values
    }

    private func address(of file: InputFile, _ order: Order) async throws(Failure) -> String {
        if file.size <= ReplicateProvider.dataURLBytes { return try file.dataURL() }
        var form = MultipartBody()
        try form.add("content", file)
        let answer = try await json(order, "/v1/files", body: form.bytes, type: form.contentType)
        guard let address = answer["urls"]?["get"]?.text else {
            throw Failure(.answerUnreadable, cause: "an upload without an address")
        }
        return address
    }

    private var redaction: Redaction { Redaction([settings.key]) }

    private func call(_ order: Order, _ request: OutboundRequest) -> ProviderCall {
        ProviderCall(provider: name, model: order.model, request: request, redaction: redaction)
    }

    private func json(
        _ order: Order, _ path: String, body: [UInt8]? = nil, type: String = "application/json"
    ) async throws(Failure) -> JSONValue {
        var headers = [("Authorization", "Bearer \(settings.key.secret)"), ("Accept", "application/json")]
        if body != nil { headers.append(("Content-Type", type)) }
        let request = OutboundRequest(
            settings.baseURL.appending(path: path), trust: .configured, headers: headers, body: body,
            limits: settings.limits)
        let bytes = try await http.open(call(order, request)).wholeBody()
        guard let json = JSONValue(bytes) else {
            throw Failure(.answerUnreadable, cause: "no JSON, \(bytes.count) bytes")
        }
        return json
    }
}

extension Modality {
    /// Beginnings of the content types that a result may have.
    var resultTypes: [String] {
        switch self {
        case .music, .avatar: ["audio/"]
        case .video: ["video/"]
        case .code, .chat, .image, .imageEdit, .imageReading, .audioReading, .tags: ["image/"]
        }
    }
}

extension String {
    /// Of a number that another server gave out and that becomes part of a path.
    var isPlainIdentifier: Bool {
        (1...200).contains(utf8.count)
            && utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
                    || byte == UInt8(ascii: "_")
            }
    }

    /// `42` of the last ` 42%|████` in a model's log.
    fileprivate var lastPercent: Int? {
        guard let bar = utf8.suffix(4096).lastIndex(of: UInt8(ascii: "|")) else { return nil }
        let bars = self[..<bar].utf8.suffix(200)
        guard let sign = bars.lastIndex(of: UInt8(ascii: "%")) else { return nil }
        let digits = self[..<sign].utf8.suffix(3).filter { (0x30...0x39).contains($0) }
        return Int(String(decoding: Array(digits), as: UTF8.self)).flatMap { $0 <= 100 ? $0 : nil }
    }
}
