import Glibc

/// A whole figure from head to foot in a pose and a costume. The far half (arm and leg behind the body) can be drawn
/// without the near one, so that a rider sits around what is ridden.
struct FigureDrawing {
    var pose: Pose
    var costume: Costume
    /// An animal's face in place of a head; drawn into the box.
    var face: ((Canvas, Box) -> Void)?
    var faceSize = 1.0

    enum Half { case both, far, near }

    func drawing(_ half: Half) -> Drawing {
        let left = left
        var drawing = Drawing(aspect: (right - left) / Drawing.height) { sketch in
            sketch.canvas.move(by: -left, 0)
            sketch.lights?.move(by: -left, 0)
            var figure = self
            if let tint = sketch.style.tint { figure.costume.colour(tint) }
            if half != .near { figure.drawFar(sketch) }
            if half != .far { figure.drawNear(sketch) }
        }
        drawing.overhang = 0.3
        return drawing
    }

    /// What of the hundred units across is really filled: a standing figure is narrow, a running one wide.
    var left: Double { joints.map(\.x).min().map { min($0, pose.head.x - 13) - 7 } ?? 0 }
    var right: Double {
        let reach = (joints.map(\.x).max() ?? 100) + 7
        let back = costume.wings != nil ? pose.neck.x + 43 : costume.cape != nil ? pose.neck.x + 24 : pose.head.x + 20
        return max(reach, back)
    }

    private var joints: [Point] { pose.nearArm + pose.farArm + pose.nearLeg + pose.farLeg + [pose.hip] }

    /// The box of this figure when one of its joints is to come to a point.
    func box(height: Double, with joint: Point, at point: Point) -> Box {
        let scale = height / Drawing.height
        return Box(
            x: point.x - (joint.x - left) * scale, y: point.y - joint.y * scale, width: (right - left) * scale,
            height: height)
    }

    private var limbWidth: Double {
        switch costume.kind {
        case .astronaut: 10.5
        case .skeleton: 3.4
        case .alien: 5
        case .robot, .animal: 8.4
        case .human, .diver: 7.6
        }
    }

    private func drawFar(_ sketch: Sketch) {
        if let wings = costume.wings { drawWings(sketch.canvas, wings) }
        if let cape = costume.cape { drawCape(sketch.canvas, cape) }
        if costume.kind == .astronaut || costume.kind == .diver { drawPack(sketch.canvas) }
        leg(sketch.canvas, pose.farLeg, shade: 0.22)
        arm(sketch.canvas, pose.farArm, shade: 0.2)
    }

    private func drawNear(_ sketch: Sketch) {
        let canvas = sketch.canvas
        if costume.skirt == 0 || costume.kind != .human { leg(canvas, pose.nearLeg, shade: 0) }
        if costume.skirt > 0 {
            leg(canvas, pose.nearLeg, shade: 0)
            skirt(canvas)
        }
        if face == nil { HeadDrawing(costume: costume, centre: pose.head).drawBehind(sketch) }
        torso(sketch)
        arm(canvas, pose.nearArm, shade: 0)
        if let face {
            let size = 33 * faceSize
            face(canvas, Box(x: pose.head.x - size / 2, y: pose.head.y - size * 0.52, width: size, height: size))
        } else {
            HeadDrawing(costume: costume, centre: pose.head).draw(sketch)
        }
    }

    private func arm(_ canvas: Canvas, _ joints: [Point], shade: Float) {
        let bare = !costume.sleeves || costume.kind == .alien || costume.kind == .skeleton
        let colour = (costume.limbs ?? (bare ? costume.skin : costume.top)).darker(0.06 + shade)
        strand(canvas, joints, limbWidth * 0.86, colour)
        guard let hand = joints.last else { return }
        canvas.circle(hand.x, hand.y, limbWidth * 0.5)
        let glove =
            costume.kind == .astronaut
            ? RGB(0x8a96a6) : costume.kind == .diver ? costume.top : costume.limbs ?? costume.skin
        canvas.fill(glove.darker(shade))
    }

