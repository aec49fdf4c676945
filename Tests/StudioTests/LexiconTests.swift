import Testing

@testable import Studio

@Suite struct `The lexicon` {
    @Test func `every line of every table is understood`() {
        for table in Things.tables {
            for line in table.split(separator: "\n") {
                let id = String(line.prefix { $0 != " " })
                #expect(Things.thing(id) != nil, "no facts: \(line)")
                #expect(line.split(separator: "|").count == 5, "not four languages: \(line)")
            }
        }
    }

    @Test func `every drawing of our own exists`() {
        for thing in Things.all {
            if case .own(let name) = thing.look {
                #expect(OwnDrawings.drawing(name, traits: thing.traits) != nil, "\(thing.id): \(name)")
            }
        }
    }

    @Test func `every thing that emoji name is known`() {
        for emoji in "🚲🐉🏠🏰🌳🌲🌴🌸🛸🔥🎆🏢🤖👽🧙🧛🧟🧚🧝🥷🎅👸🦸👮🕵👦👧👶👴👵👫👪🚶🦅🛋" {
            for case .thing(let thing) in EmojiWords.meanings(of: emoji) {
                #expect(Things.thing(thing) != nil, "\(emoji)")
            }
        }
    }

    @Test(arguments: Place.allCases) func `every place has a word in every language`(place: Place) {
        for language in Language.allCases {
            #expect(Lexicon.shared.words[language.rawValue].values.contains(.place(place)), "\(place) \(language)")
        }
    }

    @Test func `art is found by its name, and by a keyword that is part of its name`() throws {
        let art = try TinyArt()
        let lexicon = try #require(art.folder?.lexicon())
        #expect(lexicon.exact("auto", [.german]) == "car")
        #expect(lexicon.keyword("nazar", [.english]) == "art:1f9ff")
        #expect(lexicon.exact("red square", [.english]) == nil)
        #expect(lexicon.keyword("square", [.english]) == nil, "symbols are never drawn")
    }

    @Test func `a colour alone never draws the coloured square`() throws {
        let art = try TinyArt()
        #expect(Drawn.scene("red", art: art.folder).subjects.isEmpty)
        #expect(Drawn.scene("rot", art: art.folder).subjects.isEmpty)
        #expect(Drawn.scene("赤", art: art.folder).subjects.isEmpty)
        #expect(Drawn.scene("빨강", art: art.folder).subjects.isEmpty)
        #expect(Drawn.scene("rotes Quadrat", art: art.folder).subjects.isEmpty)
    }
}
