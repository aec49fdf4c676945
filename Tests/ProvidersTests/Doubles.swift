import EventLoop
import FoundationEssentials
import Generation
import HTTPClient
import LoopbackServer
import Providers
import Subprocess
import Synchronization
import Testing

/// Time that passes only by sleeping, and notes it; chance that always says the same.
final class ManualTime: Sendable {
    private let state = Mutex<(now: Duration, pauses: [Duration])>((.zero, []))

    var pauses: [Duration] { state.withLock { $0.pauses } }

    func keeper(random: Double = 0) -> Timekeeper {
        Timekeeper(
            elapsed: { self.state.withLock { $0.now } }, unixSeconds: { 784_111_777 },
            sleep: { duration async throws(CancellationError) in
                if Task.isCancelled { throw CancellationError() }
                self.state.withLock { state in
                    state.now += duration
                    state.pauses.append(duration)
                }
            }, random: { random })
    }
}

/// Notes what providers tell the log.
final class EventList: Sendable {
    private let events = Mutex<[ProviderEvent]>([])
    var all: [ProviderEvent] { events.withLock { $0 } }
    func add(_ event: ProviderEvent) { events.withLock { $0.append(event) } }
}

/// An OpenAI provider whose server is a loopback script.
struct Bench {
    let server: LoopbackServer
    let time = ManualTime()
    let events = EventList()
    var settings: OpenAISettings
    var rules = AddressRules()

    init(_ server: LoopbackServer) throws {
        self.server = server
        settings = OpenAISettings(baseURL: try #require(HTTPURL("\(server.base)/v1/")))
        settings.key = APIKey("sk-test-0123456789abcdef")
        settings.textModel = ModelName("m")
        settings.imageModel = ModelName("i")
    }

    init(answering answer: @escaping @Sendable (LoopbackRequest) -> String) async throws {
        try self.init(try await LoopbackServer(answering: answer))
    }

    init(_ script: @escaping LoopbackServer.Script) async throws {
        try self.init(try await LoopbackServer(script))
    }

    func provider(random: Double = 0) throws -> OpenAIProvider {
        let http = ProviderHTTP(
            client: try HTTPClient(rules: rules), time: time.keeper(random: random), events: events.add)
        return OpenAIProvider(settings, over: http)
    }

    func chat(_ text: LiveText = LiveText(now: { Moment(milliseconds: 0) })) async throws -> (Output, String) {
        let output = try await provider().answer(order(.code), into: text)
        return (output, text.text)
    }

    func picture(_ parameters: Parameters = Parameters()) async throws -> [UInt8] {
        let output = try await provider().answer(order(.image, parameters), into: LiveText.unwatched)
        guard case .bytes(let bytes)? = output.media.first else {
            Issue.record("no bytes")
            return []
        }
        return bytes
    }
}

extension LiveText {
    static var unwatched: LiveText { LiveText(now: { Moment(milliseconds: 0) }) }
}

func order(_ modality: Modality, _ parameters: Parameters = Parameters(), prompt: String = "Say hello") throws -> Order
{
    Order(
        prompt: try Prompt(prompt, modality: modality), model: ModelName(modality == .code ? "m" : "i"),
        parameters: parameters)
}

/// The failure that the work throws; another outcome is an issue.
func failure(of work: () async throws -> some Any) async throws -> Failure {
    do {
        _ = try await work()
    } catch let failure as Failure {
        return failure
    }
    Issue.record("no failure")
    return Failure(.internal)
}

func http(_ status: Int, _ body: String, _ fields: String...) -> String {
    let lines = ["HTTP/1.1 \(status) Told", "Content-Length: \(body.utf8.count)"] + fields
    return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// A whole event stream of these `data` lines.
func stream(_ chunks: [String], isDone: Bool = true) -> String {
    let events = (chunks + (isDone ? ["[DONE]"] : [])).map { "data: \($0)\n\n" }.joined()
    return http(200, events, "Content-Type: text/event-stream")
}

func chunk(_ text: String, finish: String? = nil) -> String {
    let reason = finish.map { "\"\($0)\"" } ?? "null"
    return
        #"{"model":"real-m","choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":\#(reason)}],"usage":null}"#
}

let usageChunk = #"{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}"#

/// A folder that is gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/tagwerk-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // What is left behind lies in the system's temporary folder.
        try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ name: String, _ text: String) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        return file
    }

    /// An executable, written by another process: a child that a parallel test starts just now could hold our descriptor
    /// a moment longer than we, and Linux executes no file that is open for writing.
    func writeProgram(_ name: String, _ text: String, on loop: EventLoop) async throws -> String {
        let file = "\(path)/\(name)"
        let command = Command(program: "/bin/sh", arguments: ["-c", "cat > '\(file)' && chmod 755 '\(file)'"])
        let writer = try await Subprocess.start(command, on: loop)
        try await writer.write(Array(text.utf8))
        await writer.closeInput()
        #expect(try await writer.exit() == .exited(0))
        return file
    }
}
