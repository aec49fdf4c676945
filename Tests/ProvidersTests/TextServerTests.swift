import EventLoop
import FoundationEssentials
import Generation
import Glibc
import HTTPClient
import Providers
import Synchronization
import Testing

/// Serves one connection after the other; what it does is told by its first argument.
private let fakeServer = """
    #!/usr/bin/env python3
    import json, os, socket, sys, threading, time
    mode, arguments = sys.argv[1], sys.argv[2:]
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    if mode == "crash":
        sys.exit("cannot load the model")
    if mode == "silent":
        open(os.path.dirname(arguments[0]) + "/started", "w").close()
        time.sleep(1000)
    if mode == "foreign":
        print("http://8.8.8.8:80", flush=True)
        time.sleep(1000)
    server = socket.create_server(("127.0.0.1", 0))
    print("http://127.0.0.1:%d" % server.getsockname()[1], flush=True)
    print("x" * 200000, flush=True)
    served = 0
    while True:
        peer, _ = server.accept()
        head = b""
        while b"\\r\\n\\r\\n" not in head:
            head += peer.recv(65536)
        head, body = head.split(b"\\r\\n\\r\\n", 1)
        length = int([l for l in head.split(b"\\r\\n") if l.lower().startswith(b"content-length")][0].split(b":")[1])
        while len(body) < length:
            body += peer.recv(65536)
        key = "Authorization: Bearer " + os.environ["MODEL_SERVER_KEY"]
        def part(text, finish=None):
            chunk = {"model": "file", "choices": [{"delta": {"content": text}, "finish_reason": finish}]}
            peer.sendall(b"data: " + json.dumps(chunk).encode() + b"\\n\\n")
        if key.encode() not in head:
            peer.sendall(b"HTTP/1.1 401 No\\r\\nContent-Length: 0\\r\\n\\r\\n")
        else:
            peer.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\nConnection: close\\r\\n\\r\\n")
            served += 1
            part("%d %s " % (served, " ".join(arguments)))
            if mode == "dies":
                sys.stderr.write("out of memory")
                sys.stderr.flush()
                os._exit(3)
            part(json.loads(body)["messages"][0]["content"], "stop")
        peer.close()
    """

@Suite struct `The embedded text provider` {
    private let folder: TemporaryFolder
    private let events = EventList()
    private let loop: EventLoop
    private let script: String

    init() throws {
        folder = try TemporaryFolder()
        loop = try EventLoop(name: "processes")
        script = try folder.write("server", fakeServer)
    }

    private func settings(_ mode: String, hasModel: Bool = true) throws -> TextServerSettings {
        if hasModel { _ = try folder.write("model.gguf", "weights") }
        var settings = TextServerSettings(
            command: ["/usr/bin/python3", script, mode], modelPath: "\(folder.path)/model.gguf",
            progressPath: "\(folder.path)/progress.json", model: ModelName("small-coder"))
        settings.context = 4096
        return settings
    }

    private func engine(
        _ settings: TextServerSettings, time: Timekeeper = .system
    ) throws -> (server: TextServer, provider: EmbeddedTextProvider) {
        let server = TextServer(settings, on: loop, time: time, events: events.add)
        let http = ProviderHTTP(client: try HTTPClient(), time: time, events: events.add)
        return (server, EmbeddedTextProvider(settings, server: server, over: http))
    }

    private func answer(_ provider: EmbeddedTextProvider) async throws -> (Output, String) {
        let text = LiveText.unwatched
        let output = try await provider.answer(order(.code), into: text)
        return (output, text.text)
    }

