import Testing

@testable import Studio

@Suite struct `Reading a prompt` {
    @Test(arguments: SceneTable.german + SceneTable.english + SceneTable.japanese + SceneTable.korean)
    func `words become a scene`(prompt: String, expected: Scene) {
        #expect(Drawn.scene(prompt) == expected)
    }

    @Test(arguments: [
        "rotes Auto", "ein roter Wagen", "das rote Auto", "mit einem roten Auto", "des roten Autos", "red car",
        "a red car",
        "赤い車", "赤い自動車", "赤の車", "빨간 자동차", "빨간 차", "빨간색 자동차",
    ])
    func `a colour word belongs to the noun that follows`(prompt: String) {
        let scene = Drawn.scene(prompt)
        #expect(scene.subjects.map(\.thing) == ["car"])
        #expect(scene.subjects.first?.tint == Tint("red"))
    }

    @Test(arguments: [
        ("Das Auto ist rot", "red"), ("the car is blue", "blue"), ("車は黒い", "black"), ("ein Auto in Grün", "green"),
    ])
    func `a colour word without a noun after it belongs to the noun before`(prompt: String, colour: String) {
        #expect(Drawn.scene(prompt).subjects == [Subject(thing: "car", tint: Tint(colour))])
    }

    @Test(arguments: [
        ("Katze", "cat"), ("Katzen", "cat"), ("Kätzchen", "cat"), ("Häuser", "house"), ("Haeuser", "house"),
        ("Bäume", "tree"),
        ("Vögel", "bird"), ("Pferde", "horse"), ("Füchse", "fox"), ("Rennautos", "racecar"), ("Polizeihund", "dog"),
        ("wolves", "wolf"), ("mice", "mouse"), ("butterflies", "butterfly"), ("foxes", "fox"), ("子猫", "cat"),
        ("고양이들", "cat"),
    ])
    func `an inflected noun is its thing`(word: String, thing: String) {
        #expect(Drawn.scene(word).subjects.map(\.thing) == [thing])
    }

    @Test(arguments: [
        ("drei Katzen", 3), ("eine Katze", 1), ("die Katze", 1), ("Katzen", 3), ("five cats", 5), ("a cat", 1),
        ("cats", 3),
        ("三匹の猫", 3), ("猫が二匹", 2), ("고양이 세 마리", 3), ("두 마리의 고양이", 2), ("hundert Katzen", 10),
    ])
    func `a number counts its noun`(prompt: String, count: Int) {
        #expect(Drawn.scene(prompt).subjects == [Subject(thing: "cat", count: count)])
    }

    @Test(arguments: ["a street without cars", "eine Straße ohne Autos", "Straße mit keinem Auto"])
    func `what is denied is not in the scene`(prompt: String) {
        #expect(Drawn.scene(prompt) == Scene(places: [.street]))
    }

    @Test func `the owner of a thing is not in the scene`() {
        #expect(Drawn.scene("die Katze meiner Oma").subjects.map(\.thing) == ["cat"])
        #expect(Drawn.scene("grandma's cat").subjects.map(\.thing) == ["cat"])
    }

    @Test func `a Chinese character inside an unknown compound is no thing of its own`() {
        #expect(Drawn.scene("人").subjects.map(\.thing) == ["person"])
        #expect(Drawn.scene("人工知能").subjects.isEmpty)
    }

    @Test func `emoji name things, weather and moods`() {
        let scene = Drawn.scene("🚲🌧️🌃")
        #expect(scene.subjects.map(\.thing) == ["bicycle"])
        #expect(scene.weather == .rain)
        #expect(scene.time == .night)
    }

    @Test(arguments: [
        "", " ", "\u{0}", "…", "((((((", "'s", "-", "\u{202e}\u{200d}", "的", "ㅋㅋㅋ", "🏳️‍⚧️", "a", "the of and",
    ])
    func `a prompt without meaning is an abstract scene`(prompt: String) {
        #expect(Drawn.scene(prompt).isAbstract)
    }

    @Test func `a colourful meadow is in no colour, and a colourful fish in many`() {
        #expect(Drawn.scene("eine bunte Blumenwiese").tints.isEmpty)
        #expect(Drawn.scene("colorful fish").subjects.first?.count ?? 0 > 1)
        #expect(Drawn.scene("a colorful fish").subjects.first?.count == 1)
    }

    @Test func `emoji in a row are counted once, and a rider rides what follows`() {
        #expect(Drawn.scene(String(repeating: "🤡🤡🔥", count: 50)).subjects.map(\.count) == [2, 1])
        #expect(Drawn.scene("🐼🚲").relations == [Relation(kind: .riding, subject: 0, object: 1)])
    }

    @Test func `a very long prompt is read to its limit and keeps few subjects`() {
        let scene = Drawn.scene(
            String(repeating: "Katze, Hund, Pferd, Kuh, Schwein, Schaf, Ziege, Maus, Fuchs, Wolf, ", count: 900))
        #expect(scene.subjects.count == SceneBuilder.mostSubjects)
        let alone = Drawn.scene(String(repeating: "x", count: Terms.longestPrompt) + " Katze")
        #expect(alone.subjects.isEmpty)
    }
}

