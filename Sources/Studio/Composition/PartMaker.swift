import Glibc

/// Makes single parts: a subject's drawing at its display size, standing on the ground with its middle at 0.
struct PartMaker {
    let scene: Scene
    let setting: Setting
    let gallery: Gallery
    let dice: Dice

    /// Display height: real heights are drawn together so that a mouse and a castle both can be seen.
    static func displayHeight(_ thing: Thing, _ size: Subject.Size) -> Double {
        let factor: Double =
            switch size {
            case .tiny: 0.55
            case .small: 0.76
            case .usual: 1
            case .big: 1.32
            case .huge: 1.9
            }
        // Beyond ten metres it is the shape that says how large.
        let seen = thing.height <= 10 ? pow(thing.height, 0.42) : pow(10, 0.42) * pow(thing.height / 10, 0.26)
        return seen * factor
    }

    /// Nil when the thing has no drawing; `copy` counts the several of a kind.
    func part(_ index: Int, _ thing: Thing, copy: Int = 0, action: Action? = nil) -> Part? {
        var subject = scene.subjects[index]
        subject.action = action ?? subject.action
        var own = look(index, copy)
        guard let (drawing, isArt) = gallery.drawing(thing, subject, dice: &own) else { return nil }
        let height = height(index, thing) * (copy > 0 ? own.number(0.86...1.08) : 1)
        let width = height * drawing.aspect
        var part = Part(drawing: drawing, box: Box(x: -width / 2, y: -height, width: width, height: height))
        part.tint = tint(index, copy) ?? usualTint(thing, copy: copy)
        part.isArt = isArt
        part.isAlive = thing.has("fur")
        part.seed = Dice.seed(of: "\(thing.id)\(copy)")
        if subject.action == .sleeping, thing.look.isPerson { lay(&part) }
        if let upright = thing.number("upright") {
            part.turn = upright * .pi / 180 * (setting.place == .space ? 0.4 : 1)
        }
        return part
    }

    /// The dice that decide how one copy looks, so that it looks the same in every pose.
    func look(_ index: Int, _ copy: Int) -> Dice {
        dice.fork("\(index)/\(copy)")
    }

    func height(_ index: Int, _ thing: Thing) -> Double {
        Self.displayHeight(thing, scene.subjects[index].size)
    }

    func tint(_ index: Int, _ copy: Int = 0) -> RGB? {
        scene.subjects[index].tint.map { Pigments.colour(of: $0, nth: copy) }
    }

    func home(of index: Int, _ thing: Thing) -> Thing.Home {
        let subject = scene.subjects[index]
        if subject.spot == .above || subject.action == .flying { return .air }
        if setting.place == .underwater, thing.home == .ground, thing.id != "crab" { return .deep }
        if setting.place == .space { return .air }
        if setting.place == .heaven, thing.home != .ground { return .air }
        if subject.action == .swimming, setting.place != .underwater { return .water }
        return thing.home
    }

    /// A figure's two halves, to be drawn behind and before what it sits on or holds.
    func halves(_ figure: FigureDrawing, _ box: Box, _ index: Int, _ copy: Int) -> (far: Part, near: Part) {
        var far = Part(drawing: figure.drawing(.far), box: box)
        far.tint = tint(index, copy)
        var near = far
        near.drawing = figure.drawing(.near)
        return (far, near)
    }

    /// An animal sitting, or rolled up when it sleeps, with its middle at 0.
    func resting(_ index: Int, _ animal: Thing, height: Double) -> Part {
        let sleeps = scene.subjects[index].action == .sleeping
        let drawing = sleeps ? gallery.curled(animal) : gallery.sitting(animal)
        let tall = sleeps ? height * 0.7 : height
        var part = Part(
            drawing: drawing,
            box: Box(x: -tall * drawing.aspect / 2, y: -tall, width: tall * drawing.aspect, height: tall))
        part.tint = tint(index)
        part.isArt = part.tint != nil
        part.isAlive = true
        return part
    }

    private func usualTint(_ thing: Thing, copy: Int) -> RGB? {
        if thing.has("varied"), copy > 0 { return Pigments.colour(of: Tint("motley"), nth: copy) }
        guard let paint = thing.traits["paint"], !thing.has("horn"), !thing.has("stripes"), !thing.look.isBeast else {
            return nil
        }
        return Pigments.colour(of: Tint(paint), nth: 0)
    }

    private func lay(_ part: inout Part) {
        part.turn = .pi / 2
        part.box.y += part.box.height * 0.36
    }
}

extension Part {
    /// Makes the part smaller or larger; it keeps standing where it stands.
    mutating func scale(by factor: Double) {
        box = Box(x: box.x * factor, y: box.y * factor, width: box.width * factor, height: box.height * factor)
    }
}

extension Thing.Look {
    var isBeast: Bool { if case .beast = self { true } else { false } }
    var isPerson: Bool { if case .person = self { true } else { false } }
}