    /// Returns when the silent server runs.
    private func started() async throws {
        while !FileManager.default.fileExists(atPath: "\(folder.path)/started") {
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private var starts: Int {
        events.all.count { if case .serverStarted = $0 { true } else { false } }
    }

    private var ends: Int {
        events.all.count { if case .serverEnded = $0 { true } else { false } }
    }

    @Test func `starts its server at first need, keeps it, and tells the model what it is`() async throws {
        let (server, provider) = try engine(settings("good"))
        #expect(starts == 0)
        let (output, text) = try await answer(provider)
        #expect(text.hasPrefix("1 \(folder.path)/model.gguf --port 0 --parallel 1 --context 4096 You are the small"))
        #expect(output.model == ModelName("small-coder"))
        #expect(try await answer(provider).1.hasPrefix("2 "))
        #expect(starts == 1)
        #expect(provider.concurrency == 1)
        await server.stop()
    }

    @Test func `says so when its server dies in the middle, and starts it again`() async throws {
        let (server, provider) = try engine(settings("dies"))
        for round in 1...2 {
            let text = LiveText.unwatched
            let failure = try await failure { try await provider.answer(order(.code), into: text) }
            #expect(failure == Failure(.textServerDied, cause: "exit 3: out of memory"))
            #expect(text.text.hasPrefix("1 "))
            #expect(starts == round)
        }
        await server.stop()
    }

    @Test func `says what its server said when it does not start`() async throws {
        let (_, provider) = try engine(settings("crash"))
        let failure = try await failure { try await answer(provider) }
        #expect(failure == Failure(.textServerDied, cause: "gave no address: cannot load the model"))
        #expect(starts == 0)
    }

    @Test(arguments: ["silent", "foreign"])
    func `gives up on a server that tells no loopback address in time`(mode: String) async throws {
        var settings = try settings(mode)
        settings.startLimit = .milliseconds(mode == "silent" ? 300 : 60_000)
        let (_, provider) = try engine(settings)
        #expect(try await failure { try await answer(provider) }.reason == .textServerDied)
    }

    @Test func `ends its server when nobody needs it`() async throws {
        var settings = try settings("good")
        settings.idle = .milliseconds(50)
        let (_, provider) = try engine(settings)
        _ = try await answer(provider)
        while ends == 0 { try await Task.sleep(for: .milliseconds(5)) }
        #expect(try await answer(provider).1.hasPrefix("1 "))
        #expect(starts == 2)
        while ends == 1 { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func `ends its server when it is told to, also while that starts`() async throws {
        let (server, provider) = try engine(settings("good"))
        _ = try await answer(provider)
        await server.stop()
        while ends == 0 { try await Task.sleep(for: .milliseconds(5)) }
        guard case .serverStarted(let pid, _)? = events.all.first(where: { "\($0)".hasPrefix("serverStarted") }) else {
            Issue.record("never started")
            return
        }
        #expect(kill(pid, 0) == -1)
        let (silent, waiting) = try engine(settings("silent"))
        let task = Task { try await answer(waiting) }
        try await started()
        await silent.stop()
        #expect(try await failure { try await task.value }.reason == .shuttingDown)
    }

    @Test func `lets a cancelled order go while the server starts`() async throws {
        let (server, provider) = try engine(settings("silent"))
        let task = Task { try await answer(provider) }
        try await started()
        task.cancel()
        #expect(try await failure { try await task.value }.reason == .cancelled)
        await server.stop()
    }

    @Test(arguments: [
        ("", true, Readiness.ready), ("", false, .unavailable(.modelMissing)), ("no JSON", true, .ready),
        (#"{"state":"fetching","percent":37,"message":"","updated":1,"pid":ALIVE}"#, false, .preparing(percent: 37)),
        (#"{"state":"verifying","percent":98,"pid":ALIVE}"#, true, .preparing(percent: 98)),
        (#"{"state":"fetching","percent":37,"pid":DEAD}"#, false, .unavailable(.modelMissing)),
        (#"{"state":"fetching","percent":37,"pid":0}"#, false, .unavailable(.modelMissing)),
        (#"{"state":"failed","percent":37,"reason":"offline","pid":DEAD}"#, false, .unavailable(.modelMissing)),
        (#"{"state":"failed","percent":98,"reason":"digest","pid":DEAD}"#, false, .unavailable(.modelBroken)),
        (#"{"state":"done","percent":100,"pid":DEAD}"#, true, .ready),
        (#"{"state":"done","percent":100,"pid":DEAD}"#, false, .unavailable(.modelMissing)),
    ])
    func `knows how far the model is`(progress: String, hasModel: Bool, expected: Readiness) async throws {
        let alive = progress.replacing("ALIVE", with: "\(getpid())").replacing("DEAD", with: "4194999")
        if !progress.isEmpty { _ = try folder.write("progress.json", alive) }
        var settings = try settings("good", hasModel: hasModel)
        #expect(await (try engine(settings)).provider.readiness() == expected)
        settings.isOff = true
        #expect(await (try engine(settings)).provider.readiness() == .unavailable(.modelOff))
    }

    @Test func `refuses at once what cannot come`() async throws {
        let (_, provider) = try engine(settings("good", hasModel: false))
        #expect(try await failure { try await answer(provider) } == Failure(.modelMissing))
        var settings = try settings("good")
        settings.command[0] = "/nowhere/python"
        #expect(await (try engine(settings)).provider.readiness() == .unavailable(.modelMissing))
    }

    @Test func `refuses while the model is on its way`() async throws {
        _ = try folder.write("progress.json", #"{"state":"fetching","percent":99,"pid":\#(getpid())}"#)
        let (_, provider) = try engine(settings("good", hasModel: false))
        #expect(await provider.readiness() == .preparing(percent: 99))
        #expect(try await failure { try await answer(provider) } == Failure(.modelLoading))
    }
}
