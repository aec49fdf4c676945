import Glibc

/// Puts what belongs together into clusters: riders on their mounts, cups in hands, cats under trees. Everything else
/// becomes a cluster of its own, several of a kind one each.
struct ClusterBuilder {
    let scene: Scene
    let setting: Setting
    let gallery: Gallery
    var dice: Dice
    private var bound: Set<Int> = []
    /// Subjects that no drawing could be found for.
    private(set) var missing: [Int] = []

    init(scene: Scene, setting: Setting, gallery: Gallery, dice: Dice) {
        self.scene = scene
        self.setting = setting
        self.gallery = gallery
        self.dice = dice
    }

    mutating func clusters() -> [Cluster] {
        var clusters: [Cluster] = []
        for relation in scene.relations where !bound.contains(relation.subject) && !bound.contains(relation.object) {
            if let cluster = together(relation) { clusters.append(cluster) }
        }
        for index in scene.subjects.indices where !bound.contains(index) { clusters += alone(index) }
        return clusters
    }

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
        return pow(thing.height, 0.42) * factor
    }

    // Alone

    private mutating func alone(_ index: Int) -> [Cluster] {
        let subject = scene.subjects[index]
        guard let thing = Things.thing(subject.thing) else { return [] }
        if thing.id == "couple" || thing.id == "family" { return [company(index, thing)] }
        var clusters: [Cluster] = []
        for copy in 0..<subject.count {
            guard let part = part(index, thing, copy: copy) else {
                missing.append(index)
                return []
            }
            var cluster = Cluster(
                parts: [part], home: home(of: thing, subject), subjects: [index], spot: subject.spot,
                isLit: thing.has("lit"), hasBeacon: thing.has("beacon"), contact: part.box.x...part.box.right)
            if subject.action == .fishing, case .person(let costume) = thing.look {
                var own = dice.fork("\(index)/\(copy)")
                cluster.parts += fishing(
                    part.box, FigureDrawing(pose: .named(.onGround), costume: .named(costume, &own)))
            }
            if copy > 0, dice.chance(0.3), cluster.home != .ground || thing.hasFigure { cluster.flip() }
            clusters.append(cluster)
        }
        return clusters
    }

    private func home(of thing: Thing, _ subject: Subject) -> Thing.Home {
        if subject.spot == .above || subject.action == .flying { return .air }
        if setting.place == .underwater, thing.home == .ground, thing.id != "crab" { return .deep }
        if setting.place == .space { return .air }
        if setting.place == .heaven, thing.home != .ground { return .air }
        if subject.action == .swimming, setting.place != .underwater { return .water }
        return thing.home
    }

    /// A part standing on the ground with its middle at 0.
    private mutating func part(_ index: Int, _ thing: Thing, copy: Int, action: Action? = nil) -> Part? {
        var subject = scene.subjects[index]
        subject.action = action ?? subject.action
        var own = dice.fork("\(index)/\(copy)")
        guard let (drawing, isArt) = gallery.drawing(thing, subject, dice: &own) else { return nil }
        var height = Self.displayHeight(thing, subject.size)
        if case .person = thing.look { height *= personHeight(thing, own) }
        if copy > 0 { height *= own.number(0.86...1.08) }
        var part = Part(
            drawing: drawing,
            box: Box(x: -height * drawing.aspect / 2, y: -height, width: height * drawing.aspect, height: height))
        part.tint = subject.tint.map { Pigments.colour(of: $0, nth: copy) } ?? usualTint(thing, copy: copy)
        part.isArt = isArt
        part.seed = Dice.seed(of: "\(thing.id)\(copy)")
        if subject.action == .sleeping, thing.hasFigure, !isArt, case .person = thing.look { lay(&part) }
        if let upright = thing.number("upright") {
            part.turn = upright * .pi / 180 * (setting.place == .space ? 0.4 : 1)
        }
        return part
    }

    private func personHeight(_ thing: Thing, _ dice: Dice) -> Double {
        guard case .person(let name) = thing.look else { return 1 }
        var copy = dice
        return Costume.named(name, &copy).height < 1 ? 0.92 : 1
    }

    private func usualTint(_ thing: Thing, copy: Int) -> RGB? {
        if thing.has("varied"), copy > 0 { return Pigments.colour(of: Tint("motley"), nth: copy) }
        guard let paint = thing.traits["paint"], !thing.has("horn"), !thing.has("stripes") else { return nil }
        if case .beast = thing.look { return nil }
        return Pigments.colour(of: Tint(paint), nth: 0)
    }

    private func lay(_ part: inout Part) {
        part.turn = .pi / 2
        part.box.y += part.box.height * 0.36
    }

    /// Two or four people side by side.
    private mutating func company(_ index: Int, _ thing: Thing) -> Cluster {
        let roles = thing.id == "couple" ? ["man", "woman"] : ["man", "girl", "woman", "boy"]
        var parts: [Part] = []
        var x = 0.0
        for (nth, role) in roles.enumerated() {
            var own = dice.fork("\(index)/company\(nth)")
            let figure = FigureDrawing(pose: .named(.standing), costume: .named(role, &own))
            let height = pow(role == "girl" || role == "boy" ? 1.15 : 1.75, 0.6) * 1.05
            var part = Part(
                drawing: figure.drawing(.both),
                box: figure.box(height: height, with: Point(50, Drawing.height), at: Point(x, 0)))
            part.tint = scene.subjects[index].tint.map { Pigments.colour(of: $0, nth: nth) }
            parts.append(part)
            x += height * 0.33
        }
        let right = parts.map(\.box.right).max() ?? 1
        for nth in parts.indices { parts[nth].box.x -= right / 2 }
        return Cluster(
            parts: parts, home: .ground, subjects: [index], spot: nil, contact: (-right * 0.3)...(right * 0.3))
    }

    // Together

    private mutating func together(_ relation: Relation) -> Cluster? {
        let subject = scene.subjects[relation.subject]
        let object = scene.subjects[relation.object]
        guard let upper = Things.thing(subject.thing), let lower = Things.thing(object.thing) else { return nil }
        let cluster: Cluster? =
            switch relation.kind {
            case .riding: ride(relation, upper, lower) ?? carry(relation, upper, lower)
            case .on:
                lower.seat != nil && upper.hasFigure
                    && (lower.seat?.way != .astride || lower.home == .air || upper.height <= lower.height * 1.6)
                    ? ride(relation, upper, lower) : carry(relation, upper, lower)
            case .inside, .leaving:
                lower.has("in") ? contain(relation, upper, lower) : nil
            case .under: lower.has("canopy") ? shelter(relation, upper, lower) : under(relation, upper, lower)
            case .with, .holding, .reading:
                lower.has("hat") ? wear(relation, upper, lower) : lower.has("hold") ? hold(relation, upper, lower) : nil
            case .wearing:
                lower.has("hat") || lower.has("eyes") || lower.has("wear") ? wear(relation, upper, lower) : nil
            case .beside, .behind, .before, .over, .lookingAt, .chasing: nil
            }
        guard cluster != nil else { return nil }
        bound.insert(relation.subject)
        bound.insert(relation.object)
        return cluster
    }

    /// A rider around a mount: the far leg behind it, the near one before it.
    private mutating func ride(_ relation: Relation, _ rider: Thing, _ mount: Thing) -> Cluster? {
        guard let seat = mount.seat, let under = part(relation.object, mount, copy: 0) else { return nil }
        let pose: Pose.Name =
            switch seat.way {
            case .astride: .astride
            case .pedal: .pedal
            case .bike: .bike
            case .stand: .board
            case .chair: .sitting
            case .ground: .onGround
            }
        var own = dice.fork("\(relation.subject)/0")
        let isChair = seat.way == .chair || seat.way == .ground
        let saddle = Point(under.box.x + seat.x * under.box.width, under.box.y + seat.y * under.box.height)
        if isChair, case .person = rider.look {
        } else if isChair, rider.has("fur") || rider.look.isBeast {
            return perch(relation, rider, under, saddle, mount)
        }
        guard let figure = gallery.figure(rider, pose: pose, dice: &own) else { return nil }
        let height = riderHeight(rider, mount, under.box.height, seat.way)
        let box = figure.box(height: height, with: seat.way == .stand ? Point(50, 98) : figure.pose.hip, at: saddle)
        var far = Part(drawing: figure.drawing(.far), box: box)
        far.tint = scene.subjects[relation.subject].tint.map { Pigments.colour(of: $0, nth: 0) }
        var near = far
        near.drawing = figure.drawing(.near)
        let rod = scene.subjects[relation.subject].action == .fishing ? fishing(near.box, figure) : []
        let order =
            seat.way == .chair && mount.has("in")
            ? [far, near, under] : isChair ? [under, far, near] : [far, under, near]
        return Cluster(
            parts: order + rod, home: home(of: mount, scene.subjects[relation.object]),
            subjects: [relation.subject, relation.object],
            spot: scene.subjects[relation.subject].spot ?? scene.subjects[relation.object].spot,
            contact: under.box.x...under.box.right)
    }

    /// A rod from the hand outwards.
    private func fishing(_ box: Box, _ figure: FigureDrawing) -> [Part] {
        guard let hand = figure.pose.nearArm.last, let rod = OwnDrawings.drawing("rod") else { return [] }
        let scale = box.height / Drawing.height
        let at = Point(box.x + (hand.x - figure.left) * scale, box.y + hand.y * scale)
        let height = box.height * 1.05
        return [
            Part(
                drawing: rod,
                box: Box(
                    x: at.x - height * rod.aspect, y: at.y - height * 0.5, width: height * rod.aspect, height: height))
        ]
    }

    private func riderHeight(_ rider: Thing, _ mount: Thing, _ height: Double, _ way: Thing.Seat.Way) -> Double {
        switch way {
        case .pedal: height * 1.56
        case .bike: height * 1.42
        case .stand: max(Self.displayHeight(rider, .usual), height * 1.2)
        case .chair, .ground: min(height * 1.75, Self.displayHeight(rider, .usual) * 1.15)
        case .astride: height * min(max(max(rider.height, 1.3) / mount.height, 0.44), mount.home == .air ? 3.2 : 1.25)
        }
    }

    /// An animal sitting on a seat.
    private mutating func perch(_ relation: Relation, _ animal: Thing, _ under: Part, _ seat: Point, _ mount: Thing)
        -> Cluster
    {
        let height = min(Self.displayHeight(animal, scene.subjects[relation.subject].size), under.box.height * 1.1)
        let sleeps = scene.subjects[relation.subject].action == .sleeping
        let drawing = sleeps ? gallery.curled(animal) : gallery.sitting(animal)
        var part = Part(
            drawing: drawing,
            box: Box(
                x: seat.x - height * drawing.aspect / 2, y: seat.y - height * 0.92, width: height * drawing.aspect,
                height: height))
        part.tint = scene.subjects[relation.subject].tint.map { Pigments.colour(of: $0, nth: 0) }
        part.isArt = part.tint != nil
        return Cluster(
            parts: mount.has("in") ? [part, under] : [under, part],
            home: home(of: mount, scene.subjects[relation.object]),
            subjects: [relation.subject, relation.object], spot: nil, contact: under.box.x...under.box.right)
    }

    /// One or several standing on top of something.
    private mutating func carry(_ relation: Relation, _ upper: Thing, _ lower: Thing) -> Cluster? {
        guard var base = part(relation.object, lower, copy: 0) else { return nil }
        if lower.has("hold"), !lower.has("top"), upper.height > lower.height * 2.5 { return nil }
        let count = scene.subjects[relation.subject].count
        let top = base.box.y + base.box.height * (lower.number("top") ?? 0.08)
        var parts: [Part] = []
        for copy in 0..<count {
            guard var part = part(relation.subject, upper, copy: copy) else { return nil }
            let room = base.box.width * 0.9 / Double(count)
            if part.box.width > room * 1.5, lower.height > 0.5 { shrink(&part, to: room * 1.5 / part.box.width) }
            let slot = base.box.x + base.box.width * (Double(copy) + 0.5) / Double(count)
            part.box.x = slot - part.box.width / 2
            part.box.y = top - part.box.height + base.box.height * 0.025
            parts.append(part)
        }
        base.seed = 1
        return Cluster(
            parts: [base] + parts, home: home(of: lower, scene.subjects[relation.object]),
            subjects: [relation.subject, relation.object], spot: scene.subjects[relation.object].spot,
            contact: base.box.x...base.box.right)
    }

    private func shrink(_ part: inout Part, to factor: Double) {
        part.box = Box(
            x: part.box.x * factor, y: part.box.y * factor, width: part.box.width * factor,
            height: part.box.height * factor)
    }

    /// Looking out over the rim of a boat, a basket, a cup; sitting in it when there is a seat.
    private mutating func contain(_ relation: Relation, _ inner: Thing, _ outer: Thing) -> Cluster? {
        if outer.home == .water, inner.hasFigure, outer.seat != nil, let cluster = ride(relation, inner, outer) {
            return cluster
        }
        guard let shell = part(relation.object, outer, copy: 0),
            var part = part(relation.subject, inner, copy: 0, action: .sitting)
        else { return nil }
        let rim = shell.box.y + shell.box.height * (outer.number("in") ?? 0.3)
        if part.box.width > shell.box.width * 0.72 { shrink(&part, to: shell.box.width * 0.72 / part.box.width) }
        if part.box.height < (0 - rim) * 0.8 { shrink(&part, to: min(1.8, (0 - rim) * 0.9 / part.box.height)) }
        part.box.x = shell.box.middle - part.box.width / 2
        part.box.y = rim - part.box.height * 0.62
        part.cut = min(-shell.box.height * 0.06, rim + part.box.height * 0.3)
        return Cluster(
            parts: [part, shell], home: home(of: outer, scene.subjects[relation.object]),
            subjects: [relation.subject, relation.object], spot: nil, contact: shell.box.x...shell.box.right)
    }

    /// Under a tree or an umbrella.
    private mutating func shelter(_ relation: Relation, _ guest: Thing, _ roof: Thing) -> Cluster? {
        if roof.has("hold") { return hold(relation, guest, roof) }
        guard var cover = part(relation.object, roof, copy: 0) else { return nil }
        var parts: [Part] = []
        let count = scene.subjects[relation.subject].count
        for copy in 0..<count {
            guard var part = part(relation.subject, guest, copy: copy) else { return nil }
            let ceiling = cover.box.height * 0.52
            if part.box.height > ceiling { shrink(&part, to: ceiling / part.box.height) }
            let side: Double = copy % 2 == 0 ? -1 : 1
            let reach = max(cover.box.width * 0.24, part.box.width * 0.42 + cover.box.height * 0.05)
            part.box.x =
                cover.box.middle + side * (reach + Double(copy / 2) * part.box.width * 0.8) - part.box.width / 2
            part.box.y += cover.box.height * 0.035
            parts.append(part)
        }
        cover.seed = 1
        return Cluster(
            parts: [cover] + parts, home: .ground, subjects: [relation.subject, relation.object],
            spot: scene.subjects[relation.object].spot,
            contact: cover.box.middle - cover.box.width * 0.16...cover.box.middle + cover.box.width * 0.16)
    }

    /// Below something hollow: a table, a bridge. The thing below is drawn first and made to fit.
    private mutating func under(_ relation: Relation, _ guest: Thing, _ roof: Thing) -> Cluster? {
        guard ["piece_table", "bridge", "bench", "bed", "chair"].contains(roof.id),
            let cover = part(relation.object, roof, copy: 0),
            var part = part(relation.subject, guest, copy: 0)
        else { return nil }
        let room = cover.box.height * (roof.id == "bridge" ? 0.42 : 0.66)
        if part.box.height > room { shrink(&part, to: room / part.box.height) }
        part.box.x = cover.box.middle - part.box.width / 2
        return Cluster(
            parts: [part, cover], home: .ground, subjects: [relation.subject, relation.object], spot: nil,
            contact: cover.box.x...cover.box.right)
    }

    /// Holding, reading, eating, playing: the thing in the hands; an umbrella goes over the head.
    private mutating func hold(_ relation: Relation, _ holder: Thing, _ held: Thing) -> Cluster? {
        var own = dice.fork("\(relation.subject)/0")
        let overhead = held.id == "umbrella" || held.id == "balloon" || held.id == "flagpole"
        let music = ["guitar", "violin", "saxophone", "trumpet"].contains(held.id)
        let sits = scene.subjects[relation.subject].action == .sitting
        let pose: Pose.Name =
            overhead ? .holding : music ? .playing : relation.kind == .reading ? .reading : sits ? .sitting : .holding
        guard let figure = gallery.figure(holder, pose: pose, dice: &own),
            let item = part(relation.object, held, copy: 0)
        else { return nil }
        let height = Self.displayHeight(holder, scene.subjects[relation.subject].size) * (holder.height < 1 ? 1.3 : 1)
        let box = figure.box(height: height, with: Point(50, Drawing.height), at: Point(0, 0))
        let scale = height / Drawing.height
        let hand = figure.pose.hold ?? Point(34, 48)
        let at = Point((hand.x - 50) * scale, (hand.y - Drawing.height) * scale)
        var object = item
        let size = height * (overhead ? 0.72 : music ? 0.5 : held.height > 0.7 ? 0.6 : held.height > 0.25 ? 0.26 : 0.19)
        let width = size * item.drawing.aspect
        object.box =
            overhead
            ? Box(x: at.x - width * 0.5 + height * 0.02, y: at.y - size * 1.02, width: width, height: size)
            : Box(x: at.x - width * 0.5, y: at.y - size * 0.5, width: width, height: size)
        if overhead, held.id == "umbrella" { object.box.y = box.y - size * 0.34 }
        var far = Part(drawing: figure.drawing(.far), box: box)
        far.tint = scene.subjects[relation.subject].tint.map { Pigments.colour(of: $0, nth: 0) }
        var near = far
        near.drawing = figure.drawing(.near)
        let parts = overhead ? [object, far, near] : [far, near, object]
        return Cluster(
            parts: parts, home: home(of: holder, scene.subjects[relation.subject]),
            subjects: [relation.subject, relation.object],
            spot: nil, isLit: held.has("lit"), contact: (-height * 0.16)...(height * 0.16))
    }

    /// A hat or glasses on a head whose place is known.
    private mutating func wear(_ relation: Relation, _ wearer: Thing, _ worn: Thing) -> Cluster? {
        guard let item = part(relation.object, worn, copy: 0) else { return nil }
        let height = Self.displayHeight(wearer, scene.subjects[relation.subject].size)
        var body: Part
        let head: Box
        if case .person = wearer.look, let part = part(relation.subject, wearer, copy: 0) {
            body = part
            let scale = part.box.height / Drawing.height
            head = Box(
                x: part.box.middle - 15 * scale, y: part.box.y + 2 * scale, width: 29 * scale, height: 26 * scale)
        } else if let place = wearer.head, let part = part(relation.subject, wearer, copy: 0) {
            body = part
            let width = part.box.width * place.width
            head = Box(
                x: part.box.x + part.box.width * place.x - width / 2, y: part.box.y, width: width,
                height: part.box.height * place.y)
        } else if wearer.hasFigure {
            let drawing = gallery.sitting(wearer)
            body = Part(
                drawing: drawing,
                box: Box(x: -height * drawing.aspect / 2, y: -height, width: height * drawing.aspect, height: height))
            body.tint = scene.subjects[relation.subject].tint.map { Pigments.colour(of: $0, nth: 0) }
            body.isArt = body.tint != nil
            let scale = height / Drawing.height
            head = Box(x: body.box.x + 17 * scale, y: body.box.y + 2 * scale, width: 50 * scale, height: 48 * scale)
        } else {
            return nil
        }
        var object = item
        let width = head.width * (worn.has("eyes") ? 0.86 : worn.has("wear") ? 0.7 : 0.84)
        let tall = width / item.drawing.aspect
        let y =
            worn.has("eyes")
            ? head.y + head.height * 0.42 - tall / 2
            : worn.has("wear") ? head.bottom - tall * 0.1 : head.y - tall * 0.72
        object.box = Box(x: head.middle - width / 2, y: y, width: width, height: tall)
        return Cluster(
            parts: [body, object], home: home(of: wearer, scene.subjects[relation.subject]),
            subjects: [relation.subject, relation.object], spot: nil, contact: body.box.x...body.box.right)
    }
}

extension Thing.Look {
    var isBeast: Bool { if case .beast = self { true } else { false } }
}
