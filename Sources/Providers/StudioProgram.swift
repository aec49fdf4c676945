package import EventLoop
import FoundationEssentials
import Generation
import Subprocess

/// The program `Studio`: one process a job, described on its standard input, limited in time and memory.
package struct StudioProgram: Sendable {
    /// Absolute path of the executable.
    package var path: String
    package var timeLimit: Duration = .seconds(60)
    /// Address space of a job's process; `nil` for no limit.
    package var memoryBytes: Int? = 1 << 30
    private let loop: EventLoop

    /// The loop serves child processes; one is enough for all of them.
    package init(path: String, on loop: EventLoop) {
        self.path = path
        self.loop = loop
    }

    /// Does one job and gives its reports. Throws `.studioFailed`, `.providerTimedOut` or `.cancelled`, with nothing left
    /// at the job's output.
    func run(_ job: StudioJob) async throws(Failure) -> [StudioReport] {
        do throws(Failure) {
            return try await outcome(of: job)
        } catch {
            // There may be nothing to remove.
            try? FileManager.default.removeItem(atPath: job.output)
            throw error
        }
    }

    private func outcome(of job: StudioJob) async throws(Failure) -> [StudioReport] {
        let process: Subprocess
        do {
            process = try await Subprocess.start(
                Command(program: path, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]),
                limits: SubprocessLimits(time: timeLimit, memoryBytes: memoryBytes), on: loop)
        } catch {
            throw Failure(.studioFailed, cause: "\(error)")
        }
        do {
            let reports = try await reports(on: job, from: process)
            await process.end()
            return reports
        } catch {
            await process.end()
            throw await failure(error, of: process)
        }
    }

    /// The input stays open until the end: its closing tells the program that we have gone.
    private func reports(on job: StudioJob, from process: Subprocess) async throws -> [StudioReport] {
        try await process.write(Array(try JSONEncoder().encode(job)) + [UInt8(ascii: "\n")])
        var reports: [StudioReport] = []
        while let line = try await process.nextLine() {
            // A line that is no report (a library's warning) tells nothing.
            guard let report = try? JSONDecoder().decode(StudioReport.self, from: Data(line.utf8)) else { continue }
            if let error = report.error { throw Failure(.studioFailed, cause: Redaction()(error)) }
            if reports.count < 1000 { reports.append(report) }
        }
        let status = try await process.exit()
        guard status == .exited(0) else { throw Failure(.studioFailed, cause: "\(status)") }
        guard FileManager.default.fileExists(atPath: job.output) else {
            throw Failure(.studioFailed, cause: "no file at its end")
        }
        return reports
    }

    private func failure(_ error: any Error, of process: Subprocess) async -> Failure {
        if await process.isOutOfTime { return Failure(.providerTimedOut, cause: "Studio took more than \(timeLimit)") }
        if let error = error as? SubprocessError, error.kind == .cancelled { return Failure(.cancelled) }
        let what = (error as? Failure)?.cause ?? "\(error)"
        let said = await process.errorText.suffix(300)
        return Failure(.studioFailed, cause: Redaction()(said.isEmpty ? what : "\(what): \(said)"))
    }
}
