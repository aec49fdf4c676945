package import EventLoop
import FoundationEssentials
package import Generation
import Glibc
import HTTPClient
import Subprocess

/// Keeps the embedded text server: started at first need, ended when idle, started again when it died.
package actor TextServer {
    /// A server that listens. Whoever has it by `lease` gives it back by `release`.
    struct Running: Sendable {
        let process: Subprocess
        let pid: Int32
        let url: HTTPURL
        let key: APIKey
    }

    private typealias Start = Result<Running, Failure>

    private let settings: TextServerSettings
    private let loop: EventLoop
    private let time: Timekeeper
    private let events: @Sendable (ProviderEvent) -> Void
    private var running: Running?
    private var isStarting = false
    private var startingProcess: Subprocess?
    private var waiters: [Int: CheckedContinuation<Start, Never>] = [:]
    private var lastWaiter = 0
    private var leases = 0
    private var stops = 0
    private var idleTask: Task<Void, Never>?

    /// The loop serves child processes; one is enough for all of them.
    package init(
        _ settings: TextServerSettings, on loop: EventLoop, time: Timekeeper,
        events: @escaping @Sendable (ProviderEvent) -> Void
    ) {
        self.settings = settings
        self.loop = loop
        self.time = time
        self.events = events
    }

    /// Whether the model is there. Starting the server, which takes seconds, counts as ready.
    package func readiness() -> Readiness {
        guard let program = settings.command.first, access(program, X_OK) == 0 else {
            return .unavailable(settings.isOff ? .modelOff : .modelMissing)
        }
        return ModelProgress.readiness(
            isOff: settings.isOff, modelExists: FileManager.default.fileExists(atPath: settings.modelPath),
            ModelProgress(path: settings.progressPath),
            isAlive: { $0 > 0 && (kill($0, 0) == 0 || errno == EPERM) })
    }

    /// Ends the server, if it runs; for shutdown. A later order starts it again.
    package func stop() async {
        stops += 1
        idleTask?.cancel()
        idleTask = nil
        await startingProcess?.end()
        await running?.process.end()
    }

    /// The server, started if needed. Throws the reason of its readiness, `.textServerDied` or `.cancelled`.
    func lease() async throws(Failure) -> Running {
        idleTask?.cancel()
        idleTask = nil
        leases += 1
        do throws(Failure) {
            // One that has just died may not have been noticed yet.
            if let running, await running.process.exitStatus == nil { return running }
            running = nil
            return try await started()
        } catch {
            release()
            throw error
        }
    }

    func release() {
        leases -= 1
        guard leases == 0 else { return }
        // Cancelled by the next lease and by `stop`.
        idleTask = Task { [time, settings] in
            do {
                try await time.sleep(settings.idle)
                await self.endIdle()
            } catch {
                return
            }
        }
    }

    /// How it died, if it did; asked after an exchange with it broke. The kernel closes a dying process's sockets before
    /// it tells of its end, hence a moment's wait.
    func death(of server: Running) async -> Failure? {
        let status = await withTaskGroup(of: ExitStatus?.self) { group in
            // Both answer `nil` when cancelled, which is all there is to say then.
            group.addTask { try? await server.process.exit() }
            group.addTask {
                try? await Task.sleep(for: .seconds(1))
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let status else { return nil }
        return await death(of: server.process, "\(status)")
    }

    // MARK: Starting

    private func beginStart() {
        guard !isStarting else { return }
        isStarting = true
        // This actor owns it by `isStarting`; it ends with the start, which has a time limit, or by `stop`.
        Task { finishStart(await launch()) }
    }

    private func started() async throws(Failure) -> Running {
        lastWaiter += 1
        let ticket = lastWaiter
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: Start.failure(Failure(.cancelled)))
                } else if let running {
                    continuation.resume(returning: .success(running))
                } else {
                    beginStart()
                    waiters[ticket] = continuation
                }
            }
        } onCancel: {
            // Nobody owns it; it ends by itself, and the cancelled caller waits for what it does.
            Task { await self.stopWaiting(ticket) }
        }
        return try outcome.get()
    }

    private func stopWaiting(_ ticket: Int) {
        waiters.removeValue(forKey: ticket)?.resume(returning: .failure(Failure(.cancelled)))
    }

    private func finishStart(_ outcome: Start) {
        isStarting = false
        startingProcess = nil
        if case .success(let server) = outcome {
            running = server
            events(.serverStarted(pid: server.pid, address: "\(server.url)"))
            // The process owns it: it ends with the process.
            Task { await watch(server) }
        }
        for waiter in waiters.values { waiter.resume(returning: outcome) }
        waiters = [:]
    }

    private func launch() async -> Start {
        let stopsBefore = stops
        switch readiness() {
        case .ready: break
        case .preparing: return .failure(Failure(.modelLoading))
        case .unavailable(let reason): return .failure(Failure(reason))
        }
        // A random key is always a key.
        guard let key = APIKey(randomKey()) else { return .failure(Failure(.internal)) }
        let process: Subprocess
        do {
            process = try await Subprocess.start(
                command(key: key), limits: SubprocessLimits(memoryBytes: settings.memoryBytes), on: loop)
        } catch {
            return .failure(Failure(.textServerDied, cause: "\(error)"))
        }
        startingProcess = process
        let url = stops == stopsBefore ? await address(from: process) : nil
        guard let url, stops == stopsBefore else {
            await process.end()
            return .failure(
                stops == stopsBefore ? await death(of: process, "gave no address") : Failure(.shuttingDown))
        }
        return .success(Running(process: process, pid: await process.pid, url: url, key: key))
    }

    private func command(key: APIKey) -> Command {
        let arguments = [
            settings.modelPath, "--port", "0", "--parallel", "\(settings.parallel)", "--context", "\(settings.context)",
        ]
        return Command(
            program: settings.command[0], arguments: settings.command.dropFirst() + arguments,
            environment: ["MODEL_SERVER_KEY": key.secret, "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    }

    /// Its first line within the time limit, if that is a loopback address, with or without a scheme.
    private func address(from process: Subprocess) async -> HTTPURL? {
        // Cancelled when this function returns.
        let alarm = Task { [time, settings] in
            try await time.sleep(settings.startLimit)
            await process.end()
        }
        defer { alarm.cancel() }
        // A child without a first line has ended or is ended by the caller, who says why.
        guard let line = try? await process.nextLine() else { return nil }
        let text = line.trimmed
        guard let url = HTTPURL(text.contains("://") ? text : "http://" + text) else { return nil }
        return ["127.0.0.1", "::1", "localhost"].contains(url.origin.host) ? url : nil
    }

    // MARK: Ending

    /// Reads what it prints, so that it never waits for us, until it ends.
    private func watch(_ server: Running) async {
        do {
            while try await server.process.nextLine() != nil {}
            let status = try await server.process.exit()
            if running?.pid == server.pid { running = nil }
            events(.serverEnded(pid: server.pid, cause: await death(of: server.process, "\(status)").cause))
        } catch {
            // A line without end: it is being ended already.
            await server.process.end()
            if running?.pid == server.pid { running = nil }
            events(.serverEnded(pid: server.pid, cause: "\(error)"))
        }
    }

    private func death(of process: Subprocess, _ what: String) async -> Failure {
        let said = await process.errorText.suffix(300)
        return Failure(.textServerDied, cause: Redaction()(said.isEmpty ? what : "\(what): \(said)"))
    }

    private func endIdle() async {
        guard leases == 0, let server = running else { return }
        running = nil
        await server.process.end()
    }
}

private func randomKey() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in String(generator.next(), radix: 16) }.joined()
}
