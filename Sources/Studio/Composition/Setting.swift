/// Where, when and in what weather the picture is, with nothing left open.
struct Setting: Sendable, Equatable {
    var place: Place
    /// Further places that stand in the distance: the sea behind a forest.
    var backdrops: Set<Place>
    var time: DayTime
    var weather: Weather
    var season: Season
    var mood: Mood?
    var sky: Set<SkyFeature>
    var tints: [TintedPart: Tint]
    var medium: Medium?

    func shows(_ wanted: Place) -> Bool { place == wanted || backdrops.contains(wanted) }

    var isWet: Bool { weather == .rain || weather == .storm }
    var isSnowy: Bool { weather == .snow || place == .snow || season == .winter && !place.isIndoors }

    /// Airless places have neither weather nor a blue sky.
    var isAirless: Bool { place == .moon || place == .space }
}

extension Setting {
    /// Fills in what the prompt left open, from the subjects, the mood, and at last the dice.
    init(of scene: Scene, dice: inout Dice) {
        let things = scene.subjects.compactMap { Things.thing($0.thing) }
        let first = scene.places.first ?? Setting.usualPlace(of: scene, things, &dice)
        place = first
        backdrops = Set(scene.places.dropFirst())
        weather = scene.weather ?? Setting.usualWeather(of: scene, &dice)
        season = scene.season ?? (scene.weather == .snow || first == .snow ? .winter : .summer)
        time = scene.time ?? Setting.usualTime(of: scene, things, &dice)
        mood = scene.mood
        sky = scene.sky
        tints = scene.tints
        medium = scene.medium
        settle(scene, things)
    }

    /// Combinations that say more together than each alone.
    private mutating func settle(_ scene: Scene, _ things: [Thing]) {
        if backdrops.contains(.underwater) { place = .underwater }
        // A thing that floats needs water; one that stands on a shore needs ground.
        let floats = things.contains { $0.home == .water }
        if [.beach, .cliff, .island].contains(place) { backdrops.insert(.sea) }
        if place == .beach, floats, !things.contains(where: { $0.home == .ground }) {
            place = .sea
        }
        if place == .sea || place == .lake || place == .river, backdrops.contains(.beach) { backdrops.remove(.beach) }
        // A street of a town is the town; a window is in a room.
        if place == .street, backdrops.contains(.city) { place = .city }
        if medium == .neon, scene.time == nil, !isAirless { time = .night }
        if sky.contains(.stars), scene.subjects.isEmpty { sky.insert(.galaxy) }
        if weather == .snow, season == .summer { season = .winter }
        if isAirless { weather = .clear }
        if things.contains(where: { $0.id == "fireworks" }) && scene.time == nil { time = .night }
        if place == .mountains || place == .hills { backdrops.insert(.mountains) }
    }

    private static func usualPlace(of scene: Scene, _ things: [Thing], _ dice: inout Dice) -> Place {
        if scene.isAbstract || scene.subjects.isEmpty {
            return scene.medium == .neon ? .city : placeOfMood(scene, &dice)
        }
        let ids = Set(scene.subjects.map(\.thing))
        if scene.subjects.allSatisfy({ $0.action == .flying }) { return scene.time == .night ? .hills : .heaven }
        if ids.contains("tree"), !ids.isDisjoint(with: ["book", "chair", "bench", "sofa"]) { return .park }
        if ids.contains("bridge") { return .river }
        for subject in scene.subjects {
            for (place, ids) in habitats where ids.contains(subject.thing) { return place }
        }
        if things.contains(where: { $0.home == .water }) { return .sea }
        if things.contains(where: { $0.home == .deep }) {
            let divers: Set<String> = ["turtle", "crab", "lobster", "seal", "box", "coral"]
            return things.allSatisfy { $0.home == .deep || divers.contains($0.id) } ? .underwater : .sea
        }
        if things.allSatisfy({ $0.home == .table }) { return .table }
        if things.allSatisfy({ $0.home == .air }) { return scene.time == .night ? .hills : .heaven }
        return .meadow
    }

