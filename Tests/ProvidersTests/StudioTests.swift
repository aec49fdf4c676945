import EventLoop
import FoundationEssentials
import Generation
import Glibc
import Providers
import Testing

@Suite struct `Studio` {
    private let folder: TemporaryFolder
    private let loop: EventLoop

    init() throws {
        folder = try TemporaryFolder()
        loop = try EventLoop(name: "processes")
    }

    /// A program that reads its job, leaves it in a file, and goes on as told in Python.
    private func program(_ python: String) async throws -> StudioProgram {
        let path = try await folder.writeProgram(
            "studio",
            """
            #!/usr/bin/python3
            import json, os, sys, time
            line = sys.stdin.readline()
            job = json.loads(line)
            open("\(folder.path)/job.json", "w").write(line)
            open("\(folder.path)/pid", "w").write(str(os.getpid()))
            \(python)
            """, on: loop)
        return StudioProgram(path: path, on: loop)
    }

    private func provider(_ program: StudioProgram) -> StudioProvider {
        StudioProvider(program, temporaryFolder: "\(folder.path)/pictures")
    }

    private var job: StudioJob {
        get throws {
            try JSONDecoder().decode(StudioJob.self, from: Data(contentsOf: URL(filePath: "\(folder.path)/job.json")))
        }
    }

    private var picturesLeft: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/pictures").count) ?? 0
    }

    private let good = """
        print("a library's warning")
        print(json.dumps({"progress": 50}), flush=True)
        open(job["output"], "wb").write(b"PNG")
        print(json.dumps({"progress": 100, "scene": "cat; night"}))
        """

    @Test func `draws a picture that is handed on as a file`() async throws {
        let provider = provider(try await program(good))
        #expect(provider.model(for: .image) == ModelName("tagwerk-scene-composer"))
        #expect(provider.model(for: .code) == nil)
        #expect(await provider.readiness() == .ready)
        let text = LiveText.unwatched
        let output = try await provider.answer(order(.image, prompt: "a cat at night"), into: text)
        guard case .file(let path)? = output.media.first else {
            Issue.record("no file")
            return
        }
        #expect(FileManager.default.contents(atPath: path) == Data("PNG".utf8))
        #expect(path.hasPrefix("\(folder.path)/pictures/"))
        #expect(text.text == "cat; night")
        let expected = StudioJob(
            task: .illustrate, prompt: "a cat at night", width: 1024, height: 1024, seed: 0xD422_8C33_B493_F06F,
            output: path)
        #expect(try job == expected)
    }

    @Test func `takes size and seed from the order, within its limits`() async throws {
        let parameters = Parameters(width: 4000, height: 1, seed: .max)
        _ = try await provider(try await program(good)).answer(order(.image, parameters), into: .unwatched)
        let job = try job
        #expect([job.width, job.height] == [2048, 16])
        #expect(job.seed == .max)
    }

    @Test(arguments: [
        (#"print(json.dumps({"error": "no such font"})); sys.exit(1)"#, "no such font"),
        (#"open(job["output"], "w").write("half"); sys.stderr.write("bad\n"); sys.exit(3)"#, "exit 3: bad"),
        ("os.kill(os.getpid(), 11)", "signal 11"), ("pass", "no file at its end"),
        ("print('x' * 3000000)", "lineTooLong: 1048576 bytes"),
    ])
    func `that fails says why and leaves nothing`(python: String, cause: String) async throws {
        let provider = provider(try await program(python))
        let failure = try await failure { try await provider.answer(order(.image), into: .unwatched) }
        #expect(failure.reason == .studioFailed)
        #expect(failure.cause.hasPrefix(cause))
        #expect(picturesLeft == 0)
    }

    @Test func `that hangs is ended in time, with all it started`() async throws {
        var program = try await program(#"open(job["output"], "w").write("half"); os.system("sleep 1000")"#)
        program.timeLimit = .milliseconds(500)
        let provider = provider(program)
        let failure = try await failure { try await provider.answer(order(.image), into: .unwatched) }
        #expect(failure.reason == .providerTimedOut)
        #expect(picturesLeft == 0)
    }

    @Test func `that wants too much memory fails alone`() async throws {
        var program = try await program("time.sleep(0.2); x = bytearray(1 << 30)\n" + good)
        program.memoryBytes = 512 << 20
        let limited = provider(program)
        let failure = try await failure { try await limited.answer(order(.image), into: .unwatched) }
        #expect(failure.reason == .studioFailed)
        #expect(failure.cause.contains("MemoryError"))
        program.memoryBytes = nil
        _ = try await provider(program).answer(order(.image), into: .unwatched)
    }

    @Test func `is ended when its task is cancelled`() async throws {
        let provider = provider(try await program("sys.stdin.read()\ntime.sleep(1000)"))
        let task = Task { try await provider.answer(order(.image), into: .unwatched) }
        let file = "\(folder.path)/pid"
        var pid: Int32 = 0
        while pid == 0 {
            pid = FileManager.default.contents(atPath: file).flatMap { Int32(String(decoding: $0, as: UTF8.self)) } ?? 0
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(kill(pid, 0) == 0)
        task.cancel()
        #expect(try await failure { try await task.value }.reason == .cancelled)
        #expect(kill(pid, 0) == -1)
    }

    @Test func `that is not there cannot be asked`() async throws {
        let provider = provider(StudioProgram(path: "/nowhere/Studio", on: loop))
        #expect(await provider.readiness() == .unavailable(.studioFailed))
        #expect(
            try await failure { try await provider.answer(order(.image), into: .unwatched) }.reason == .studioFailed)
    }

    @Test func `makes small pictures of kept ones`() async throws {
        let thumbnailer = StudioThumbnailer(try await program(good))
        let output = "\(folder.path)/small.png"
        try await thumbnailer.thumbnail(of: "/kept/large.png", to: output, longerSide: 320)
        #expect(
            try job == StudioJob(task: .thumbnail, width: 320, height: 320, source: "/kept/large.png", output: output))
        #expect(FileManager.default.fileExists(atPath: output))
        let failing = StudioThumbnailer(try await program("sys.exit(1)"))
        #expect(
            try await failure { try await failing.thumbnail(of: "/x", to: output, longerSide: 320) }.reason
                == .studioFailed)
        #expect(!FileManager.default.fileExists(atPath: output))
    }
}
