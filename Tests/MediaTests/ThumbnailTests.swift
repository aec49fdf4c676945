import Doubles
import Generation
import Media
import Testing

@Suite struct `Thumbnails` {
    let folder: TemporaryFolder
    let studio = ScriptedStudio()
    let store: FolderMediaStore

    init() throws {
        folder = TemporaryFolder()
        store = try FolderMediaStore(folder: folder.path) { [studio, folder] source, output, side throws(Failure) in
            try await studio.make(source, output, side, folder)
        }
    }

    @Test func `a thumbnail is made once, in the background, and then is there`() async throws {
        let key = try await store.keep(.bytes(png))
        for _ in 0..<5 { #expect(await store.thumbnailPath(of: key) == nil) }
        await studio.letFinish(1)
        let path = try #require(await eventually { await store.thumbnailPath(of: key) })
        #expect(path.hasSuffix("/\(pngDigest).320.png"))
        #expect(folder.bytes(path) == Array("small".utf8))
        #expect(await studio.asked == 1)
        #expect(await studio.sides == [320])
        #expect(await studio.sources == [store.path(of: key)])
        #expect(folder.names(in: "media/.incoming") == [])
    }

    @Test func `at most two are made at once, all in the end`() async throws {
        var keys: [MediaKey] = []
        for number in 0..<8 { keys.append(try await store.keep(.bytes(png + [UInt8(number)]))) }
        for key in keys { #expect(await store.thumbnailPath(of: key) == nil) }
        await studio.letFinish(8)
        for key in keys {
            let path = await eventually { await store.thumbnailPath(of: key) }
            #expect(path != nil)
        }
        #expect(await studio.asked == 8)
        #expect(await studio.mostAtOnce == 2)
    }

    @Test func `one that fails is not tried again and again`() async throws {
        let key = try await store.keep(.bytes(png))
        await studio.fail()
        #expect(await store.thumbnailPath(of: key) == nil)
        await studio.letFinish(1)
        await studio.waitUntilDone(1)
        for _ in 0..<5 { #expect(await store.thumbnailPath(of: key) == nil) }
        #expect(await studio.asked == 1)
    }

    @Test func `none is made of what is not kept`() async {
        let key = MediaKey(sha256: String(repeating: "0", count: 64), type: .png, size: 1)
        #expect(await store.thumbnailPath(of: key) == nil)
        #expect(await studio.asked == 0)
    }

    @Test func `a picture removed while its thumbnail is made leaves none`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = await store.thumbnailPath(of: key)
        await studio.waitUntilAsked(1)
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        await studio.letFinish(1)
        await store.close()
        #expect(folder.names(in: "media/\(pngDigest.prefix(2))") == [])
        #expect(folder.names(in: "media/.incoming") == [])
    }

    @Test func `a picture kept again after that gets one`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = await store.thumbnailPath(of: key)
        await studio.waitUntilAsked(1)
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        await studio.waitUntilDone(1)
        _ = try await store.keep(.bytes(png))
        await studio.letFinish(2)
        #expect(await eventually { await store.thumbnailPath(of: key) } != nil)
    }

    @Test func `a removed picture takes its thumbnail with it`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = await store.thumbnailPath(of: key)
        await studio.letFinish(1)
        _ = await eventually { await store.thumbnailPath(of: key) }
        #expect(folder.names(in: "media/\(pngDigest.prefix(2))").count == 2)
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        #expect(folder.names(in: "media/\(pngDigest.prefix(2))") == [])
    }

    @Test func `closing cancels what is being made and waits for its end`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = await store.thumbnailPath(of: key)
        await studio.waitUntilAsked(1)
        await store.close()
        #expect(await studio.wasCancelled)
        #expect(await store.thumbnailPath(of: key) == nil)
        #expect(await studio.asked == 1)
    }
}

/// Makes "thumbnails" when it is let.
actor ScriptedStudio {
    private(set) var asked = 0
    private(set) var mostAtOnce = 0
    private(set) var sides: [Int] = []
    private(set) var sources: [String?] = []
    private(set) var wasCancelled = false
    private var done = 0
    private var running = 0
    private var permits = 0
    private var fails = false

    func letFinish(_ count: Int) { permits += count }
    func fail() { fails = true }

    func waitUntilAsked(_ count: Int) async { while asked < count { await Task.yield() } }
    func waitUntilDone(_ count: Int) async { while done < count { await Task.yield() } }

    func make(_ source: String, _ output: String, _ side: Int, _ folder: TemporaryFolder) async throws(Failure) {
        asked += 1
        running += 1
        mostAtOnce = max(mostAtOnce, running)
        sides.append(side)
        sources.append(source)
        defer {
            running -= 1
            done += 1
        }
        while permits == 0, !Task.isCancelled { await Task.yield() }
        if Task.isCancelled {
            wasCancelled = true
            throw Failure(.cancelled)
        }
        permits -= 1
        guard !fails else { throw Failure(.studioFailed) }
        do { _ = try folder.write(Array("small".utf8), output) } catch { throw Failure(.studioFailed) }
    }
}

/// Asks again until there is an answer; the suite's own time limit ends what never comes.
private func eventually<T: Sendable>(_ ask: () async -> T?) async -> T? {
    for _ in 0..<1_000_000 {
        if let answer = await ask() { return answer }
        await Task.yield()
    }
    return nil
}
