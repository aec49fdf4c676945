/// Chooses the drawing of a thing: vector art, one of ours, a figure in a pose.
struct Gallery {
    let art: ArtFolder?
    let isDark: Bool
    /// Windows of art at night: its blues become this.
    static let lamp = "FFD36E"
    /// The art's signal colours in the tones of fur, wood and skin: brown that does not turn pink in the light.
    private static let natural = [
        ("C1694F", "A0653C"), ("D99E82", "CFA27C"), ("FFDC5D", "F3C79E"), ("662113", "4F2A18"), ("FFCC4E", "F2B65A"),
        ("BF6952", "A0653C"),
    ]
    private static let glass = ["55ACEE", "BBDDF5", "88C9F9", "5DADEC", "8CCAF7"]

    /// A thing by itself. Nil when it is art that is not there.
    func drawing(_ thing: Thing, _ subject: Subject, dice: inout Dice) -> (drawing: Drawing, isArt: Bool)? {
        switch thing.look {
        case .person(let costume):
            let hovers = thing.has("flies") && subject.spot == .above
            let pose = hovers ? .flying : Gallery.pose(for: subject.action)
            if let group = GroupDrawing(costume, pose: pose, dice: dice) { return (group.drawing, false) }
            return (FigureDrawing(pose: .named(pose), costume: .named(costume, &dice)).drawing(.both), false)
        case .beast:
            if subject.action == .sleeping { return (curled(thing), true) }
            if needsLimbs(subject.action),
                let figure = figure(thing, pose: Gallery.pose(for: subject.action), dice: &dice)
            {
                return (figure.drawing(.both), false)
            }
            let beast = BeastDrawing(thing, face: face(of: thing))
            return (beast.isLong && subject.action != .sitting ? beast.standing : beast.drawing, false)
        case .own(let name):
            return OwnDrawings.drawing(name, traits: thing.traits).map { ($0, false) }
        case .art(let code):
            if subject.action == .flying || subject.spot == .above, thing.has("bird") {
                return (OwnDrawings.bird(thing.traits), false)
            }
            if needsLimbs(subject.action), thing.hasFigure,
                let figure = figure(thing, pose: Gallery.pose(for: subject.action), dice: &dice)
            {
                return (figure.drawing(.both), false)
            }
            if thing.has("face"), thing.has("fur") {
                if subject.action == .sitting { return (sitting(thing), true) }
                if subject.action == .sleeping { return (curled(thing), true) }
            }
            // A black cat has eyes of its own in the art.
            if let black = thing.traits["black"], subject.tint?.name == "black", let drawing = artwork(thing, black) {
                return (drawing, false)
            }
            if let drawing = artwork(thing, code) { return (drawing, true) }
            // Without the art an animal is our own body with a plain face.
            return thing.has("fur") ? (sitting(thing), true) : nil
        }
    }

    /// The thing as a figure that can sit, ride and hold; nil when it has no body of that kind.
    func figure(_ thing: Thing, pose: Pose.Name, dice: inout Dice) -> FigureDrawing? {
        if case .person(let costume) = thing.look {
            var worn = Costume.named(costume, &dice)
            // A robe to the ground would hide how one sits on a broom or a horse.
            if worn.skirt == 2, [.astride, .pedal, .bike].contains(pose) { worn.skirt = 1 }
            return FigureDrawing(pose: .named(pose), costume: worn)
        }
        guard thing.hasFigure else { return nil }
        let fur = thing.colour("fur") ?? RGB(0xb08050)
        let costume = Costume.animal(
            fur: fur, belly: thing.colour("belly") ?? fur.lighter(0.45), limbs: thing.colour("limbs"))
        let seated: Set<Pose.Name> = [.astride, .pedal, .bike, .sitting, .onGround, .flying]
        let joints = seated.contains(pose) ? Pose.named(pose) : Pose.named(pose).stocky
        return FigureDrawing(
            pose: joints, costume: costume, face: face(of: thing), faceSize: seated.contains(pose) ? 1.15 : 1.4)
    }

    /// The animal sitting upright and looking at us.
    func sitting(_ thing: Thing) -> Drawing {
        BeastDrawing(thing, face: face(of: thing)).drawing
    }

    /// The animal rolled up in its sleep.
    func curled(_ thing: Thing) -> Drawing {
        BeastDrawing(thing, face: face(of: thing)).sleeping
    }

    static func pose(for action: Action?) -> Pose.Name {
        switch action {
        case .running, .jumping: .running
        case .walking, .climbing: .walking
        case .waving: .waving
        case .dancing: .dancing
        case .sitting, .fishing: .onGround
        case .reading: .reading
        case .playing: .playing
        case .flying, .swimming, .floating: .flying
        case .eating: .holding
        case .sleeping: .standing
        case .standing, .burning, nil: .standing
        }
    }

