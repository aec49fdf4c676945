import EventLoop
import Subprocess
import Testing

@Suite struct `A subprocess` {
    private let loop: EventLoop

    init() throws {
        loop = try EventLoop(name: "processes")
    }

    private func shell(
        _ script: String, environment: [String: String] = [:], limits: SubprocessLimits = SubprocessLimits()
    ) async throws -> Subprocess {
        let command = Command(program: "/bin/sh", arguments: ["-c", script], environment: environment)
        return try await Subprocess.start(command, limits: limits, on: loop)
    }

    private func lines(of process: Subprocess) async throws -> [String] {
        var lines: [String] = []
        while let line = try await process.nextLine() { lines.append(line) }
        return lines
    }

    @Test func `gives its lines, its last one unended too, and its exit`() async throws {
        let process = try await shell("echo one; printf 'two\\r\\n\\nlast'; exit 7")
        #expect(try await lines(of: process) == ["one", "two", "", "last"])
        #expect(try await process.exit() == .exited(7))
        #expect(await process.exitStatus == .exited(7))
        #expect(try await process.nextLine() == nil)
    }

    @Test func `has the arguments and the environment it was given, and nothing else`() async throws {
        let command = Command(
            program: "/usr/bin/env", arguments: ["-u", "B"], environment: ["A": "ä 1", "B": "2"])
        let process = try await Subprocess.start(command, on: loop)
        #expect(try await lines(of: process) == ["A=ä 1"])
        let other = try await shell("ls /proc/$$/fd | tr '\\n' ' '; ps -o pgid= -p $$ | tr -d ' '; echo $$")
        let seen = try await lines(of: other)
        #expect(seen.first?.hasPrefix("0 1 2 ") == true)
        #expect(seen.last.map { seen.first?.hasSuffix($0) ?? false } == true)
    }

    @Test func `is told on its input, much at once too, and reads the end of it`() async throws {
        let process = try await shell("wc -c")
        try await process.write([UInt8](repeating: 65, count: 1_000_000))
        try await process.write(Array("bye\n".utf8))
        await process.closeInput()
        #expect(try await lines(of: process) == ["1000004"])
        await #expect(throws: SubprocessError.self) { try await process.write([1]) }
    }

    @Test func `that does not read its input fails the writer, not us`() async throws {
        let process = try await shell("exec <&-; echo closed; sleep 60")
        #expect(try await process.nextLine() == "closed")
        await #expect(throws: SubprocessError.self) {
            try await process.write([UInt8](repeating: 65, count: 1_000_000))
        }
        await process.end()
    }

    @Test func `that is not there is not started`() async throws {
        let command = Command(program: "/nowhere/program")
        await #expect { try await Subprocess.start(command, on: loop) } throws: { error in
            (error as? SubprocessError)?.kind == .notStarted
        }
    }

    @Test func `keeps the end of its error output`() async throws {
        let process = try await shell("yes error | head -c 100000 >&2; echo last words >&2; echo done")
        #expect(try await lines(of: process) == ["done"])
        _ = try await process.exit()
        #expect(await process.errorText.hasSuffix("last words\n"))
        #expect(await process.errorText.utf8.count == 4096)
    }

    @Test func `waits while its lines are not read, and loses none`() async throws {
        let process = try await shell("seq 1 20000", limits: SubprocessLimits(lineBytes: 1000))
        var last = 0
        while let line = try await process.nextLine() {
            #expect(Int(line) == last + 1)
            last += 1
        }
        #expect(last == 20_000)
    }

    @Test func `is ended for a line without end`() async throws {
        let process = try await shell("yes | tr -d '\\n'", limits: SubprocessLimits(lineBytes: 100_000))
        await #expect { try await process.nextLine() } throws: { ($0 as? SubprocessError)?.kind == .lineTooLong }
        #expect(try await process.exit() != .exited(0))
    }

    @Test func `is ended when its time is over, though it ignores the polite signal`() async throws {
        let limits = SubprocessLimits(time: .milliseconds(100), grace: .milliseconds(100))
        let process = try await shell("trap '' TERM; echo on; while :; do sleep 1; done", limits: limits)
        #expect(try await lines(of: process) == ["on"])
        #expect(try await process.exit() == .killed(signal: 9))
        #expect(await process.isOutOfTime)
    }

    @Test func `may clean up when it is ended`() async throws {
        let process = try await shell("trap 'echo bye; exit 3' TERM; echo on; while :; do sleep 0.01; done")
        #expect(try await process.nextLine() == "on")
        await process.end()
        #expect(await process.exitStatus == .exited(3))
        #expect(try await process.nextLine() == "bye")
        #expect(await !process.isOutOfTime)
    }

    @Test func `takes its children with it`() async throws {
        let process = try await shell("sleep 1000 & echo $!; exit 0")
        let grandchild = try #require(try await process.nextLine())
        #expect(try await process.exit() == .exited(0))
        // A killed process takes a moment to be gone.
        let script = """
            for try in $(seq 500); do
                grep -qs '^State:.*[RSD] ' /proc/\(grandchild)/status || { echo gone; exit; }
                sleep 0.01
            done
            """
        #expect(try await lines(of: try await shell(script)) == ["gone"])
    }

    @Test func `gets no more memory than allowed`() async throws {
        let command = Command(
            program: "/usr/bin/python3", arguments: ["-c", "input(); x = bytearray(1 << 30); print(len(x))"])
        let limited = try await Subprocess.start(command, limits: SubprocessLimits(memoryBytes: 512 << 20), on: loop)
        try await limited.write([10])
        #expect(try await lines(of: limited).isEmpty)
        #expect(try await limited.exit() == .exited(1))
        #expect(await limited.errorText.contains("MemoryError"))
        let free = try await Subprocess.start(command, on: loop)
        try await free.write([10])
        #expect(try await lines(of: free) == ["1073741824"])
    }

    @Test func `outlives a waiter that is cancelled, until it is ended`() async throws {
        let process = try await shell("read line; echo $line; read more")
        let reader = Task { try await process.nextLine() }
        let waiter = Task { try await process.exit() }
        for task in [0, 1] { if task == 0 { reader.cancel() } else { waiter.cancel() } }
        await #expect { try await reader.value } throws: { ($0 as? SubprocessError)?.kind == .cancelled }
        await #expect { try await waiter.value } throws: { ($0 as? SubprocessError)?.kind == .cancelled }
        try await process.write(Array("still here\n".utf8))
        #expect(try await process.nextLine() == "still here")
        await process.end()
        #expect(await process.exitStatus == .killed(signal: 15))
    }

    @Test func `can be had a hundred times without leaving anything`() async throws {
        for _ in 0..<100 {
            let process = try await shell("cat")
            try await process.write(Array("x\n".utf8))
            #expect(try await process.nextLine() == "x")
            await process.closeInput()
            #expect(try await process.exit() == .exited(0))
        }
    }
}
