import FoundationEssentials
import Generation
import Glibc

/// One job: read it, do it, answer for it.
struct StudioProgram {
    private static let sizes = 16...2048
    private let reports = ReportLines()

    /// The exit status: 0 when the output is there, 1 after a report with `error`.
    func run() -> Int32 {
        do {
            let (job, isHeld) = try JobInput.read()
            try check(job)
            if isHeld { InputWatch.begin() }
            let product = try perform(job)
            if let report = product.report { reports.send(report) }
            try FileBytes.write(product.bytes, to: job.output)
            reports.send(StudioReport(progress: 100))
            return 0
        } catch {
            reports.send(StudioReport(error: error.message))
            return 1
        }
    }

    private func check(_ job: StudioJob) throws(StudioError) {
        try checkSize(job)
        guard job.output.hasPrefix("/"), !job.output.utf8.contains(0) else {
            throw StudioError("the output is no absolute path")
        }
        switch job.task {
        case .illustrate, .speak, .compose, .keywords:
            if job.prompt == nil { throw StudioError("there is no prompt") }
        case .thumbnail, .film, .filter, .read:
            if job.source?.hasPrefix("/") != true { throw StudioError("the source is no absolute path") }
        }
        if let code = job.language, Language(code: code) == nil {
            throw StudioError("the language is neither de nor en nor ja nor ko")
        }
    }

    private func checkSize(_ job: StudioJob) throws(StudioError) {
        let (needsWidth, needsHeight) =
            switch job.task {
            case .illustrate: (true, true)
            case .thumbnail: (true, false)
            case .film: (job.width != 0 || job.height != 0, job.width != 0 || job.height != 0)
            case .speak, .compose, .filter, .read, .keywords: (false, false)
            }
        guard !needsWidth || Self.sizes.contains(job.width), !needsHeight || Self.sizes.contains(job.height) else {
            throw StudioError("the size \(job.width) × \(job.height) is not within 16…2048")
        }
        let times: ClosedRange<Double> = job.task == .compose ? Musician.lengths : Filmmaker.lengths
        guard job.seconds.map(times.contains) ?? true else {
            throw StudioError("the length is not within \(times.lowerBound)…\(times.upperBound) seconds")
        }
    }

    private func perform(_ job: StudioJob) throws(StudioError) -> Product {
        let progress: (Int) -> Void = { reports.send(StudioReport(progress: $0)) }
        switch job.task {
        case .illustrate:
            let art = ArtLocation.folder()
            let (canvas, summary) = try Illustrator(art: art).illustrate(job, progress: progress)
            reports.send(StudioReport(progress: 92, scene: summary))
            let attribution = art.flatMap { $0.isUsed ? $0.attribution() : nil }
            let notes = PictureNotes(job, scene: summary, attribution: attribution)
            return Product(bytes: try PNGWriter.bytes(of: canvas, notes: notes.entries))
        case .thumbnail:
            return Product(
                bytes: try Thumbnail.bytes(
                    of: job.source ?? "", longerSide: job.width, folder: FileBytes.folder(of: job.output)))
        case .speak:
            let speech = try Speaker().say(job.prompt ?? "", in: job.language.flatMap(Language.init(code:)))
            return Product(bytes: speech.wav, report: speech.report)
        case .compose:
            return try Musician().compose(
                job.prompt ?? "", seconds: job.seconds ?? Musician.usualLength, seed: job.seed, progress: progress)
        case .film: return try Filmmaker().film(job, progress: progress)
        case .filter: return try PictureFilter().filter(job, progress: progress)
        case .read: return try PictureReader().read(job.source ?? "", progress: progress)
        case .keywords: return Product(bytes: try PictureReader.json(Keywords.of(job.prompt ?? "")))
        }
    }
}

/// One line of JSON for each report, written whole.
struct ReportLines {
    func send(_ report: StudioReport) {
        // Optional fields always encode; the numbers among them are finite.
        guard var line = try? JSONEncoder().encode(report) else { return }
        line.append(UInt8(ascii: "\n"))
        // A reader that is gone cannot be told anything; its closed input ends the program anyway.
        line.withUnsafeBytes { bytes in
            var at = 0
            while at < bytes.count {
                let count = write(STDOUT_FILENO, bytes.baseAddress.map { $0 + at }, bytes.count - at)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                at += count
            }
        }
    }
}

/// The job from standard input. A job that ends with a line feed is served only while the input stays open: when its
/// writer closes it or dies, the program ends. A job that ends with the input itself is worked off to its end.
enum JobInput {
    /// A prompt is at most 256 KiB; as JSON it may be six times as long.
    private static let limit = 4 << 20

    /// The job, and whether the input was still open after it.
    static func read() throws(StudioError) -> (StudioJob, isHeld: Bool) {
        var bytes: [UInt8] = []
        var isOpen = true
        while isOpen, bytes.last != UInt8(ascii: "\n") {
            isOpen = try more(&bytes)
        }
        guard !bytes.isEmpty else { throw StudioError("no job on standard input") }
        do {
            return (try JSONDecoder().decode(StudioJob.self, from: Data(bytes)), isOpen)
        } catch {
            throw StudioError("the job is not readable: \(error)")
        }
    }

    private static func more(_ bytes: inout [UInt8]) throws(StudioError) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = chunk.withUnsafeMutableBytes { Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { return true }
        guard count > 0 else { return false }
        bytes += chunk.prefix(count)
        guard bytes.count <= limit else { throw StudioError("the job is longer than \(limit) bytes") }
        return true
    }
}

/// Ends the program as soon as nobody holds the other end of its input any more.
enum InputWatch {
    static func begin() {
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { _ in
                var byte: UInt8 = 0
                while true {
                    let count = Glibc.read(STDIN_FILENO, &byte, 1)
                    if count == 0 || count < 0 && errno != EINTR { _exit(1) }
                }
            }, nil)
        pthread_detach(thread)
    }
}

/// Where the art is: `STUDIO_ART`, or `.models/art` in a folder above the program.
enum ArtLocation {
    static func folder() -> ArtFolder? {
        if let named = getenv("STUDIO_ART") { return ArtFolder(path: String(cString: named)) }
        guard var path = program() else { return nil }
        while let slash = path.lastIndex(of: "/") {
            path = String(path[..<slash])
            if let folder = ArtFolder(path: "\(path)/.models/art") { return folder }
        }
        return nil
    }

    private static func program() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { return nil }
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
