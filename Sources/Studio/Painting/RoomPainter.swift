import Glibc

/// Indoors: a wall with a window onto the sky, boards, a rug, shelves; a tabletop; a stage.
struct RoomPainter {
    let view: View

    func paint(on canvas: Canvas) {
        switch view.setting.place {
        case .stage: paintStage(on: canvas)
        case .table: paintTabletop(on: canvas)
        default: paintRoom(on: canvas)
        }
    }

    private func paintRoom(on canvas: Canvas) {
        let place = view.setting.place
        let wall = place == .library ? RGB(0x6b4a36) : place == .kitchen ? RGB(0xdfe9e4) : tinted(palette.wall)
        paintWall(on: canvas, wall)
        let left = view.air.source.x < 0.5
        let wide = min(view.wide * 0.3, view.horizon * 0.46)
        let frame = Box(
            x: left ? view.wide * 0.07 : view.wide * 0.93 - wide, y: view.horizon * 0.14, width: wide,
            height: view.horizon * 0.52)
        if place == .library { paintShelves(on: canvas, beside: frame) }
        paintWindow(on: canvas, frame)
        if place == .kitchen {
            paintTiles(on: canvas)
        } else if place == .room {
            paintPictures(on: canvas, left: !left)
        }
        GroundPainter(view: view).paint(.boards, on: canvas)
        canvas.box(0, view.horizon - 14 * view.unit, view.wide, 16 * view.unit)
        canvas.fill(view.air.lit(wall.lighter(0.3), 0.5))
        if place != .kitchen { paintRug(on: canvas) }
        paintLightFall(on: canvas, frame)
        if view.setting.time == .night { paintCeilingLamp(on: canvas) }
    }

    /// Wall, curtains and rug that go together.
    private var palette: (wall: RGB, cloth: RGB, rug: RGB) {
        var dice = view.dice.fork("room")
        let (wall, cloth, rug): (UInt32, UInt32, UInt32) = dice.pick([
            (0xe3d3bd, 0xb5564a, 0x9a3f3f), (0xcdd9c9, 0xd8a24a, 0x5f8a6a), (0xc9d6e2, 0x4f76a8, 0x47688f),
            (0xe6cfc8, 0x8f6a8a, 0xa5596a), (0xdcd6cc, 0x3f8a86, 0x2f6f78),
        ])
        return (RGB(wall), RGB(cloth), RGB(rug))
    }

    private func tinted(_ colour: RGB) -> RGB {
        guard let tint = view.setting.tints[.ground] ?? view.setting.tints[.all] else { return colour }
        return Pigments.colour(of: tint, nth: 0).lighter(0.35)
    }

    private func paintWall(on canvas: Canvas, _ wall: RGB) {
        let lit = view.air.lit(wall, 0.6)
        canvas.box(0, 0, view.wide, view.horizon + 2)
        canvas.fill(
            from: Point(view.light.x, 0), to: Point(view.wide - view.light.x, view.horizon),
            [
                (0, lit.lighter(0.1), 1), (0.6, lit, 1), (1, lit.darker(0.22), 1),
            ])
        let stripe = view.wide / 26
        for index in 0..<26 where index % 2 == 0 {
            canvas.box(Double(index) * stripe, 0, stripe, view.horizon)
        }
        canvas.fill(lit.darker(0.06), 0.35)
    }

