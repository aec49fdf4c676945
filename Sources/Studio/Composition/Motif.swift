/// What is added where nobody asked for a thing, so that a mood or a place has something to look at.
enum Motif {
    static func enrich(_ scene: Scene, _ setting: Setting, _ fork: Dice) -> Scene {
        var dice = fork
        var scene = scene
        if setting.place == .fuji, scene.subjects.allSatisfy({ $0.thing != "torii" }), scene.subjects.count < 2 {
            scene.subjects.append(Subject(thing: "torii", size: .tiny))
        }
        raiseHands(&scene)
        guard scene.subjects.isEmpty else { return scene }
        let isMoodOnly = scene.places.isEmpty && scene.sky.isEmpty && scene.weather == nil
        scene.subjects = isMoodOnly ? ofMood(setting, &dice) : ofPlace(setting.place, &dice)
        return scene
    }

    /// Who holds what flies on a string holds it up.
    private static func raiseHands(_ scene: inout Scene) {
        for relation in scene.relations where relation.kind == .holding {
            let isStrung = Things.thing(scene.subjects[relation.object].thing)?.has("string") == true
            if isStrung { scene.subjects[relation.subject].action = .waving }
        }
    }

    private static func ofMood(_ setting: Setting, _ dice: inout Dice) -> [Subject] {
        switch setting.mood {
        case .calm: [Subject(thing: "boat")]
        case .joyful: [Subject(thing: "balloon", count: 6, tint: Tint("motley"))]
        case .gloomy: [Subject(thing: "baretree"), Subject(thing: "crow", count: 4)]
        case .magical: [Subject(thing: "unicorn")]
        case .romantic: [Subject(thing: "couple")]
        case .mighty: [Subject(thing: "eagle")]
        case .hopeful: [Subject(thing: "tree"), Subject(thing: "dove", count: 3)]
        case .lonely: [Subject(thing: "baretree")]
        case .dreamy: [Subject(thing: "balloonship", count: 3, tint: Tint("motley"))]
        case nil: ofPlace(setting.place, &dice)
        }
    }

    private static func ofPlace(_ place: Place, _ dice: inout Dice) -> [Subject] {
        switch place {
        case .lake, .swamp, .river: [Subject(thing: "boat", size: .small)]
        case .sea, .beach, .cliff, .island: [Subject(thing: "sailboat", size: .small)]
        case .hills: [Subject(thing: dice.pick(["windmill", "balloonship"]))]
        case .mountains, .waterfall: [Subject(thing: "eagle", count: 2, size: .small)]
        case .heaven: [Subject(thing: "balloonship", count: 3, tint: Tint("motley"))]
        case .underwater: [Subject(thing: "clownfish", count: 5), Subject(thing: "turtle")]
        case .desert: [Subject(thing: "camel", count: 2)]
        case .meadow, .field, .savanna: [Subject(thing: "tree")]
        case .forest: [Subject(thing: "deer", size: .small)]
        case .mars: [Subject(thing: "astronaut", size: .small)]
        case .space: [Subject(thing: "rocket")]
        case .snow: [Subject(thing: "penguin", count: 3, size: .small)]
        case .bamboo: [Subject(thing: "panda", size: .small)]
        case .jungle: [Subject(thing: "parrot", count: 2)]
        case .room: [Subject(thing: "sofa")]
        case .library: [Subject(thing: "chair")]
        case .kitchen, .table: [Subject(thing: "teapot"), Subject(thing: "coffee")]
        case .stage: [Subject(thing: "piano")]
        case .garden, .park: [Subject(thing: "bench")]
        case .oldtown: [Subject(thing: "fountain", size: .small)]
        case .city, .street, .village, .moon, .cave, .fuji, .volcano: []
        }
    }
}