/// Prompts and what they say.
enum SceneTable {
    static let german: [(String, Scene)] = [
        (
            "ein rotes Auto, ein Baum und ein Hund im Wald bei Sonnenuntergang",
            Scene(
                subjects: [Subject(thing: "car", tint: Tint("red")), Subject(thing: "tree"), Subject(thing: "dog")],
                places: [.forest], time: .sunset)
        ),
        (
            "Eine Katze auf einem Fahrrad bei Nacht im Regen in der Stadt",
            Scene(
                subjects: [Subject(thing: "cat"), Subject(thing: "bicycle")],
                relations: [Relation(kind: .on, subject: 0, object: 1)], places: [.city], time: .night, weather: .rain)
        ),
        (
            "ein Schloss auf einem Berg im Nebel",
            Scene(subjects: [Subject(thing: "castle", spot: .summit)], places: [.mountains], weather: .fog)
        ),
        (
            "Segelboot auf dem Meer im Sturm",
            Scene(subjects: [Subject(thing: "sailboat")], places: [.sea], weather: .storm)
        ),
        (
            "Ein Ritter reitet auf einem weißen Pferd über die Wiese",
            Scene(
                subjects: [Subject(thing: "knight"), Subject(thing: "horse", tint: Tint("white"))],
                relations: [Relation(kind: .riding, subject: 0, object: 1)], places: [.meadow])
        ),
        (
            "Unter einem alten Baum sitzt ein Mönch",
            Scene(
                subjects: [Subject(thing: "tree"), Subject(thing: "monk", action: .sitting)],
                relations: [Relation(kind: .under, subject: 1, object: 0)])
        ),
        (
            "ein kleiner weißer Hund jagt eine schwarze Katze",
            Scene(
                subjects: [
                    Subject(thing: "dog", tint: Tint("white"), size: .small),
                    Subject(thing: "cat", tint: Tint("black")),
                ],
                relations: [Relation(kind: .chasing, subject: 0, object: 1)])
        ),
        ("Waldhaus im Winter", Scene(subjects: [Subject(thing: "house")], places: [.forest], season: .winter)),
    ]

    static let english: [(String, Scene)] = [
        (
            "an astronaut riding a horse on Mars",
            Scene(
                subjects: [Subject(thing: "astronaut"), Subject(thing: "horse")],
                relations: [Relation(kind: .riding, subject: 0, object: 1)], places: [.mars])
        ),
        ("a cat on the moon", Scene(subjects: [Subject(thing: "cat")], places: [.moon])),
        (
            "three blue birds over a lighthouse by the sea at dawn",
            Scene(
                subjects: [
                    Subject(thing: "bird", count: 3, tint: Tint("blue"), spot: .above), Subject(thing: "lighthouse"),
                ],
                relations: [Relation(kind: .over, subject: 0, object: 1)], places: [.sea], time: .dawn)
        ),
        (
            "robot reading a book in a library",
            Scene(
                subjects: [Subject(thing: "robot"), Subject(thing: "book")],
                relations: [Relation(kind: .reading, subject: 0, object: 1)], places: [.library])
        ),
        (
            "a child flying a kite on the beach",
            Scene(
                subjects: [Subject(thing: "child"), Subject(thing: "kite")],
                relations: [Relation(kind: .holding, subject: 0, object: 1)], places: [.beach])
        ),
        (
            "two red and three green apples on a table",
            Scene(
                subjects: [
                    Subject(thing: "apple", count: 2, tint: Tint("red")),
                    Subject(thing: "apple", count: 3, tint: Tint("green")),
                ], places: [.table])
        ),
        (
            "a black cat and a white dog sitting on a green sofa",
            Scene(
                subjects: [
                    Subject(thing: "cat", tint: Tint("black")), Subject(thing: "dog", tint: Tint("white")),
                    Subject(thing: "sofa", tint: Tint("green")),
                ],
                relations: [Relation(kind: .on, subject: 0, object: 2), Relation(kind: .on, subject: 1, object: 2)])
        ),
        ("stars", Scene(sky: [.stars])), ("a dark blue sky", Scene(tints: [.sky: Tint("blue", shade: -1)])),
    ]

    static let japanese: [(String, Scene)] = [
        (
            "桜の木の下の猫",
            Scene(
                subjects: [Subject(thing: "cherrytree"), Subject(thing: "cat")],
                relations: [Relation(kind: .under, subject: 1, object: 0)])
        ),
        (
            "馬に乗った侍",
            Scene(
                subjects: [Subject(thing: "horse"), Subject(thing: "samurai")],
                relations: [Relation(kind: .riding, subject: 1, object: 0)])
        ),
        (
            "猫が椅子の上で寝ている",
            Scene(
                subjects: [Subject(thing: "cat", action: .sleeping), Subject(thing: "chair")],
                relations: [Relation(kind: .on, subject: 0, object: 1)])
        ),
        (
            "木の下で本を読む少女",
            Scene(
                subjects: [Subject(thing: "tree"), Subject(thing: "book"), Subject(thing: "girl")],
                relations: [
                    Relation(kind: .reading, subject: 2, object: 1), Relation(kind: .under, subject: 2, object: 0),
                ])
        ),
        ("日本", Scene(places: [.fuji])),
    ]

    static let korean: [(String, Scene)] = [
        ("눈 내리는 산의 집", Scene(subjects: [Subject(thing: "house")], places: [.mountains], weather: .snow)),
        (
            "말을 타는 우주비행사",
            Scene(
                subjects: [Subject(thing: "horse"), Subject(thing: "astronaut")],
                relations: [Relation(kind: .riding, subject: 1, object: 0)])
        ),
        (
            "나무 아래에서 책을 읽는 소녀",
            Scene(
                subjects: [Subject(thing: "tree"), Subject(thing: "book"), Subject(thing: "girl")],
                relations: [
                    Relation(kind: .reading, subject: 2, object: 1), Relation(kind: .under, subject: 2, object: 0),
                ])
        ),
        (
            "빨간 자동차와 파란 집",
            Scene(subjects: [Subject(thing: "car", tint: Tint("red")), Subject(thing: "house", tint: Tint("blue"))])
        ),
        ("비 오는 밤의 도시", Scene(places: [.city], time: .night, weather: .rain)),
    ]
}