    private func needsLimbs(_ action: Action?) -> Bool {
        switch action {
        case .dancing, .waving, .reading, .playing: true
        default: false
        }
    }

    private func artwork(_ thing: Thing, _ code: String) -> Drawing? {
        var swaps = Gallery.natural
        if isDark, thing.has("windows") || thing.has("lamps") { swaps += Gallery.glass.map { ($0, Gallery.lamp) } }
        if thing.has("horn") {
            swaps = [
                ("C1694F", "F6F1FB"), ("292F33", "C98BE0"), ("8A4B38", "DDD0EC"), ("8A4633", "DDD0EC"),
                ("662113", "C98BE0"),
            ]
        }
        if thing.has("stripes") {
            swaps = [("C1694F", "F4F4F2"), ("8A4B38", "D0D0CE"), ("8A4633", "D8D8D6"), ("662113", "2B2C33")]
        }
        guard let piece = art?.piece(code, swaps: swaps) else { return nil }
        let cut = thing.number("cut").map { 1 - $0 } ?? 0
        let aspect = piece.filled.width / (piece.filled.height * (1 - cut))
        var drawing = Drawing(aspect: aspect) { sketch in
            let height = Drawing.height / (1 - cut)
            piece.draw(on: sketch.canvas, in: Box(x: 0, y: 0, width: aspect * Drawing.height, height: height))
            if thing.has("horn") { Gallery.horn(sketch, aspect) }
            if thing.has("stripes") { Gallery.stripes(sketch, aspect) }
        }
        if isDark, thing.has("windows") || thing.has("lamps") { drawing.shining = [RGB(0xffd36e)] }
        return drawing
    }

    private func face(of thing: Thing) -> (Canvas, Box) -> Void {
        var code = thing.traits["face"]
        if case .beast(let own) = thing.look { code = own }
        let fur = thing.colour("fur") ?? RGB(0xb08050)
        guard let code, let piece = art?.piece(code, swaps: Gallery.natural) else {
            return { Gallery.plainFace($0, $1, fur) }
        }
        let white = thing.traits["paint"] == "white"
        return { canvas, box in
            let aspect = piece.filled.width / piece.filled.height
            let width = min(box.width, box.height * aspect)
            let height = width / aspect
            piece.draw(
                on: canvas, in: Box(x: box.middle - width / 2, y: box.bottom - height, width: width, height: height))
            if white { Gallery.whiten(canvas, box) }
        }
    }

    /// A veil of white over what is drawn in the box.
    private static func whiten(_ canvas: Canvas, _ box: Box) {
        canvas.over {
            canvas.box(box.x, box.y, box.width, box.height)
            canvas.fill(.white, 0.62)
        }
    }

    /// Where there is no art: a round head with ears, eyes and a nose.
    private static func plainFace(_ canvas: Canvas, _ box: Box, _ fur: RGB) {
        let radius = box.width * 0.42
        let y = box.y + box.height * 0.56
        for side in [-1.0, 1] {
            canvas.polygon([
                Point(box.middle + side * radius * 0.9, y - radius * 0.3),
                Point(box.middle + side * radius * 0.8, y - radius * 1.3),
                Point(box.middle + side * radius * 0.2, y - radius * 0.8),
            ])
        }
        canvas.circle(box.middle, y, radius)
        canvas.fill(fur)
        for side in [-1.0, 1] { canvas.circle(box.middle + side * radius * 0.36, y - radius * 0.1, radius * 0.1) }
        canvas.ellipse(box.middle, y + radius * 0.26, radius * 0.14, radius * 0.1)
        canvas.fill(RGB(0x24242a))
    }

    private static func horn(_ sketch: Sketch, _ aspect: Double) {
        let width = aspect * Drawing.height
        sketch.canvas.polygon([Point(width * 0.1, 13), Point(width * 0.0, -6), Point(width * 0.16, 8)])
        sketch.canvas.fill(RGB(0xf2c63c), outlined: RGB(0xd89a2e), width: 0.8)
    }

    private static func stripes(_ sketch: Sketch, _ aspect: Double) {
        let width = aspect * Drawing.height
        sketch.canvas.over {
            for step in 0..<13 {
                let x = width * (0.1 + Double(step) * 0.065)
                sketch.canvas.from(x, 8)
                sketch.canvas.curve(x + 4, 30, x - 3, 46, x + 2, 92)
            }
            sketch.canvas.stroke(RGB(0x2b2c33), width: 2.6, 0.85)
        }
    }
}