    private func leg(_ canvas: Canvas, _ joints: [Point], shade: Float) {
        let bare = costume.kind == .alien || costume.kind == .skeleton || costume.skirt == 1 && costume.kind == .human
        strand(
            canvas, joints, limbWidth * 1.12, (costume.limbs ?? (bare ? costume.skin : costume.bottom)).darker(shade))
        guard let foot = joints.last else { return }
        let turn = atan2(foot.y - joints[1].y, foot.x - joints[1].x) - .pi / 2
        canvas.within {
            canvas.move(by: foot.x, foot.y)
            canvas.turn(max(-0.6, min(0.6, turn)))
            canvas.box(-limbWidth * 1.05, -limbWidth * 0.36, limbWidth * 1.7, limbWidth * 0.82, round: limbWidth * 0.38)
            canvas.fill((costume.limbs ?? (costume.kind == .skeleton ? costume.skin : costume.shoes)).darker(shade))
        }
    }

    private func strand(_ canvas: Canvas, _ joints: [Point], _ width: Double, _ colour: RGB) {
        canvas.from(joints[0].x, joints[0].y)
        canvas.line(joints[1].x, joints[1].y)
        canvas.line(joints[2].x, joints[2].y)
        canvas.stroke(colour, width: width)
        if costume.kind == .robot || costume.kind == .skeleton {
            canvas.circle(joints[1].x, joints[1].y, width * 0.62)
            canvas.fill(colour.darker(costume.kind == .robot ? 0.25 : 0))
        }
    }

    private func torso(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let neck = pose.neck
        let hip = pose.hip
        if costume.kind == .skeleton { return ribs(canvas) }
        let wide: Double =
            costume.kind == .astronaut ? 12.5 : costume.kind == .robot ? 12 : costume.kind == .animal ? 11.4 : 9.6
        let dx = hip.x - neck.x
        let dy = hip.y - neck.y
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        let side = Point(-dy / length, dx / length)
        func at(_ part: Double, _ across: Double) -> Point {
            Point(neck.x + dx * part + side.x * across, neck.y + dy * part + side.y * across)
        }
        let waist = costume.kind == .animal ? wide * 1.12 : wide * 0.86
        canvas.smooth([
            at(0.02, wide * 0.5), at(0.12, wide * 0.92), at(0.55, waist), at(0.98, waist * 0.96), at(1.1, 0),
            at(0.98, -waist * 0.96), at(0.55, -waist), at(0.12, -wide * 0.92), at(0.02, -wide * 0.5),
        ])
        canvas.fill(
            from: at(0.5, wide), to: at(0.5, -wide),
            [(0, costume.top.lighter(0.12), 1), (1, costume.top.darker(0.14), 1)])
        decorate(sketch, at, wide)
    }

    private func decorate(_ sketch: Sketch, _ at: (Double, Double) -> Point, _ wide: Double) {
        let canvas = sketch.canvas
        if let belt = costume.belt {
            canvas.from(at(0.86, wide * 0.84).x, at(0.86, wide * 0.84).y)
            canvas.line(at(0.86, -wide * 0.84).x, at(0.86, -wide * 0.84).y)
            canvas.stroke(belt, width: 3.6)
        }
        switch costume.kind {
        case .animal:
            let belly = at(0.62, wide * 0.34)
            canvas.ellipse(belly.x, belly.y, wide * 0.62, 11)
            canvas.fill(costume.hair)
        case .astronaut:
            let panel = at(0.42, wide * 0.4)
            canvas.box(panel.x - 5.4, panel.y - 3.6, 10.8, 7.6, round: 1.6)
            canvas.fill(RGB(0x7d8a9b))
            for (index, colour) in [RGB(0xe04a3f), RGB(0x4fc06a), RGB(0xf2c63c)].enumerated() {
                canvas.circle(panel.x - 3 + Double(index) * 3, panel.y, 1.1)
                canvas.fill(colour)
            }
        case .robot:
            let panel = at(0.42, wide * 0.2)
            canvas.box(panel.x - 5.5, panel.y - 4.5, 11, 9, round: 1.6)
            canvas.fill(RGB(0x33475a))
            sketch.shine(RGB(0x7dffcf), by: RGB(0x58d8a8)) { $0.circle(panel.x - 1.8, panel.y, 1.7) }
            sketch.shine(RGB(0xffd36e), by: RGB(0xf2b33c)) { $0.circle(panel.x + 2.4, panel.y, 1.2) }
        case .human, .alien, .skeleton, .diver: break
        }
    }

