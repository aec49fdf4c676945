import Testing

@testable import Studio

@Suite struct `Composing a scene` {
    private let art: TinyArt

    init() throws { art = try TinyArt() }

    @Test(arguments: ["an astronaut riding a horse on Mars", "Eine Katze auf einem Pferd", "말을 타는 기사"])
    func `a rider is a whole figure around the mount`(prompt: String) throws {
        let composition = Drawn.composition(prompt, art: art.folder)
        let cluster = try #require(composition.placed.first?.cluster)
        #expect(composition.placed.count == 1, "rider and mount are one")
        #expect(cluster.parts.count == 3)
        let (far, mount, near) = (cluster.parts[0], cluster.parts[1], cluster.parts[2])
        #expect(far.box == near.box, "the far leg behind the mount and the near one before it belong to one figure")
        #expect(near.box.intersection(mount.box).height > mount.box.height * 0.1, "the legs hang beside the mount")
        #expect(near.box.y < mount.box.y, "the head is above it")
    }

    @Test func `a rider reaches the handlebar and the pedals`() throws {
        let pose = Pose.named(.pedal)
        let cluster = try #require(Drawn.composition("cat on a bicycle", art: art.folder).placed.first?.cluster)
        let bicycle = cluster.parts[1].box
        let figure = cluster.parts[2].box
        let scale = figure.height / Drawing.height
        let left = FigureDrawing(pose: pose, costume: Costume()).left
        let hand = try #require(pose.nearArm.last)
        let x = figure.x + (hand.x - left) * scale
        let y = figure.y + hand.y * scale
        #expect(abs(x - (bicycle.x + bicycle.width * 0.3)) < bicycle.width * 0.08)
        #expect(abs(y - (bicycle.y + bicycle.height * 0.15)) < bicycle.height * 0.12)
    }

