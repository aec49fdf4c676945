import Doubles
import FoundationEssentials
import Generation
import Glibc
import HTTP
import Providers
import Synchronization
import Testing

@testable import WebApp

/// The whole app over a temporary data folder, with scripted providers and a clock that a test moves.
struct TestApp {
    let app: App
    let folder: TemporaryFolder
    let text: ScriptedProvider
    let image: ScriptedProvider
    let time: TestTime

    static func start(
        _ settings: [String: String] = [:], folder: TemporaryFolder = TemporaryFolder(),
        text: ScriptedProvider = ScriptedProvider("openai"),
        image: ScriptedProvider = ScriptedProvider("openai-images"),
        time: TestTime = TestTime()
    ) async throws -> TestApp {
        var environment = settings
        environment["DATA_DIR"] = folder.path
        environment["ROOT"] = checkout
        environment["LOG_LEVEL"] = settings["LOG_LEVEL"] ?? "debug"
        let app = try await App(
            try Config(environment: environment), clock: time.clock,
            catalog: Generator.Catalog([
                .code: text, .image: image, .chat: text, .tags: TagProvider(asking: text), .music: image,
            ]))
        return TestApp(app: app, folder: folder, text: text, image: image, time: time)
    }

    static func with(
        _ settings: [String: String] = [:], _ body: (TestApp) async throws -> Void
    ) async throws {
        let test = try await start(settings)
        try await body(test)
        await test.app.shutDown(within: .zero)
    }

    func get(_ path: String, _ headers: HeaderFields = [:]) async -> Answer {
        await send(Request(.get, path, headers: headers.withHost()))
    }

    func post(_ path: String, form: String = "", _ headers: HeaderFields = [:]) async -> Answer {
        await post(path, body: form, type: "application/x-www-form-urlencoded", headers)
    }

    func post(_ path: String, body: String, type: String?, _ headers: HeaderFields = [:]) async -> Answer {
        var headers = headers.withHost()
        if let type { headers["Content-Type"] = type }
        return await send(Request(.post, path, headers: headers, body: RequestBody(bytes: Array(body.utf8))))
    }

    func send(_ request: Request) async -> Answer {
        await Answer(await app.respond(request))
    }

    /// The log as it stands.
    var log: String { folder.read("app.log") }

    static let checkout = #filePath.components(upTo: "/Tests/")
}

extension String {
    fileprivate func components(upTo mark: String) -> String {
        guard let range = self.firstRange(of: mark) else { return self }
        return String(self[..<range.lowerBound])
    }
}

extension HeaderFields {
    fileprivate func withHost() -> HeaderFields {
        var headers = self
        if !headers.contains("Host") { headers["Host"] = "127.0.0.1:8080" }
        return headers
    }
}

/// A clock that stands until a test moves it, in a zone of fixed offset.
final class TestTime: Sendable {
    /// 2026-11-20T13:05:09Z
    private let state = Mutex<(now: Int64, offset: Int64)>((1_795_179_909_000, 3600))

    var clock: WallClock {
        WallClock(
            now: { Moment(milliseconds: self.state.withLock { $0.now }) },
            local: { moment in
                let seconds = moment.milliseconds / 1000 + self.state.withLock { $0.offset }
                let rest = Int(seconds % 86_400)
                return LocalTime(
                    day: Day(daysSinceEpoch: Int(seconds / 86_400)), hour: rest / 3600, minute: rest / 60 % 60,
                    second: rest % 60)
            })
    }

    func advance(seconds: Int64) { state.withLock { $0.now += seconds * 1000 } }
    func set(offset: Int64) { state.withLock { $0.offset = offset } }
}

/// A response as a client reads it.
struct Answer {
    let status: Int
    let headers: HeaderFields
    let body: [UInt8]

    init(_ response: Response) async {
        status = response.status.code
        headers = response.headers
        switch response.body {
        case .bytes(let bytes): body = bytes
        case .file(let range): body = range.bytes
        case .stream(let write):
            let writer = CollectingWriter()
            // A stream that fails ends as a cut connection would: with what was written.
            try? await write(writer)
            body = writer.bytes
        }
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as a JSON object; empty for anything else.
    var json: [String: JSON] { (try? JSONDecoder().decode([String: JSON].self, from: Data(body))) ?? [:] }
}

enum JSON: Decodable, Equatable {
    case text(String), number(Double), object([String: JSON]), list([JSON]), null, flag(Bool)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    var text: String? { if case .text(let value) = self { value } else { nil } }
    var elements: [JSON] { if case .list(let values) = self { values } else { [] } }
    subscript(key: String) -> JSON? { if case .object(let values) = self { values[key] } else { nil } }
}

final class CollectingWriter: ResponseWriter {
    private let state = Mutex<[UInt8]>([])
    var bytes: [UInt8] { state.withLock { $0 } }
    func write(_ bytes: [UInt8]) async throws(ResponseWriteError) { state.withLock { $0 += bytes } }
}

extension FileRange {
    fileprivate var bytes: [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        let count = pread(descriptor.number, &bytes, length, off_t(offset))
        return Array(bytes.prefix(max(0, count)))
    }
}
