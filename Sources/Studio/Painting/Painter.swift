import Glibc

/// Everything in its order, from the sky to the grain.
struct Painter {
    let view: View
    let recipe: Recipe
    let gallery: Gallery
    let placed: [Placed]

    /// From hands to kites.
    var strings: [(Point, Point)] = []

    /// `progress` is told 0…100 between the layers.
    func paint(_ progress: (Int) -> Void) throws(StudioError) -> Canvas {
        let canvas = try Canvas(width: view.width, height: view.height)
        paintBackground(on: canvas)
        progress(35)
        paintGround(on: canvas)
        progress(55)
        try paintThings(on: canvas)
        progress(80)
        PropPainter(view: view, gallery: gallery).paintForeground(recipe.foreground, on: canvas)
        if view.setting.place == .underwater { DeepPainter(view: view).paintBubbles(on: canvas) }
        if !view.setting.place.isIndoors { WeatherPainter(view: view).paintBefore(on: canvas) }
        progress(90)
        Finish(view: view).apply(to: canvas)
        if let medium = view.setting.medium { MediumFilter(medium: medium, view: view).apply(to: canvas) }
        return canvas
    }

    private func paintBackground(on canvas: Canvas) {
        let place = view.setting.place
        if place.isIndoors { return RoomPainter(view: view).paint(on: canvas) }
        if place == .underwater { return DeepPainter(view: view).paintWater(on: canvas) }
        SkyPainter(view: view).paint(on: canvas)
        let land = LandPainter(view: view)
        for (index, range) in recipe.ranges.enumerated() {
            var dice = view.dice.fork("range \(index)")
            land.paint(range, on: canvas, &dice)
            if range.form == .cone, range.snow == 0 { paintEruption(on: canvas) }
        }
        if recipe.skyline > 0 { CityPainter(view: view).paintSkyline(layers: recipe.skyline, on: canvas) }
        WeatherPainter(view: view).paintBehind(on: canvas)
    }

    private func paintGround(on canvas: Canvas) {
        let place = view.setting.place
        guard !place.isIndoors, place != .space else { return }
        if place == .underwater { return DeepPainter(view: view).paintFloor(on: canvas) }
        let ground = GroundPainter(view: view)
        defer { if recipe.falls { paintFalls(on: canvas) } }
        if let cover = recipe.ground, recipe.water == nil || recipe.groundStart < 0.05 {
            ground.paint(cover, on: canvas)
        }
        if let water = recipe.water {
            WaterPainter(view: view).paint(
                on: canvas, from: water.lowerBound, to: min(1, max(water.upperBound, recipe.groundStart + 0.12)))
            if let cover = recipe.ground, recipe.groundStart > 0.05 {
                ShorePainter(view: view).paint(cover, on: canvas, from: recipe.groundStart)
            }
        }
        if recipe.foreground == .flowers, recipe.water == nil {
            PropPainter(view: view, gallery: gallery).paintCarpet(on: canvas)
        }
        if recipe.road { CityPainter(view: view).paintRoad(on: canvas) }
        if place == .city || place == .street {
            let strength: Float = view.setting.isWet ? 1 : view.air.isDark ? 0.5 : 0
            if strength > 0 { CityPainter(view: view).paintWetness(on: canvas, strength) }
        }
        if place == .moon { CraterPainter(view: view).paint(on: canvas) }
        if place == .cave { DeepPainter(view: view).paintCave(on: canvas) }
    }

    private func paintFalls(on canvas: Canvas) {
        guard let rocks = recipe.ranges.lastIndex(where: { $0.form == .rocks }) else { return }
        var dice = view.dice.fork("range \(rocks)")
        let crest = LandPainter(view: view).crest(of: recipe.ranges[rocks], &dice)
        WaterfallPainter(view: view).paint(over: crest, on: canvas)
    }

    /// Scenery and subjects together, the far ones first.
    private func paintThings(on canvas: Canvas) throws(StudioError) {
        let scenery = PropPainter(view: view, gallery: gallery)
        let pieces = scenery.pieces(recipe.props, avoiding: placed)
        let sprites = SpritePainter(view: view)
        let order = placed.sorted { rank($0) < rank($1) }
        var next = 0
        for piece in pieces {
            while next < order.count, rank(order[next]) < piece.nearness {
                try paintSubject(order[next], sprites, on: canvas)
                next += 1
            }
            try scenery.paint(piece, on: canvas)
        }
        for subject in order[next...] { try paintSubject(subject, sprites, on: canvas) }
        for (hand, end) in strings { paintString(from: hand, to: end, on: canvas) }
    }

    private func paintSubject(_ subject: Placed, _ sprites: SpritePainter, on canvas: Canvas) throws(StudioError) {
        let shore = ShorePainter(view: view)
        if subject.cluster.spot == .summit { shore.paintPeak(under: subject, on: canvas) }
        if shore.needsShore(subject) { shore.paintIslet(under: subject, on: canvas) }
        try sprites.paint(subject, on: canvas)
    }

    /// Where a thing comes in the order of scenery: what flies is drawn among the middle distance.
    private func rank(_ placed: Placed) -> Double {
        switch placed.cluster.home {
        case .air: placed.cluster.spot == .above ? 0.3 : 0.34
        case .ground, .water, .deep, .table: placed.cluster.spot == .summit ? 0.012 : placed.nearness
        }
    }

    private func paintString(from hand: Point, to end: Point, on canvas: Canvas) {
        canvas.from(hand.x, hand.y)
        canvas.curve(hand.x, hand.y - view.unit * 20, (hand.x + end.x) / 2, hand.y, end.x, end.y)
        canvas.stroke(view.air.lit(RGB(0xf2f2ee), 0.6), width: 1.6 * view.unit, 0.9)
    }

    /// Fire, smoke and lava at the top of a volcano.
    private func paintEruption(on canvas: Canvas) {
        var dice = view.dice.fork("eruption")
        let unit = view.unit
        let top = Point(view.wide * 0.5, view.horizon * 0.3)
        for _ in 0..<70 {
            let rise = dice.unit()
            let drift = (dice.number(-0.28...0.28) + rise * 0.3) * rise * view.wide * 0.6
            let size = unit * (14 + 70 * rise) * dice.number(0.6...1.2)
            canvas.circle(top.x + drift, top.y - rise * view.horizon * 0.36, size)
            let smoke = view.air.lit(RGB(0x54484c), 0.5).mixed(RGB(0xff7a2e), Float(max(0, 0.55 - rise * 1.5)))
            canvas.fill(smoke, 0.3)
        }
        canvas.glow(top.x, top.y, view.wide * 0.36, RGB(0xff6a2a), 0.75)
        for stream in 0..<6 {
            var at = Point(top.x + Double(stream - 3) * 9 * unit, top.y + 4 * unit)
            canvas.from(at.x, at.y)
            for _ in 0..<9 {
                at = Point(
                    at.x + (Double(stream) - 2.5) * dice.number(3...15) * unit,
                    at.y + view.horizon * dice.number(0.02...0.05))
                canvas.line(at.x, at.y)
            }
            canvas.stroke(RGB(0xffb04a), width: dice.number(2.5...6) * unit, 0.9)
        }
        for _ in 0..<90 {
            let angle = dice.number(-2.5 ... -0.64)
            let reach = view.horizon * 0.26 * dice.unit()
            canvas.circle(top.x + cos(angle) * reach, top.y + sin(angle) * reach * 1.1, dice.number(1...3.6) * unit)
            canvas.fill(dice.pick([RGB(0xffd97a), RGB(0xff8a3a), RGB(0xff5a2a)]))
        }
    }
}
