import FoundationEssentials
import Generation
import Glibc

@testable import Studio

extension StudioJob {
    static func illustration(_ prompt: String, _ width: Int, _ height: Int, to output: String) -> StudioJob {
        StudioJob(task: .illustrate, prompt: prompt, width: width, height: height, seed: 7, output: output)
    }
}

/// The program as it was built, run with a job on its standard input.
struct BuiltProgram {
    var status: Int32
    /// The number of the signal that ended it; 0 when it ended by itself.
    var signal: Int32
    var reports: [StudioReport]

    var error: String? { reports.compactMap(\.error).first }

    /// Writes the input, closes it, and waits for the end.
    static func run(_ input: String, art: String = "/nonexistent") throws -> BuiltProgram {
        let started = try Started(art: art)
        started.write(input)
        started.closeInput()
        return started.end()
    }

    static func run(_ job: StudioJob, art: String = "/nonexistent") throws -> BuiltProgram {
        try run(String(decoding: JSONEncoder().encode(job), as: UTF8.self), art: art)
    }

    /// A running program.
    struct Started {
        let process: pid_t
        private let input: Int32
        private let output: Int32

        init(art: String) throws {
            var toProgram: [Int32] = [0, 0]
            var fromProgram: [Int32] = [0, 0]
            // Pairs of sockets, because they alone are closed on exec from the start: programs that tests elsewhere
            // start at this moment must not hold our ends open.
            let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
            guard socketpair(AF_UNIX, kind, 0, &toProgram) == 0, socketpair(AF_UNIX, kind, 0, &fromProgram) == 0 else {
                throw StudioError("no sockets")
            }
            var actions = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&actions)
            posix_spawn_file_actions_adddup2(&actions, toProgram[0], STDIN_FILENO)
            posix_spawn_file_actions_adddup2(&actions, fromProgram[1], STDOUT_FILENO)
            let path = try BuiltProgram.path()
            var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(path), nil]
            var environment: [UnsafeMutablePointer<CChar>?] = [strdup("STUDIO_ART=\(art)"), nil]
            var process = pid_t()
            let result = posix_spawn(&process, path, &actions, nil, &arguments, &environment)
            posix_spawn_file_actions_destroy(&actions)
            for pointer in arguments + environment { free(pointer) }
            close(toProgram[0])
            close(fromProgram[1])
            guard result == 0 else { throw StudioError("cannot start \(path): \(result)") }
            self.process = process
            input = toProgram[1]
            output = fromProgram[0]
        }

        func write(_ text: String) {
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
        }

        func closeInput() { close(input) }

        /// Reads to the end of the output and waits for the process.
        func end() -> BuiltProgram {
            var bytes: [UInt8] = []
            var chunk = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(output, &chunk, chunk.count)
                guard count > 0 else { break }
                bytes += chunk.prefix(count)
            }
            close(output)
            var status: Int32 = 0
            waitpid(process, &status, 0)
            let reports = bytes.split(separator: UInt8(ascii: "\n")).compactMap {
                // A line that is no report is left out, and missed by the test that wants it.
                try? JSONDecoder().decode(StudioReport.self, from: Data($0))
            }
            return BuiltProgram(status: (status >> 8) & 0xff, signal: status & 0x7f, reports: reports)
        }
    }

    /// Beside the test bundle.
    private static func path() throws -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { bytes in
            bytes.withMemoryRebound(to: CChar.self) { names in
                names.baseAddress.map { readlink("/proc/self/exe", $0, 4095) } ?? 0
            }
        }
        var folder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        while let slash = folder.lastIndex(of: "/") {
            folder = String(folder[..<slash])
            if access("\(folder)/Studio", X_OK) == 0 { return "\(folder)/Studio" }
        }
        throw StudioError("the program is not built")
    }
}
