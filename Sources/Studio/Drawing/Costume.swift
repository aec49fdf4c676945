/// What a figure wears and is made of.
struct Costume: Sendable {
    var skin = RGB(0xf2c49b)
    var hair = RGB(0x5a3a26)
    var cut = Cut.short
    var top = RGB(0x3f7fc4)
    var bottom = RGB(0x3d4a66)
    var shoes = RGB(0x3a2f2c)
    var sleeves = true
    /// A dress or robe hangs from the hip in the colour of the top: 0 none, 1 to the knee, 2 to the ground.
    var skirt = 0
    var cape: RGB?
    var hat = Hat.none
    var beard: RGB?
    var belt: RGB?
    var height = 1.0
    /// Suits that hide the body: limbs are thicker and of the top's colour.
    var kind = Kind.human
    var wings: RGB?
    var halo = false
    /// Arms and legs of an animal, where they have a colour of their own.
    var limbs: RGB?

    enum Cut: Sendable { case bald, short, long, bun, curls }
    enum Hat: Sendable {
        case none, helmet, crown, tiara, wizard, witch, pirate, cowboy, police, fire, chef, straw, hardhat, santa, hood
        case fedora, capuchin, knight, samurai, sailor, cap, beret, elf, headband
    }
    enum Kind: Sendable { case human, astronaut, robot, alien, skeleton, animal, diver }

    /// Skin with hair that stands out from it.
    private static let looks: [(skin: UInt32, hair: UInt32)] = [
        (0xf5cba7, 0x4a2f22), (0xf0c19a, 0x2a2422), (0xe8b48a, 0x2a2220), (0xc98a5c, 0x241c1a), (0x96603c, 0x1c1614),
        (0xf5cba7, 0xc98f3a), (0xf2c49b, 0x9a4a28), (0x7a4a2e, 0x181312),
    ]

    /// The costume of a role; skin, hair and plain clothes by the dice.
    static func named(_ name: String, _ dice: inout Dice) -> Costume {
        var costume = Costume()
        let name = name == "child" ? dice.pick(["boy", "girl"]) : name
        let look = dice.pick(looks)
        costume.skin = RGB(look.skin)
        costume.hair = RGB(look.hair)
        costume.top = dice.pick([
            RGB(0xd9534a), RGB(0x3f7fc4), RGB(0x4f9d6a), RGB(0xe8a93a), RGB(0x8e62b8), RGB(0x2fa3a0),
        ])
        costume.cut = dice.pick([.short, .long, .curls, .bun])
        if !costume.dressPlainly(name), !costume.dressRoyally(name), !costume.dressForWork(name) {
            costume.dressStrangely(name)
        }
        return costume
    }

    private mutating func dressPlainly(_ name: String) -> Bool {
        switch name {
        case "casual": break
        case "man": cut = .short
        case "woman":
            cut = .long
            skirt = 1
        case "oldman": (cut, hair, beard) = (.short, RGB(0xe4e2dc), RGB(0xe4e2dc))
        case "oldwoman": (cut, hair, skirt) = (.bun, RGB(0xd8d6d2), 1)
        case "boy":
            cut = .short
            height = 0.72
        case "girl":
            cut = .bun
            skirt = 1
            height = 0.72
        case "baby":
            cut = .bald
            height = 0.45
            top = RGB(0xf6e3a0)
            bottom = top
        case "redhood":
            (cut, skirt, height, hat) = (.long, 1, 0.72, .capuchin)
            (top, cape) = (RGB(0xf2ece0), RGB(0xc62f38))
        case "student":
            hat = .cap
            height = 0.9
        case "suit":
            (top, bottom, cut) = (RGB(0x3a4256), RGB(0x3a4256), .short)
        case "musician":
            (top, bottom, hat) = (RGB(0x2d2d36), RGB(0x44506a), .fedora)
        case "painter":
            (top, hat) = (RGB(0xf2ece0), .beret)
        case "dancer":
            (top, skirt, cut) = (RGB(0xd8433c), 1, .bun)
        default: return false
        }
        return true
    }

    private mutating func dressRoyally(_ name: String) -> Bool {
        switch name {
        case "king":
            (top, cape, hat, beard, skirt) = (RGB(0x8a2436), RGB(0x6a1a3a), .crown, hair, 1)
            belt = RGB(0xe2b23a)
        case "queen": (top, cape, hat, cut, skirt) = (RGB(0x5f3a96), RGB(0x9a2f52), .crown, .long, 2)
        case "prince": (top, bottom, hat, cape) = (RGB(0x2f5fa8), RGB(0xf0ead8), .tiara, RGB(0xb5343a))
        case "princess": (top, hat, cut, skirt) = (RGB(0xf08fb8), .tiara, .long, 2)
        case "knight":
            (top, bottom, shoes, hat, cape) = (RGB(0xa9b3bf), RGB(0x8d97a4), RGB(0x6b7480), .knight, RGB(0xb5343a))
        case "samurai":
            (top, bottom, hat, belt, skirt) = (RGB(0x9c2f38), RGB(0x2b2d3a), .samurai, RGB(0xd8a93a), 1)
        case "superhero":
            (top, bottom, shoes, cape, belt) = (
                RGB(0x2b62c8), RGB(0x2b62c8), RGB(0xd4333a), RGB(0xd4333a), RGB(0xf4c63c)
            )
        case "wizard": (top, hat, beard, skirt, hair) = (RGB(0x4a3f9a), .wizard, RGB(0xeceae4), 2, RGB(0xeceae4))
        case "witch": (top, hat, cut, skirt, hair) = (RGB(0x3a2b4e), .witch, .long, 2, RGB(0xc0602f))
        case "angel":
            (top, skirt, wings, halo, hair, cut) = (RGB(0xf8f6ee), 2, RGB(0xffffff), true, RGB(0xe6bf62), .curls)
        case "fairy": (top, skirt, wings, cut) = (RGB(0x8fd48a), 1, RGB(0xc8f0ff), .long)
        case "elf": (top, bottom, hat) = (RGB(0x4a9a4f), RGB(0x6a4a30), .elf)
        default: return false
        }
        return true
    }