    @Test(arguments: Pose.Name.allCases) func `every pose has a head above the hip and two of each limb`(
        name: Pose.Name
    ) {
        let pose = Pose.named(name)
        #expect(pose.head.y < pose.hip.y)
        for limb in [pose.nearArm, pose.farArm, pose.nearLeg, pose.farLeg] { #expect(limb.count == 3) }
    }

    @Test(arguments: [
        "a red car, a tree and a dog in a forest", "ein Haus, ein Baum, ein Auto und eine Katze",
        "five dogs and two houses",
    ])
    func `named things share one ground but do not stand in a row`(prompt: String) {
        let placed = Drawn.composition(prompt, 400, 400, art: art.folder).placed
        let lines = placed.map(\.nearness).sorted()
        #expect(lines.last.map { $0 - lines[0] > 0.1 } == true, "some are nearer than others")
        let all = placed.dropFirst().reduce(placed[0].box) { $0.union($1.box) }
        let widths = placed.map(\.box.width).reduce(0, +)
        #expect(all.width < widths * 1.5, "they stand together")
        #expect(all.x > -20 && all.right < 420)
    }

    @Test(arguments: [
        ("a cat under a tree", "under"), ("a dog on a car", "on"), ("a dog on a sofa", "on"),
        ("a man in a boat", "inside"),
        ("a robot reading a book", "reading"), ("a girl with an umbrella", "with"), ("a king wearing a hat", "wearing"),
    ])
    func `a relation makes one cluster whose parts touch`(prompt: String, kind: String) throws {
        let complete = try TinyArt(complete: true)
        let composition = Drawn.composition(prompt, art: complete.folder)
        let cluster = try #require(composition.placed.first?.cluster)
        #expect(composition.placed.count == 1)
        #expect(cluster.parts.count >= 2)
        for part in cluster.parts.dropFirst() {
            #expect(part.box.intersection(cluster.parts[0].box).area > 0, "\(kind)")
        }
        withExtendedLifetime(complete) {}
    }

    @Test(arguments: [
        ("a black cat and a white dog on a sofa", 3), ("two cats and a dog on a sofa", 4),
        ("a cat and a dog under a tree", 3),
        ("two children and a dog in a boat", 6),
    ])
    func `several on one thing share it`(prompt: String, parts: Int) throws {
        let placed = Drawn.composition(prompt, art: art.folder).placed
        #expect(placed.count == 1)
        let cluster = try #require(placed.first?.cluster)
        #expect(cluster.parts.count == parts)
        let guests = cluster.parts.indices.filter { $0 != cluster.base }.map { cluster.parts[$0].box.middle }
        #expect(Set(guests.map { ($0 * 1000).rounded() }).count >= parts / 2, "they do not sit on each other")
    }

    @Test func `three riders have three mounts`() {
        let placed = Drawn.composition("three astronauts riding horses", art: art.folder).placed
        #expect(placed.count == 3)
        #expect(placed.allSatisfy { $0.cluster.parts.count == 3 })
    }

    @Test func `over and behind keep their order`() throws {
        let over = Drawn.composition("a dragon above a castle", 400, 400, art: nil).placed
        let dragon = try #require(over.first { $0.cluster.subjects == [0] })
        let castle = try #require(over.first { $0.cluster.subjects == [1] })
        #expect(dragon.box.middle - castle.box.middle < 160)
        #expect(dragon.box.y < castle.box.y)
        let behind = Drawn.composition("a house behind a tree", 400, 400, art: nil).placed
        let house = try #require(behind.first { $0.cluster.subjects == [0] })
        let tree = try #require(behind.first { $0.cluster.subjects == [1] })
        #expect(house.nearness < tree.nearness)
    }

    @Test(arguments: ["a boy between two houses", "木と家の間の少年"])
    func `who stands between has one of them on each side`(prompt: String) throws {
        let composition = Drawn.composition(prompt, 400, 400, art: nil)
        let between = Drawn.scene(prompt).relations.filter { $0.kind == .between }
        let boy = try #require(between.first?.subject)
        let middle = try #require(composition.placed.first { $0.cluster.subjects == [boy] }).box.middle
        let others = composition.placed.filter { $0.cluster.subjects != [boy] }.map(\.box.middle)
        #expect(others.count == 2)
        #expect(others.contains { $0 < middle } && others.contains { $0 > middle })
    }

    @Test func `the moon rises behind who is in front of it`() throws {
        let composition = Drawn.composition("a witch on a broom in front of the moon", 400, 400, art: nil)
        let witch = try #require(composition.placed.first).box
        #expect(abs(composition.view.light.x - witch.middle) < 4)
        #expect(composition.view.air.discScale > 1.5)
    }

    @Test(arguments: [
        ("a fish", Place.underwater), ("ein Schiff", .sea), ("a camel", .desert), ("ein Pinguin", .snow),
        ("a lion", .savanna),
        ("ein Fuchs", .forest), ("an astronaut", .moon), ("ein Apfel", .table), ("a bus", .city),
        ("a whale and a boat", .sea), ("a goldfish and fireworks", .sea), ("a train on a bridge", .river),
        ("neon", .city), ("a window", .room), ("die Altstadt", .oldtown),
        ("eine Kuh", .field),
    ])
    func `a thing without a place stands where it lives`(prompt: String, place: Place) {
        #expect(Drawn.composition(prompt, art: art.folder).view.setting.place == place)
    }

    @Test func `nothing asked for still gives something to look at`() throws {
        let complete = try TinyArt(complete: true)
        for prompt in ["hope", "x", "Freude", "孤独", "…"] {
            #expect(!Drawn.composition(prompt, art: complete.folder).placed.isEmpty, "\(prompt)")
        }
        withExtendedLifetime(complete) {}
    }

    @Test func `what stands on land does not stand in the water`() throws {
        let composition = Drawn.composition("a girl dancing by the river", 200, 200, art: art.folder)
        let girl = try #require(composition.placed.first)
        #expect(girl.nearness > (composition.recipe.water?.upperBound ?? 1))
    }
}
