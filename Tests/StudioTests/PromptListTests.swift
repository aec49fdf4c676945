import Testing

@testable import Studio

@Suite struct `The list of prompts` {
    private let art: TinyArt

    init() throws { art = try TinyArt(complete: true) }

    @Test(arguments: PromptList.rows)
    func `from each prompt the scene is read that its row names`(row: PromptList.Row) {
        #expect(SceneNote(Drawn.scene(row.prompt)) == SceneNote(row.scene))
    }

    @Test(
        .enabled(if: Checkout.lexicon != nil, "script/art fetches the art"),
        arguments: PromptList.rows)
    func `the names of the art add nothing to it`(row: PromptList.Row) {
        let scene = SceneReader(art: Checkout.lexicon).scene(of: row.prompt)
        #expect(SceneNote(scene) == SceneNote(row.scene))
    }

    @Test func `it has 120 prompts in four languages and three sizes`() {
        let rows = PromptList.rows
        #expect(rows.map(\.number) == Array(1...120))
        for language in ["de", "en", "ja", "ko"] {
            #expect(rows.filter { $0.language == language }.count >= 18, "\(language)")
        }
        #expect(rows.filter { $0.width > $0.height }.count >= 10)
        #expect(rows.filter { $0.width < $0.height }.count >= 10)
        #expect(Set(rows.map(\.prompt)).count == rows.count)
    }

    @Test func `each was looked at, and at least 114 show what they name`() {
        let rows = PromptList.rows
        #expect(rows.allSatisfy { $0.verdict.hasPrefix("✓ ") || $0.verdict.hasPrefix("✗ ") })
        #expect(rows.filter { $0.verdict.hasPrefix("✓ ") }.count >= 114)
    }

    @Test(arguments: PromptList.rows)
    func `nothing that was asked for is cut off by the edges`(row: PromptList.Row) {
        let composition = Composition(
            Drawn.scene(row.prompt), width: row.width, height: row.height, seed: 5, art: art.folder)
        for placed in composition.placed {
            let box = placed.box
            #expect(box.x > -0.02 * Double(row.width) || placed.cluster.reachesIn)
            #expect(box.right < 1.02 * Double(row.width))
            #expect(box.y > -0.02 * Double(row.height))
            #expect(box.bottom < 1.02 * Double(row.height))
        }
        #expect(composition.missing.isEmpty)
    }
}

/// What lies beside the sources.
enum Checkout {
    /// Nil where the art was not fetched.
    static let lexicon = ArtFolder(path: "\(PromptList.root)/.models/art")?.lexicon()
}
