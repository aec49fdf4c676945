import FoundationEssentials
import Generation
import HTTPClient
import LoopbackServer
import Providers
import Synchronization
import Testing

/// A server that answers by method and path, a list of answers for each, the last one again and again.
private final class Script: Sendable {
    private let answers: Mutex<[String: [String]]>
    init(_ answers: [String: [String]]) { self.answers = Mutex(answers) }

    func answer(_ request: LoopbackRequest) -> String {
        answers.withLock { answers in
            let key = "\(request.method) \(request.target)"
            guard let first = answers[key]?.first else { return http(404, #"{"detail":"not here"}"#) }
            if answers[key, default: []].count > 1 { answers[key]?.removeFirst() }
            return first
        }
    }
}

/// Which jobs were noted.
private final class Notes: Sendable {
    private let state = Mutex<(jobs: [String], percents: [Int])>(([], []))
    var jobs: [String] { state.withLock { $0.jobs } }
    var percents: [Int] { state.withLock { $0.percents } }

    func journal(begun: RemoteJob? = nil, isLeaving: Bool = false) -> Journal {
        Journal(
            begun: begun, begin: { job in self.state.withLock { $0.jobs.append(job.id) } },
            report: { percent in self.state.withLock { $0.percents.append(percent) } }, leaves: { isLeaving })
    }
}

private let key = "r8_0123456789abcdefghij"

/// Both providers over one scripted server.
private struct RemoteBench {
    let server: LoopbackServer
    let time = ManualTime()
    let folder: TemporaryFolder

    init(_ answers: [String: [String]]) async throws {
        let script = Script(answers)
        server = try await LoopbackServer { script.answer($0) }
        folder = try TemporaryFolder()
    }

    private func over() throws -> (ProviderHTTP, HTTPURL) {
        let base = try #require(HTTPURL(server.base))
        let client = try HTTPClient(rules: AddressRules(configured: [base.origin]))
        return (ProviderHTTP(client: client, time: time.keeper(), events: { _ in }), base)
    }

    func replicate() throws -> ReplicateProvider {
        let (http, base) = try over()
        func model(_ name: String, _ input: String) throws -> ReplicateModel {
            ReplicateModel(name: ModelName(name), input: try #require(InputTemplate(input)))
        }
        let models: [Modality: ReplicateModel] = [
            .image: try model("google/painter", #"{"prompt":"{prompt}","seed":"{seed}","output_format":"png"}"#),
            .music: try model("meta/musicgen", #"{"prompt":"{prompt}","duration":"{seconds}"}"#),
            .imageEdit: try model("a/b:0123", #"{"image":"{image}","list":["{prompt}","{width}"],"n":1}"#),
        ]
        return ReplicateProvider(
            ReplicateSettings(baseURL: base, key: try #require(APIKey(key)), models: models), over: http)
    }

    func runway() throws -> RunwayProvider {
        let (http, base) = try over()
        return RunwayProvider(
            RunwaySettings(baseURL: base, key: try #require(APIKey(key)), model: ModelName("gen4_turbo")), over: http)
    }

    func order(
        _ modality: Modality, _ model: String, _ parameters: Parameters = Parameters(), inputBytes: Int? = nil,
        journal: Journal = Journal()
    ) throws -> Order {
        var inputs: [InputFile] = []
        if let inputBytes {
            let path = try folder.write("in.png", String(repeating: "p", count: inputBytes))
            inputs = [InputFile(path: path, type: .png, size: inputBytes)]
        }
        return Order(
            prompt: try Prompt("Say hello", modality: modality), model: ModelName(model), parameters: parameters,
            inputs: inputs, journal: journal)
    }

    func body(_ number: Int) -> String { server.requests[number].bodyText }
}

private func prediction(_ status: String, _ rest: String = "") -> String {
    http(201, #"{"id":"p1","status":"\#(status)"\#(rest)}"#)
}

@Suite struct `Predictions of Replicate` {
    @Test func `are begun by the model's name, noted, asked about and brought here without the key`() async throws {
        let notes = Notes()
        let bench = try await RemoteBench([
            "POST /v1/models/google/painter/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [
                http(200, #"{"id":"p1","status":"processing","logs":"a\n 10%|#  | 1/10\n 42%|## | 4/10"}"#),
                http(200, #"{"id":"p1","status":"succeeded","output":["/made.png","/other.png"]}"#),
            ],
            "GET /made.png": [http(200, "bytes", "Content-Type: image/png")],
        ])
        let order = try bench.order(.image, "google/painter", Parameters(seed: 7), journal: notes.journal())
        let output = try await bench.replicate().answer(order, into: .unwatched)
        guard case .bytes(let bytes)? = output.media.first else { throw Failure(.noImage) }
        #expect(String(decoding: bytes, as: UTF8.self) == "bytes" && output.model == ModelName("google/painter"))
        #expect(notes.jobs == ["p1"] && notes.percents == [42])
        #expect(bench.body(0) == #"{"input":{"output_format":"png","prompt":"Say hello","seed":7}}"#)
        let keys = bench.server.requests.map { $0.header("Authorization") }
        #expect(keys == ["Bearer " + key, "Bearer " + key, "Bearer " + key, nil])
        #expect(bench.time.pauses == [.seconds(1)])
    }

    @Test func `of models that are not official are begun with their newest version`() async throws {
        let bench = try await RemoteBench([
            "GET /v1/models/meta/musicgen": [http(200, #"{"latest_version":{"id":"abc"}}"#)],
            "POST /v1/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [http(200, #"{"status":"succeeded","output":"data:audio/wav;base64,UklGRg=="}"#)],
        ])
        let output = try await bench.replicate().answer(
            bench.order(.music, "meta/musicgen", Parameters(seconds: 30)), into: .unwatched)
        guard case .bytes(let bytes)? = output.media.first else { throw Failure(.noImage) }
        #expect(String(decoding: bytes, as: UTF8.self) == "RIFF")
        #expect(bench.body(2) == #"{"input":{"duration":30,"prompt":"Say hello"},"version":"abc"}"#)
    }

    @Test func `get small files as data and large ones as uploads`() async throws {
        let bench = try await RemoteBench([
            "POST /v1/predictions": [prediction("succeeded")],
            "POST /v1/files": [http(201, #"{"id":"f","urls":{"get":"https://up.example/f"}}"#)],
            "GET /v1/predictions/p1": [http(200, #"{"status":"succeeded","output":"data:image/png;base64,UklGRg=="}"#)],
        ])
        let provider = try bench.replicate()
        _ = try await provider.answer(try bench.order(.imageEdit, "a/b:0123", inputBytes: 3), into: .unwatched)
        let small = #"{"input":{"image":"data:image/png;base64,cHBw","list":["Say hello"],"n":1},"version":"a/b:0123"}"#
        #expect(bench.body(0) == small)
        _ = try await provider.answer(try bench.order(.imageEdit, "a/b:0123", inputBytes: 300_000), into: .unwatched)
        #expect(bench.server.requests[2].header("Content-Type")?.hasPrefix("multipart/form-data; boundary=") == true)
        #expect(
            bench.body(2).contains("name=\"content\"; filename=\"input.png\"\r\nContent-Type: image/png\r\n\r\nppp"))
        #expect(bench.body(3).contains(#""image":"https://up.example/f""#))
    }

    @Test func `that an earlier run began are asked about and not begun again`() async throws {
        let notes = Notes()
        let bench = try await RemoteBench([
            "GET /v1/predictions/p9": [http(200, #"{"status":"succeeded","output":"data:image/png;base64,UklGRg=="}"#)]
        ])
        let order = try bench.order(.image, "google/painter", journal: notes.journal(begun: RemoteJob("p9")))
        _ = try await bench.replicate().answer(order, into: .unwatched)
        #expect(bench.server.requests.map(\.method) == ["GET"] && notes.jobs.isEmpty)
    }

    @Test(arguments: [
        (#"{"status":"failed","error":"NSFW content detected"}"#, Failure.Reason.contentRefused),
        (#"{"status":"failed","error":"CUDA out of memory"}"#, .providerFailed),
        (#"{"status":"canceled"}"#, .providerFailed), (#"{"status":"aborted"}"#, .providerTimedOut),
        (#"{"status":"succeeded","output":null}"#, .noImage), ("no json", .answerUnreadable),
    ])
    func `that fail say why`(_ state: String, _ reason: Failure.Reason) async throws {
        let bench = try await RemoteBench([
            "POST /v1/models/google/painter/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [http(200, state)],
        ])
        let order = try bench.order(.image, "google/painter")
        let failure = try await failure { try await bench.replicate().answer(order, into: .unwatched) }
        #expect(failure.reason == reason && !failure.cause.contains(key))
    }

    @Test func `are asked about again when a question fails for a reason that passes`() async throws {
        let bench = try await RemoteBench([
            "POST /v1/models/google/painter/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"status\"",
                http(200, #"{"status":"succeeded","output":"data:image/png;base64,UklGRg=="}"#),
            ],
        ])
        _ = try await bench.replicate().answer(try bench.order(.image, "google/painter"), into: .unwatched)
        #expect(bench.server.requests.count == 3)
    }

    @Test func `outlive an outage, and are ended when their time is over`() async throws {
        let bench = try await RemoteBench([
            "POST /v1/models/google/painter/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [http(503, "{}")],
            "POST /v1/predictions/p1/cancel": [http(200, "{}")],
        ])
        let order = try bench.order(.image, "google/painter")
        let failure = try await failure { try await bench.replicate().answer(order, into: .unwatched) }
        #expect(failure.reason == .providerFailed)
        let passed = bench.time.pauses.reduce(.zero, +)
        #expect(passed > .seconds(1700) && bench.server.requests.last?.target == "/v1/predictions/p1/cancel")
    }

    @Test(arguments: [false, true])
    func `are ended there when they are stopped here, but not when this program ends`(isLeaving: Bool) async throws {
        let bench = try await RemoteBench([
            "POST /v1/models/google/painter/predictions": [prediction("starting")],
            "GET /v1/predictions/p1": [http(200, #"{"status":"processing"}"#)],
            "POST /v1/predictions/p1/cancel": [http(200, "{}")],
        ])
        let order = try bench.order(.image, "google/painter", journal: Notes().journal(isLeaving: isLeaving))
        let provider = try bench.replicate()
        let work = Task { try await provider.answer(order, into: .unwatched) }
        while bench.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
        work.cancel()
        #expect(try await failure { try await work.value }.reason == .cancelled)
        let cancels = bench.server.requests.filter { $0.target.hasSuffix("/cancel") }
        #expect(cancels.count == (isLeaving ? 0 : 1))
    }
}

@Suite struct `Tasks of Runway` {
    private let done = #"{"status":"SUCCEEDED","output":["/film.mp4?sig=1"]}"#

    @Test func `are begun with the picture, asked about no sooner than allowed, and brought here`() async throws {
        let notes = Notes()
        let bench = try await RemoteBench([
            "POST /v1/image_to_video": [http(200, #"{"id":"t-1"}"#)],
            "GET /v1/tasks/t-1": [
                http(200, #"{"status":"THROTTLED"}"#), http(200, #"{"status":"RUNNING","progress":0.4}"#),
                http(200, done),
            ],
            "GET /film.mp4?sig=1": [http(200, "film", "Content-Type: video/mp4")],
        ])
        let order = try bench.order(
            .video, "gen4_turbo", Parameters(seconds: 10), inputBytes: 3, journal: notes.journal())
        let output = try await bench.runway().answer(order, into: .unwatched)
        #expect(output.media.count == 1 && notes.jobs == ["t-1"] && notes.percents == [40])
        #expect(
            bench.body(0) == #"{"duration":10,"model":"gen4_turbo","promptImage":"data:image/png;base64,cHBw","#
                + #""promptText":"Say hello","ratio":"1280:720"}"#)
        let versions = bench.server.requests.map { $0.header("X-Runway-Version") }
        #expect(versions == ["2024-11-06", "2024-11-06", "2024-11-06", "2024-11-06", nil])
        #expect(bench.server.requests.last?.header("Authorization") == nil)
        #expect(bench.time.pauses == [.seconds(5), .seconds(5)])
    }

    @Test(arguments: [
        ("SAFETY.INPUT.TEXT", Failure.Reason.contentRefused), ("ASSET.INVALID", .requestRejected),
        ("INTERNAL.BAD_OUTPUT.CODE01", .providerFailed),
    ])
    func `that fail say why`(_ code: String, _ reason: Failure.Reason) async throws {
        let bench = try await RemoteBench([
            "POST /v1/image_to_video": [http(200, #"{"id":"t-1"}"#)],
            "GET /v1/tasks/t-1": [http(200, #"{"status":"FAILED","failure":"x","failureCode":"\#(code)"}"#)],
        ])
        let order = try bench.order(.video, "gen4_turbo", inputBytes: 3)
        #expect(try await failure { try await bench.runway().answer(order, into: .unwatched) }.reason == reason)
    }

    @Test func `need a picture that is not too large, and cost nothing without`() async throws {
        let bench = try await RemoteBench([:])
        let without = try bench.order(.video, "gen4_turbo")
        let large = try bench.order(.video, "gen4_turbo", inputBytes: 3_700_001)
        let provider = try bench.runway()
        #expect(try await failure { try await provider.answer(without, into: .unwatched) }.reason == .requestRejected)
        #expect(try await failure { try await provider.answer(large, into: .unwatched) }.reason == .inputTooLarge)
        #expect(bench.server.requests.isEmpty)
    }

    @Test func `are ended there when they are stopped here`() async throws {
        let bench = try await RemoteBench([
            "POST /v1/image_to_video": [http(200, #"{"id":"t-1"}"#)],
            "GET /v1/tasks/t-1": [http(200, #"{"status":"RUNNING"}"#)],
            "DELETE /v1/tasks/t-1": ["HTTP/1.1 204 No Content\r\n\r\n"],
        ])
        let order = try bench.order(.video, "gen4_turbo", inputBytes: 3)
        let provider = try bench.runway()
        let work = Task { try await provider.answer(order, into: .unwatched) }
        while bench.server.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
        work.cancel()
        #expect(try await failure { try await work.value }.reason == .cancelled)
        #expect(bench.server.requests.last?.method == "DELETE")
    }
}