    private func paintWindow(on canvas: Canvas, _ box: Box) {
        let ramp = Ramp(view.air.sky)
        let unit = view.unit
        canvas.within {
            canvas.box(box.x, box.y, box.width, box.height)
            canvas.clip()
            canvas.box(box.x, box.y, box.width, box.height)
            canvas.fill(
                from: Point(0, box.y), to: Point(0, box.bottom),
                (0...4).map { (Double($0) / 4, ramp.at(Float($0) / 4), 1) })
            outside(canvas, box)
        }
        let wood = view.air.lit(RGB(0xf6efe2), 0.6)
        canvas.box(box.x, box.y, box.width, box.height)
        canvas.stroke(wood, width: 16 * unit)
        canvas.from(box.middle, box.y)
        canvas.line(box.middle, box.bottom)
        canvas.from(box.x, box.y + box.height * 0.42)
        canvas.line(box.right, box.y + box.height * 0.42)
        canvas.stroke(wood, width: 8 * unit)
        canvas.box(box.x - 18 * unit, box.bottom + 4 * unit, box.width + 36 * unit, 14 * unit, round: 3 * unit)
        canvas.fill(wood.darker(0.08))
        let cloth = view.air.lit(palette.cloth, 0.55)
        for side in [0.0, 1] {
            let x = side == 0 ? box.x - 44 * unit : box.right - 26 * unit
            for fold in 0..<4 {
                canvas.box(
                    x + Double(fold) * 17.5 * unit, box.y - 26 * unit, 18.5 * unit, box.height + 66 * unit,
                    round: 6 * unit)
                canvas.fill(cloth.darker(fold % 2 == 0 ? 0 : 0.16))
            }
        }
        canvas.box(box.x - 60 * unit, box.y - 34 * unit, box.width + 120 * unit, 9 * unit, round: 4 * unit)
        canvas.fill(view.air.lit(RGB(0x6b4a33), 0.5))
    }

    /// A little of the world outside: hills, rain, the moon, snow.
    private func outside(_ canvas: Canvas, _ box: Box) {
        var dice = view.dice.fork("outside")
        let dark = view.setting.time == .night
        if dark {
            canvas.glow(box.x + box.width * 0.7, box.y + box.height * 0.2, box.width * 0.5, RGB(0xd9e4ff), 0.5)
            canvas.circle(box.x + box.width * 0.7, box.y + box.height * 0.2, box.width * 0.08)
            canvas.fill(RGB(0xf6f0da))
        }
        let land = dark ? RGB(0x142238) : view.setting.isSnowy ? RGB(0xdfe8f0) : RGB(0x7aa868)
        for layer in 0..<2 {
            let y = box.y + box.height * (0.68 + 0.13 * Double(layer))
            canvas.from(box.x, box.bottom)
            canvas.line(box.x, y)
            canvas.curve(
                box.x + box.width * 0.3, y - box.height * 0.14, box.x + box.width * 0.6, y + box.height * 0.1,
                box.right, y - box.height * 0.05)
            canvas.line(box.right, box.bottom)
            canvas.close()
            canvas.fill(land.mixed(view.air.sky[4], layer == 0 ? 0.45 : 0.1))
        }
        switch view.setting.weather {
        case .rain, .storm:
            for _ in 0..<70 {
                let x = box.x + dice.unit() * box.width
                let y = box.y + dice.unit() * box.height
                canvas.from(x, y)
                canvas.line(x - 3 * view.unit, y + 18 * view.unit)
            }
            canvas.stroke(RGB(0xdfeaf4), width: 1.3 * view.unit, 0.5)
        case .snow:
            for _ in 0..<70 {
                canvas.circle(
                    box.x + dice.unit() * box.width, box.y + dice.unit() * box.height, dice.number(1...3.4) * view.unit)
            }
            canvas.fill(.white, 0.9)
        case .clear, .cloudy, .fog, .wind: return
        }
    }

    private func paintShelves(on canvas: Canvas, beside window: Box) {
        var dice = view.dice.fork("shelves")
        let rows = 5
        let top = view.horizon * 0.03
        let high = (view.horizon * 0.97 - top) / Double(rows)
        let colours = [0x8f3a34, 0x2f5d7a, 0x3f7a52, 0xb5893a, 0x5a3f6a, 0x7a4a2c, 0xc9b48a, 0x34465a].map { RGB($0) }
        let shelf = view.air.lit(RGB(0x5a3a28), 0.5)
        canvas.box(0, top, view.wide, view.horizon - top)
        canvas.fill(shelf.darker(0.35))
        for row in 0..<rows {
            let base = top + Double(row + 1) * high - 8 * view.unit
            var x = 4 * view.unit
            while x < view.wide {
                let width = view.unit * dice.number(9...24)
                let tall = high * dice.number(0.6...0.86)
                let tone = view.air.lit(dice.pick(colours), 0.45)
                if dice.chance(0.94) {
                    canvas.box(x, base - tall, width - 1.5 * view.unit, tall, round: 1.5 * view.unit)
                    canvas.fill(
                        from: Point(x, 0), to: Point(x + width, 0),
                        [(0, tone.lighter(0.1), 1), (1, tone.darker(0.25), 1)])
                    canvas.box(x, base - tall * 0.84, width - 1.5 * view.unit, 3 * view.unit)
                    canvas.fill(RGB(0xe8cf8a), 0.5)
                }
                x += width
            }
            canvas.box(0, base, view.wide, 9 * view.unit)
            canvas.fill(shelf.lighter(0.08))
        }
    }