    private mutating func dressForWork(_ name: String) -> Bool {
        switch name {
        case "soldier": (top, bottom, hat, belt) = (RGB(0x66754a), RGB(0x55613f), .hood, RGB(0x4a3a28))
        case "police": (top, bottom, hat, belt) = (RGB(0x2c4a86), RGB(0x24365e), .police, RGB(0x1d1f26))
        case "firefighter": (top, bottom, hat, belt) = (RGB(0xc9a13a), RGB(0x3a3d48), .fire, RGB(0xe8e04a))
        case "doctor": (top, bottom, skirt, cut) = (RGB(0xf6f7f8), RGB(0x5a7a9a), 1, .short)
        case "cook": (top, bottom, hat) = (RGB(0xf8f8f6), RGB(0x3d4450), .chef)
        case "farmer": (top, bottom, hat) = (RGB(0xb5483e), RGB(0x4a6a9a), .straw)
        case "fisherman": (top, bottom, hat) = (RGB(0xe8b83a), RGB(0x3a5a7a), .hood)
        case "worker": (top, bottom, hat) = (RGB(0xf08a2e), RGB(0x44506a), .hardhat)
        case "sailor": (top, bottom, hat) = (RGB(0xf4f6f8), RGB(0x2c4a86), .sailor)
        case "detective": (top, bottom, hat, skirt) = (RGB(0xa8865a), RGB(0x4a4036), .fedora, 1)
        case "cowboy": (top, bottom, hat, belt) = (RGB(0xb04a3a), RGB(0x4a5f86), .cowboy, RGB(0x6a4326))
        case "pirate": (top, bottom, hat, beard, belt) = (RGB(0xb53a3a), RGB(0x2c2c34), .pirate, hair, RGB(0xd8a93a))
        case "santa":
            (top, bottom, hat, beard, belt, shoes) = (
                RGB(0xd0302f), RGB(0xd0302f), .santa, RGB(0xf6f6f2), RGB(0x24242a), RGB(0x24242a)
            )
        case "skier": (top, bottom, hat) = (RGB(0xe2603a), RGB(0x2f4a7a), .cap)
        case "monk": (top, cut, skirt) = (RGB(0xc8742e), .bald, 2)
        case "clown": (top, bottom, hair, cut, hat) = (RGB(0xf2c63c), RGB(0x3f8fd0), RGB(0xe8483a), .curls, .none)
        default: return false
        }
        return true
    }

    private mutating func dressStrangely(_ name: String) {
        switch name {
        case "astronaut":
            (kind, top, bottom, shoes, hat) = (.astronaut, RGB(0xf3f5f8), RGB(0xf3f5f8), RGB(0xc9d0d9), .helmet)
        case "diver": (kind, top, bottom, shoes) = (.diver, RGB(0x2a3340), RGB(0x2a3340), RGB(0xf0b03a))
        case "robot":
            (kind, top, bottom, shoes, skin) = (.robot, RGB(0x8fb4c8), RGB(0x6f92a8), RGB(0x4f6a7c), RGB(0xb8d0de))
        case "alien": (kind, skin, top, bottom, cut) = (.alien, RGB(0x86c46a), RGB(0x6aa85a), RGB(0x6aa85a), .bald)
        case "skeleton": (kind, skin, cut) = (.skeleton, RGB(0xf1ede0), .bald)
        case "ninja": (top, bottom, hat, skin) = (RGB(0x24262e), RGB(0x24262e), .headband, RGB(0xe8b48a))
        case "vampire":
            (top, bottom, cape, skin, hair, cut) = (
                RGB(0x2a2830), RGB(0x24242a), RGB(0x8a1a2a), RGB(0xe4dfe0), RGB(0x1c1a20), .short
            )
        case "zombie": (skin, top, bottom, hair) = (RGB(0x9ab38a), RGB(0x6a6a5a), RGB(0x4a4a52), RGB(0x3a4036))
        default: break
        }
    }

    /// A creature's body under its own face.
    static func animal(fur: RGB, belly: RGB, limbs: RGB? = nil) -> Costume {
        var costume = Costume()
        (costume.kind, costume.skin, costume.top, costume.bottom, costume.shoes) = (
            .animal, fur, fur, fur, fur.darker(0.12)
        )
        costume.hair = belly
        costume.limbs = limbs
        costume.height = 0.8
        return costume
    }
}
