import Doubles
import EventLoop
import FoundationEssentials
import Generation
import Glibc
import Testing

@testable import Media

@Suite struct `A media store` {
    let folder: TemporaryFolder
    let store: FolderMediaStore

    init() throws {
        folder = TemporaryFolder()
        store = try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in throw Failure(.studioFailed) }
    }

    @Test func `bytes are kept under their digest and read back`() async throws {
        let key = try await store.keep(.bytes(png))
        #expect(key == MediaKey(sha256: pngDigest, type: .png, size: png.count))
        let path = try #require(await store.path(of: key))
        #expect(path.hasSuffix("/media/\(pngDigest.prefix(2))/\(pngDigest).png"))
        #expect(path.hasPrefix("/"))
        #expect(folder.bytes(path) == png)
        #expect(folder.names(in: "media/.incoming") == [])
    }

    @Test func `the same bytes twice are one file`() async throws {
        let one = try await store.keep(.bytes(png))
        let path = try #require(await store.path(of: one))
        let before = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64
        #expect(try await store.keep(.bytes(png)) == one)
        #expect(try await store.keep(.file(path: try folder.write(png, "again.png"))) == one)
        let after = try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64
        #expect(before == after && before != nil)
        #expect(folder.names(in: "media/\(pngDigest.prefix(2))") == ["\(pngDigest).png"])
        #expect(folder.bytes("again.png") == nil)
    }

    @Test func `a file is taken over and leaves its place`() async throws {
        let bytes = png + [UInt8](repeating: 7, count: 700_000)
        let key = try await store.keep(.file(path: try folder.write(bytes, "made.bin")))
        #expect(key.size == bytes.count && key.type == .png)
        #expect(try await store.keep(.bytes(bytes)) == key)
        #expect(folder.bytes(try #require(await store.path(of: key))) == bytes)
        #expect(folder.bytes("made.bin") == nil)
    }

    @Test func `a file on another file system is copied and leaves its place`() async throws {
        let path = "/dev/shm/tagwerk-\(UUID().uuidString).png"
        try Data(png).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = try await store.keep(.file(path: path))
        #expect(folder.bytes(try #require(await store.path(of: key))) == png)
        #expect(!FileManager.default.fileExists(atPath: path))
        #expect(folder.names(in: "media/.incoming") == [])
    }

    @Test(arguments: [(ENOSPC, Failure.Reason.storageFull), (EDQUOT, .storageFull), (EIO, .storageFailed)])
    func `a full disk is told from a broken one`(_ code: Int32, _ reason: Failure.Reason) {
        #expect(Failure(SystemError(call: "write", code: code)).reason == reason)
    }

    @Test(arguments: ["<html>no picture</html>", "", "{\"error\": 1}", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"])
    func `what is no picture is refused and leaves nothing`(_ text: String) async throws {
        let bytes = Array(text.utf8)
        let error = await #expect(throws: Failure.self) { try await store.keep(.bytes(bytes)) }
        #expect(error?.reason == .answerUnreadable)
        let path = try folder.write(bytes, "made.png")
        let again = await #expect(throws: Failure.self) { try await store.keep(.file(path: path)) }
        #expect(again?.reason == .answerUnreadable)
        #expect(folder.bytes("made.png") == nil)
        #expect(folder.names(in: "media") == [".doubtful", ".incoming"])
        #expect(folder.names(in: "media/.doubtful") == [])
        #expect(folder.names(in: "media/.incoming") == [])
    }

    @Test func `the type is the bytes', whatever the file is called`() async throws {
        let key = try await store.keep(.file(path: try folder.write(Array("GIF89a\u{1}\0\u{1}\0\0\0\0".utf8), "a.png")))
        #expect(key.type == .gif)
        #expect(await store.path(of: key)?.hasSuffix(".gif") == true)
    }

    @Test func `a link, a folder and nothing are not taken over`() async throws {
        let secret = try folder.write(png, "secret.png")
        try FileManager.default.createSymbolicLink(atPath: folder.file("link.png"), withDestinationPath: secret)
        for path in [folder.file("link.png"), folder.path, folder.file("missing.png")] {
            let error = await #expect(throws: Failure.self) { try await store.keep(.file(path: path)) }
            #expect(error?.reason == .storageFailed)
        }
        #expect(folder.bytes("secret.png") == png)
    }

    @Test func `bytes that are kept for an entry survive a deletion elsewhere until they are released`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = try await store.keep(.bytes(png))
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        #expect(await store.path(of: key) != nil)
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        #expect(await store.path(of: key) == nil)
    }

    @Test func `bytes kept anew while a removal asks whether they are used stay`() async throws {
        let key = try await store.keep(.bytes(png))
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in
            _ = try await store.keep(.bytes(png))
            await store.release(key)
            return true
        }
        #expect(await store.path(of: key) != nil)
        try await store.remove(key) { () async throws(Failure) in false }
        #expect(await store.path(of: key) != nil)
    }

    @Test func `removed bytes are gone, and what is not there is removed in peace`() async throws {
        let key = try await store.keep(.bytes(png))
        let path = try #require(await store.path(of: key))
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        #expect(await store.path(of: key) == nil)
        #expect(folder.bytes(path) == nil)
        await store.release(key)
        try await store.remove(key) { () async throws(Failure) in true }
        #expect(try await store.keep(.bytes(png)) == key)
        #expect(await store.path(of: key) != nil)
    }

    @Test func `what a crash left half written is cleared at the next start, what was kept stays`() async throws {
        let key = try await store.keep(.bytes(png))
        _ = try folder.write([1, 2, 3], "media/.incoming/abc.part")
        let next = try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }
        #expect(folder.names(in: "media/.incoming") == [])
        #expect(await next.path(of: key) != nil)
    }

    @Test func `bytes that a crash left between keeping and naming are known at the next start`() async throws {
        let key = try await store.keep(.bytes(png))
        let other = try await store.keep(.bytes(png + [1]))
        await store.release(other)
        let next = try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }
        let doubtful = await next.doubtful()
        #expect(doubtful.map(\.sha256) == [key.sha256])
        for key in doubtful { try await next.remove(key) { () async throws(Failure) in true } }
        #expect(await next.path(of: key) == nil)
        #expect(await next.path(of: other) != nil)
        #expect(await next.doubtful().isEmpty)
    }

    @Test func `bytes that a crash left before they were removed are known at the next start`() async throws {
        let key = try await store.keep(.bytes(png))
        await store.release(key)
        await store.doubt(key)
        let next = try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }
        let doubtful = await next.doubtful()
        #expect(doubtful.map(\.sha256) == [key.sha256])
        for key in doubtful { try await next.remove(key) { () async throws(Failure) in false } }
        #expect(await next.path(of: key) != nil)
        #expect(await next.doubtful().isEmpty)
    }

    @Test func `many at once are all kept`() async throws {
        let keys = try await withThrowingTaskGroup(of: MediaKey.self) { group in
            for number in 0..<50 {
                group.addTask { try await store.keep(.bytes(png + [UInt8(number % 25)])) }
            }
            return try await group.reduce(into: Set<MediaKey>()) { $0.insert($1) }
        }
        #expect(keys.count == 25)
        for key in keys { #expect(await store.path(of: key) != nil) }
    }

    @Test func `a folder that can not be made stops the start`() throws {
        _ = try folder.write([1], "plain")
        let error = #expect(throws: Failure.self) {
            try FolderMediaStore(folder: folder.file("plain")) { _, _, _ throws(Failure) in }
        }
        #expect(error?.reason == .storageFailed)
    }
}
