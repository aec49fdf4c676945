import Generation
import Glibc
import Testing

@testable import Studio

@Suite struct `The program` {
    private let art: TinyArt

    init() throws { art = try TinyArt() }

    private var output: String { "\(art.path)/out.png" }

    @Test func `a job becomes a file, told of in lines`() throws {
        let ended = try BuiltProgram.run(.illustration("a red car", 64, 48, to: output), art: art.path)
        #expect(ended.status == 0 && ended.signal == 0)
        #expect(ended.error == nil)
        #expect(ended.reports.compactMap(\.scene) == ["red car; street, day"])
        let progress = ended.reports.compactMap(\.progress)
        #expect(progress == progress.sorted() && progress.last == 100)
        let bitmap = try PNGReader.read(#require(FileBytes.read(output, limit: 1 << 20)))
        #expect(bitmap.width == 64 && bitmap.height == 48)
        #expect(access("\(output).part", F_OK) != 0)
    }

    @Test func `two runs of one job write the same bytes`() throws {
        let job = StudioJob.illustration("Eine Katze auf einem Fahrrad bei Nacht im Regen", 64, 64, to: output)
        _ = try BuiltProgram.run(job, art: art.path)
        let first = try #require(FileBytes.read(output, limit: 1 << 20))
        unlink(output)
        _ = try BuiltProgram.run(job, art: art.path)
        #expect(FileBytes.read(output, limit: 1 << 20) == first)
    }

    @Test func `a thumbnail is made`() throws {
        try FileBytes.write(PNGWriter.bytes(of: Canvas(width: 90, height: 60)), to: "\(art.path)/source.png")
        let job = StudioJob(task: .thumbnail, width: 30, height: 30, source: "\(art.path)/source.png", output: output)
        let ended = try BuiltProgram.run(job)
        #expect(ended.status == 0)
        let bitmap = try PNGReader.read(#require(FileBytes.read(output, limit: 1 << 20)))
        #expect(bitmap.width == 30 && bitmap.height == 20)
    }

    @Test(arguments: [(15, 64), (64, 15), (2049, 64), (64, 2049), (-1, 64), (0, 0), (Int.max, 64)])
    func `a size out of 16 to 2048 is refused with a report`(width: Int, height: Int) throws {
        let ended = try BuiltProgram.run(.illustration("x", width, height, to: output))
        #expect(ended.status == 1)
        #expect(ended.error?.contains("16…2048") == true)
        #expect(access(output, F_OK) != 0)
    }

    @Test(arguments: ["", "\n", "{", "[]", "null", "{\"task\":\"paint\"}", "{\"task\":\"illustrate\"}", "\u{0}\u{0}\n"])
    func `what is no job is refused with a report`(input: String) throws {
        let ended = try BuiltProgram.run(input)
        #expect(ended.status == 1)
        #expect(ended.error != nil)
    }

    @Test func `an output that cannot be written is refused with a report`() throws {
        for path in ["/nonexistent/out.png", "out.png", art.path] {
            let ended = try BuiltProgram.run(.illustration("x", 16, 16, to: path))
            #expect(ended.status == 1)
            #expect(ended.error != nil)
        }
    }

    @Test func `a missing prompt or source is refused with a report`() throws {
        let noPrompt = StudioJob(task: .illustrate, width: 16, height: 16, output: output)
        #expect(try BuiltProgram.run(noPrompt).error == "there is no prompt")
        let noSource = StudioJob(task: .thumbnail, width: 16, height: 16, output: output)
        #expect(try BuiltProgram.run(noSource).status == 1)
        let gone = StudioJob(task: .thumbnail, width: 16, height: 16, source: "\(art.path)/gone.png", output: output)
        #expect(try BuiltProgram.run(gone).error?.contains("cannot be read") == true)
    }

    /// The largest picture takes seconds in a debug build, so that the input is closed long before it is finished.
    @Test func `it ends when its input is closed early`() throws {
        let started = try BuiltProgram.Started(art: art.path)
        started.write(try job(2048) + "\n")
        started.closeInput()
        let ended = started.end()
        #expect(ended.status == 1)
        #expect(access(output, F_OK) != 0)
    }

    @Test func `it serves a job that ends with a line feed while its input stays open`() throws {
        let started = try BuiltProgram.Started(art: art.path)
        started.write(try job(32) + "\n")
        let ended = started.end()
        started.closeInput()
        #expect(ended.status == 0)
        #expect(access(output, F_OK) == 0)
    }

    @Test func `it ends on SIGTERM`() throws {
        let started = try BuiltProgram.Started(art: art.path)
        started.write(try job(2048) + "\n")
        kill(started.process, SIGTERM)
        let ended = started.end()
        started.closeInput()
        #expect(ended.signal == SIGTERM)
        #expect(access(output, F_OK) != 0)
    }

    private func job(_ size: Int) throws -> String {
        "{\"task\":\"illustrate\",\"prompt\":\"a city\",\"width\":\(size),\"height\":\(size),\"seed\":1,\"output\":\"\(output)\"}"
    }
}