    private func paintPictures(on canvas: Canvas, left: Bool) {
        let unit = view.unit
        let x = left ? view.wide * 0.14 : view.wide * 0.72
        let box = Box(x: x, y: view.horizon * 0.2, width: 150 * unit, height: 110 * unit)
        canvas.box(box.x - 10 * unit, box.y - 10 * unit, box.width + 20 * unit, box.height + 20 * unit)
        canvas.fill(view.air.lit(RGB(0x8a6237), 0.6))
        canvas.box(box.x, box.y, box.width, box.height)
        canvas.fill(
            from: Point(0, box.y), to: Point(0, box.bottom),
            [(0, view.air.lit(RGB(0xf2c98a), 0.6), 1), (1, view.air.lit(RGB(0x6a9aa8), 0.6), 1)])
        canvas.polygon([
            Point(box.x, box.bottom), Point(box.x + box.width * 0.35, box.y + box.height * 0.4),
            Point(box.x + box.width * 0.7, box.bottom),
        ])
        canvas.fill(view.air.lit(RGB(0x4f6f7a), 0.6))
    }

    private func paintTiles(on canvas: Canvas) {
        let size = 46 * view.unit
        var y = view.horizon * 0.72
        while y < view.horizon {
            canvas.from(0, y)
            canvas.line(view.wide, y)
            y += size
        }
        for column in 0..<Int(view.wide / size + 1) {
            canvas.from(Double(column) * size, view.horizon * 0.72)
            canvas.line(Double(column) * size, view.horizon)
        }
        canvas.stroke(view.air.lit(RGB(0x9fc0b8), 0.6), width: 2 * view.unit, 0.8)
    }

    private func paintRug(on canvas: Canvas) {
        let y = view.line(0.58)
        for (size, colour) in [
            (1.0, palette.rug), (0.9, RGB(0xe6cf9c)), (0.84, palette.rug), (0.5, palette.rug.lighter(0.16)),
        ] {
            canvas.ellipse(view.wide * 0.5, y, view.wide * 0.4 * size, (view.high - view.horizon) * 0.3 * size)
            canvas.fill(view.air.lit(colour, 0.5))
        }
    }

    /// Light from the window on the floor.
    private func paintLightFall(on canvas: Canvas, _ window: Box) {
        guard view.setting.time != .night else { return }
        let drift = (view.wide * 0.5 - window.middle) * 0.5
        canvas.adding {
            canvas.polygon([
                Point(window.x + drift * 0.4, view.horizon + 6), Point(window.right + drift * 0.4, view.horizon + 6),
                Point(window.right + drift * 1.6 + window.width * 0.3, view.high * 0.94),
                Point(window.x + drift * 1.6, view.high * 0.94),
            ])
            let tone = view.setting.time == .sunset ? RGB(0xff9a4a) : RGB(0xfff0cc)
            canvas.fill(from: Point(0, view.horizon), to: Point(0, view.high), [(0, tone, 0.26), (1, tone, 0.05)])
        }
    }

