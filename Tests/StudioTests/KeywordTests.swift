import Testing

@testable import Studio

@Suite struct `Tags of a text` {
    @Test(arguments: [
        ("A fluffy white cat sleeping on a red sofa, soft rain on the windows", ["cat", "sofa", "rain", "window"]),
        (
            "Ein Leuchtturm an der stürmischen Küste. Möwen und Wellen rauschen",
            ["leuchtturm", "küste", "möwen", "wellen"]
        ),
        ("夜の海を見ている白い猫", ["夜の海", "白い猫"]), ("푸른 바다에서 헤엄치는 고래와 갈매기", ["푸른 바다", "갈매기"]),
    ])
    func `nouns come first`(text: String, expected: [String]) {
        let tags = Keywords.of(text)
        #expect(expected.allSatisfy(tags.contains), "\(tags)")
        #expect(tags.first == expected.first)
    }

    @Test(arguments: [
        "Cats, cats and a cat with its cats",
        String(repeating: "one two three four five six seven eight nine ten eleven ", count: 500),
        "Donaudampfschifffahrtsgesellschaftskapitän", "a b c", "", "🎉🎉", "\u{0}\u{1}", "ÄÖÜ ẞẞẞ",
        String(repeating: "x", count: 262_144),
    ])
    func `at most ten, lower case, 3 to 30 characters, none twice`(text: String) {
        let tags = Keywords.of(text)
        #expect(tags.count <= 10 && Set(tags).count == tags.count)
        #expect(tags.allSatisfy { 3...30 ~= $0.count && $0 == $0.lowercased() })
    }

    @Test func `two forms of a word are one tag`() {
        #expect(Keywords.of("Cats, cats and a cat with its cats") == ["cat"])
        #expect(Keywords.of("Katze und Katzen") == ["katze"])
    }
}