    private static let habitats: [(Place, Set<String>)] = [
        (.moon, ["astronaut"]), (.space, ["rocket", "satellite", "spacestation"]),
        (.desert, ["camel", "cactus", "pyramid", "cowboy"]), (.beach, ["palm", "crab", "parasol", "surfboard"]),
        (.snow, ["penguin", "polarbear", "snowman", "skier", "santa", "seal", "mammoth", "sled"]),
        (.savanna, ["lion", "elephant", "giraffe", "zebra", "rhino", "hippo"]),
        (
            .jungle,
            ["tiger", "monkey", "gorilla", "parrot", "leopard", "sloth", "snake", "crocodile", "trex", "dinosaur"]
        ),
        (
            .forest,
            [
                "fox", "wolf", "bear", "deer", "owl", "squirrel", "hedgehog", "mushroom", "boar", "badger", "raccoon",
                "elf",
                "fairy", "skunk", "tent", "campfire",
            ]
        ),
        (
            .city,
            [
                "bus", "taxi", "tram", "policecar", "firetruck", "ambulance", "motorbike", "scooter", "skateboard",
                "skyscraper", "police", "superhero", "racecar", "lamp", "eiffel", "tokyotower", "bicycle",
            ]
        ),
        (.street, ["car", "suv", "truck", "pickup"]),
        (
            .field,
            ["cow", "ox", "pig", "sheep", "goat", "tractor", "farmer", "windmill", "barn", "rooster", "chick", "train"]
        ),
        (.hills, ["castle", "tower", "balloonship", "kite", "church"]),
        (.mountains, ["dragon", "llama", "eagle"]),
        (.cliff, ["lighthouse"]), (.sea, ["gull", "ship", "pirateship"]),
        (
            .room,
            [
                "chair", "sofa", "bed", "piano", "television", "laptop", "mirror", "bathtub", "clock", "book",
                "bookstack",
                "teddy", "doctor", "cook", "teacher", "fireplace",
            ]
        ),
        (.stage, ["clown", "musician", "dancer", "guitar", "violin", "drum"]),
        (.garden, ["flower", "rose", "tulip", "butterfly", "bee", "snail", "ladybird", "bench", "fountain"]),
        (.lake, ["swan", "duck", "lotus", "frog"]), (.village, ["house", "windmill", "station", "wall"]),
        (.meadow, ["fence"]), (.field, ["sunflower"]),
        (.park, ["cherrytree", "balloon", "ferriswheel", "carousel"]),
    ]

    private static func placeOfMood(_ scene: Scene, _ dice: inout Dice) -> Place {
        if !scene.sky.isDisjoint(with: [.galaxy, .planet]) { return .space }
        if scene.sky.contains(.aurora) { return .snow }
        if scene.mood == nil, scene.sky.contains(.stars) || scene.time == .night {
            return dice.pick([.village, .hills, .lake])
        }
        switch scene.mood {
        case .calm: return .lake
        case .joyful: return .meadow
        case .gloomy: return .swamp
        case .magical: return .forest
        case .romantic: return .beach
        case .mighty: return .mountains
        case .hopeful: return .hills
        case .lonely: return .desert
        case .dreamy: return .heaven
        case nil: return dice.pick([.mountains, .lake, .hills, .sea, .desert, .heaven, .fuji])
        }
    }

    private static func usualWeather(of scene: Scene, _ dice: inout Dice) -> Weather {
        scene.mood == .gloomy ? (scene.subjects.isEmpty ? .fog : .cloudy) : .clear
    }

    private static func usualTime(of scene: Scene, _ things: [Thing], _ dice: inout Dice) -> DayTime {
        if scene.sky.contains(.sun) || scene.sky.contains(.rainbow) { return .day }
        let nightly: Set<SkyFeature> = [.moon, .stars, .aurora, .comet, .galaxy]
        if !scene.sky.isDisjoint(with: nightly) { return .night }
        let nocturnal: Set<String> = [
            "ghost", "vampire", "witch", "bat", "owl", "zombie", "skeleton", "fireworks", "lantern", "ufo",
        ]
        if scene.subjects.contains(where: { nocturnal.contains($0.thing) }) { return .night }
        if things.contains(where: { $0.has("lit") }) { return .night }
        switch scene.mood {
        case .gloomy: return scene.subjects.isEmpty ? .dawn : .sunset
        case .magical: return .night
        case .romantic, .mighty: return .sunset
        case .hopeful, .calm: return .dawn
        case .lonely: return .sunset
        case .joyful, .dreamy: return .day
        case nil: break
        }
        return scene.isAbstract ? dice.pick([.dawn, .sunset, .day, .night]) : .day
    }
}