    private func paintCeilingLamp(on canvas: Canvas) {
        let x = view.wide * 0.5
        let y = view.horizon * 0.16
        canvas.from(x, 0)
        canvas.line(x, y)
        canvas.stroke(RGB(0x3a3030), width: 3 * view.unit)
        canvas.glow(x, y + 30 * view.unit, view.wide * 0.55, RGB(0xffc878), 0.32)
        canvas.polygon([
            Point(x - 20 * view.unit, y), Point(x + 20 * view.unit, y), Point(x + 58 * view.unit, y + 52 * view.unit),
            Point(x - 58 * view.unit, y + 52 * view.unit),
        ])
        canvas.fill(RGB(0xf6c56a))
    }

    /// A board in front of a blurred window.
    private func paintTabletop(on canvas: Canvas) {
        var dice = view.dice.fork("bokeh")
        let ramp = Ramp(view.air.sky)
        let dark = view.setting.time == .night
        let wall = dark ? RGB(0x3a2f38) : tinted(RGB(0xd9c7ae))
        canvas.box(0, 0, view.wide, view.horizon + 2)
        canvas.fill(
            from: Point(0, 0), to: Point(view.wide, view.horizon),
            [
                (0, wall.mixed(ramp.at(0.6), 0.55), 1), (0.5, wall.mixed(ramp.at(0.9), 0.35), 1),
                (1, wall.darker(0.2), 1),
            ])
        if view.setting.backdrops.contains(.room) {
            let wide = view.wide * 0.44
            paintWindow(
                on: canvas,
                Box(x: view.wide * 0.28, y: view.horizon * 0.1, width: wide, height: view.horizon * 0.74))
        }
        for _ in 0..<(view.setting.backdrops.contains(.room) ? 0 : 34) {
            let x = dice.unit() * view.wide
            let y = dice.unit() * view.horizon
            let size = view.unit * dice.number(18...84)
            let tone =
                dark
                ? dice.pick([RGB(0xffc36a), RGB(0xff8a5a), RGB(0x8ab8ff)])
                : dice.pick([.white, RGB(0xfff0c8), RGB(0xc8e6c0)])
            canvas.circle(x, y, size)
            canvas.fill(around: Point(x, y), radius: size, [(0, tone, 0.16), (0.85, tone, 0.22), (1, tone, 0)])
        }
        GroundPainter(view: view).paint(.boards, on: canvas)
        canvas.box(0, view.horizon - 1, view.wide, 5 * view.unit)
        canvas.fill(view.air.lit(RGB(0xd9a878), 0.6), 0.8)
    }

    private func paintStage(on canvas: Canvas) {
        canvas.box(0, 0, view.wide, view.horizon + 2)
        canvas.fill(from: Point(0, 0), to: Point(0, view.horizon), [(0, RGB(0x1a0f1c), 1), (1, RGB(0x4a1f2e), 1)])
        let folds = 22
        let wide = view.wide / Double(folds)
        for fold in 0..<folds {
            let x = Double(fold) * wide
            canvas.box(x, 0, wide + 1, view.horizon)
            canvas.fill(
                from: Point(x, 0), to: Point(x + wide, 0),
                [
                    (0, RGB(0x5a1420), 0.9), (0.45, RGB(0xb02a38), 0.9), (1, RGB(0x4a101a), 0.9),
                ])
        }
        GroundPainter(view: view).paint(.boards, on: canvas)
        for (x, colour) in [(0.24, RGB(0xffe2a0)), (0.5, RGB(0xfff4d8)), (0.76, RGB(0xffb8d0))] {
            canvas.adding {
                canvas.polygon([
                    Point(view.wide * x - 16 * view.unit, 0), Point(view.wide * x + 16 * view.unit, 0),
                    Point(view.wide * (0.5 + (x - 0.5) * 0.3) + view.wide * 0.2, view.line(0.6)),
                    Point(view.wide * (0.5 + (x - 0.5) * 0.3) - view.wide * 0.2, view.line(0.6)),
                ])
                canvas.fill(from: Point(0, 0), to: Point(0, view.line(0.6)), [(0, colour, 0.3), (1, colour, 0.08)])
            }
        }
        canvas.adding {
            canvas.ellipse(view.wide * 0.5, view.line(0.55), view.wide * 0.4, view.high * 0.09)
            canvas.fill(RGB(0xfff0cc), 0.16)
        }
    }
}
