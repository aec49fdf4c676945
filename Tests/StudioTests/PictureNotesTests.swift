import Generation
import Testing

@testable import Studio

@Suite struct `Notes in a picture's file` {
    private let art: TinyArt

    init() throws { art = try TinyArt() }

    @Test func `they say prompt, seed, model and what was understood`() throws {
        let notes = try drawn("Eine rote Katze, 猫, 고양이")
        #expect(notes["Prompt"] == "Eine rote Katze, 猫, 고양이")
        #expect(notes["Seed"] == "7")
        #expect(notes["Model"] == "tagwerk-scene-composer \(StudioJob.composerVersion)")
        #expect(notes["Scene"]?.hasPrefix("red cat") == true)
    }

    @Test func `whose art is in the picture is told with its licence, and only then`() throws {
        try FileBytes.write(Array("Some art, CC-BY 4.0\n".utf8), to: "\(art.path)/LICENCE")
        #expect(try drawn("a car")["Copyright"] == "Contains art: Some art, CC-BY 4.0")
        #expect(try drawn("an astronaut on the moon")["Copyright"] == nil)
    }

    @Test func `a hostile prompt becomes plain text of bounded length`() {
        let prompt = "a\u{0}b\u{1b}[31m\u{202e}c\u{85}\nd\u{2066}e" + String(repeating: "𓀀", count: 5_000)
        let notes = PictureNotes(.illustration(prompt, 16, 16, to: "/nowhere"), scene: "", attribution: nil)
        let text = notes.entries.first { $0.keyword == "Prompt" }?.text ?? ""
        #expect(text.hasPrefix("a b [31mc \nde𓀀"))
        #expect(text.unicodeScalars.count <= PictureNotes.longestText)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control })
    }

    @Test func `keywords are as the format wants them`() {
        let notes = PictureNotes(.illustration("x", 16, 16, to: "/nowhere"), scene: "", attribution: "y")
        for entry in notes.entries {
            #expect((1...79).contains(entry.keyword.utf8.count))
            #expect(entry.keyword.allSatisfy { $0.isASCII && $0.isLetter })
        }
    }

    /// The notes of a picture that the program made.
    private func drawn(_ prompt: String) throws -> [String: String] {
        let output = "\(art.path)/noted.png"
        let ended = try BuiltProgram.run(.illustration(prompt, 48, 48, to: output), art: art.path)
        #expect(ended.status == 0)
        return try PNGNotes.read(#require(FileBytes.read(output, limit: 1 << 20)))
    }
}

/// Reads `iTXt` chunks, apart from what writes them.
enum PNGNotes {
    static func read(_ png: [UInt8]) throws -> [String: String] {
        var notes: [String: String] = [:]
        var at = 8
        while at + 12 <= png.count {
            let length = png[at..<(at + 4)].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: png[(at + 4)..<(at + 8)], as: UTF8.self)
            let body = png[(at + 8)..<(at + 8 + length)]
            if name == "iTXt", let end = body.firstIndex(of: 0) {
                let rest = body[(end + 1)...]
                guard Array(rest.prefix(4)) == [0, 0, 0, 0] else { throw StudioError("an unexpected form of iTXt") }
                let keyword = String(decoding: body[..<end], as: UTF8.self)
                notes[keyword] = String(validating: rest.dropFirst(4), as: UTF8.self)
            }
            at += 12 + length
        }
        return notes
    }
}
