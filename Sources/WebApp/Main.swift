import EventLoop
import Glibc
import HTTPServer
import Logging

/// Reads the settings, opens the app, serves until a signal ends it.
///
/// On the main actor because signals must be blocked in the main thread too: it would take them, and end the process.
@main @MainActor enum Main {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let answer = CommandAnswer(arguments) { return print(answer.text) }
        do {
            var settings = try SettingSource.ofThisProcess(arguments.filter { $0 != "--print-config" })
            if arguments.contains("--print-config") { return print(settings.listing()) }
            try await serve(try Config(settings))
        } catch let problems as ConfigProblems {
            fail(problems.problems, exitCode: 78)
        } catch {
            fail(["\(error)"], exitCode: 1)
        }
    }

    private static func serve(_ config: Config) async throws {
        let termination = TerminationSignal()
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
        async let connections: Void = server.stop(within: .seconds(10))
        await app.shutDown(within: .seconds(10))
        await connections
        app.log.info("stopped")
    }

    private static func fail(_ problems: [String], exitCode: Int32) -> Never {
        for problem in problems { writeToStandardError("Tagwerk: \(problem)\n") }
        exit(exitCode)
    }

    private static func writeToStandardError(_ text: String) {
        _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }
}
