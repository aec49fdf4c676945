import EventLoop
import Glibc
import HTTPServer
import Logging

/// Reads the settings, opens the app, serves until a signal ends it.
///
/// `main` is not async because the main thread would then wait with every signal unblocked, and be ended by the first.
@main enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let answer = CommandAnswer(arguments) { return print(answer.text) }
        // Everything this program writes is its user's alone.
        umask(0o077)
        let termination = TerminationSignal()
        // The process owns this task and ends with it. Detached because the main actor never gets a turn.
        Task.detached { exit(await run(arguments, until: termination)) }
        while true { pause() }
    }

    private static func run(_ arguments: [String], until termination: TerminationSignal) async -> Int32 {
        do {
            var settings = try SettingSource.ofThisProcess(arguments.filter { $0 != "--print-config" })
            if arguments.contains("--print-config") {
                print(settings.listing())
            } else {
                try await serve(try Config(settings), until: termination)
            }
            return 0
        } catch let problems as ConfigProblems {
            return failed(problems.problems, exitCode: 78)
        } catch {
            return failed(["\(error)"], exitCode: 1)
        }
    }

    private static func serve(_ config: Config, until termination: TerminationSignal) async throws {
        let folder = try DataFolder(config.dataDir)
        let app = try await App(config)
        let server = Server(options: app.serverOptions, handler: app.respond)
        let addresses: [BoundAddress]
        do {
            addresses = try await server.start()
        } catch {
            await app.shutDown(within: .zero)
            throw StartProblem(
                "Cannot listen on \(config.host), port \(config.ports.map(String.init).joined(separator: ", ")): \(error)."
            )
        }
        for address in addresses { print("Tagwerk: http://\(address)") }
        fflush(nil)
        app.log.info(
            "started", ["addresses": addresses.map(\.description).joined(separator: " "), "data": folder.path])
        let signal = await termination.received()
        app.log.info("stopping", ["signal": "\(signal)"])
        await app.shutDown(server, within: .seconds(10))
        app.log.info("stopped")
    }

    private static func failed(_ problems: [String], exitCode: Int32) -> Int32 {
        for problem in problems { writeToStandardError("Tagwerk: \(problem)\n") }
        return exitCode
    }

    private static func writeToStandardError(_ text: String) {
        _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }
}