    private func ribs(_ canvas: Canvas) {
        canvas.from(pose.neck.x, pose.neck.y)
        canvas.line(pose.hip.x, pose.hip.y)
        canvas.stroke(costume.skin, width: 3)
        for rib in 0..<4 {
            let y = pose.neck.y + 5 + Double(rib) * 4.6
            canvas.ellipse(pose.neck.x, y, 8.4 - Double(rib) * 0.9, 2.4)
            canvas.stroke(costume.skin, width: 1.8)
        }
        canvas.ellipse(pose.hip.x, pose.hip.y, 7, 3.4)
        canvas.fill(costume.skin)
    }

    /// Cloth from the hip over the legs, however they stand.
    private func skirt(_ canvas: Canvas) {
        let hip = pose.hip
        let reach = costume.skirt == 2 ? 0.94 : 0.5
        func along(_ leg: [Point]) -> Point {
            reach > 0.6
                ? Point(leg[1].x + (leg[2].x - leg[1].x) * 0.8, leg[1].y + (leg[2].y - leg[1].y) * 0.8)
                : Point(leg[0].x + (leg[1].x - leg[0].x) * 0.95, leg[0].y + (leg[1].y - leg[0].y) * 0.95)
        }
        let near = along(pose.nearLeg)
        let far = along(pose.farLeg)
        let left = near.x < far.x ? near : far
        let right = near.x < far.x ? far : near
        let flare = costume.skirt == 2 ? 12.0 : 9
        canvas.from(hip.x - 8, hip.y - 7)
        canvas.curve(hip.x - 11, hip.y + 6, left.x - flare, left.y - 6, left.x - flare, left.y + 1)
        canvas.curve(left.x, left.y + 4, right.x, right.y + 4, right.x + flare, right.y + 1)
        canvas.curve(right.x + flare, right.y - 6, hip.x + 11, hip.y + 6, hip.x + 8, hip.y - 7)
        canvas.close()
        canvas.fill(
            from: Point(left.x - flare, 0), to: Point(right.x + flare, 0),
            [
                (0, costume.top.lighter(0.1), 1), (1, costume.top.darker(0.18), 1),
            ])
    }

    private func drawCape(_ canvas: Canvas, _ colour: RGB) {
        let neck = pose.neck
        let flow = pose.hip.x - neck.x
        canvas.from(neck.x - 4, neck.y + 1)
        canvas.line(neck.x + 7, neck.y + 1)
        canvas.curve(
            neck.x + 16 + flow, neck.y + 14, neck.x + 16 + flow * 1.6, pose.hip.y + 4, neck.x + 22 + flow * 1.9,
            pose.hip.y + 20)
        canvas.curve(
            neck.x + 10 + flow, pose.hip.y + 26, neck.x + flow, pose.hip.y + 22, neck.x - 6 + flow * 0.8,
            pose.hip.y + 20)
        canvas.close()
        canvas.fill(from: Point(neck.x, 0), to: Point(neck.x + 24, 0), [(0, colour.darker(0.2), 1), (1, colour, 1)])
    }

    private func drawWings(_ canvas: Canvas, _ colour: RGB) {
        for side in [-1.0, 1] {
            let x = pose.neck.x
            let y = pose.neck.y + 10
            canvas.from(x, y)
            canvas.curve(x + side * 10, y - 26, x + side * 36, y - 30, x + side * 42, y - 14)
            canvas.curve(x + side * 40, y + 4, x + side * 26, y + 10, x + side * 24, y + 16)
            canvas.curve(x + side * 16, y + 18, x + side * 8, y + 10, x, y)
            canvas.fill(colour, 0.92)
        }
    }

    private func drawPack(_ canvas: Canvas) {
        let neck = pose.neck
        if costume.kind == .diver {
            canvas.box(neck.x + 5, neck.y + 2, 9, 26, round: 4.5)
            canvas.fill(RGB(0xf0b03a))
        } else {
            canvas.box(neck.x + 1, neck.y - 1, 17, 28, round: 4)
            canvas.fill(RGB(0xb9c2ce))
        }
    }
}

extension Costume {
    /// A colour word for a person colours the clothes, for a creature or a machine its body.
    mutating func colour(_ tint: RGB) {
        top = tint
        switch kind {
        case .animal, .robot:
            (bottom, skin, shoes) = (kind == .robot ? tint.darker(0.2) : tint, tint, tint.darker(0.25))
        case .alien: (skin, bottom) = (tint, tint.darker(0.1))
        case .astronaut: bottom = tint
        case .human, .skeleton, .diver: if cape != nil { cape = tint.darker(0.2) }
        }
    }
}
