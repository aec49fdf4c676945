/// People side by side as one drawing: a couple, a family.
struct GroupDrawing {
    private let members: [(drawing: Drawing, height: Double)]

    /// Nil for the costume of a single person.
    init?(_ costume: String, pose: Pose.Name, dice: Dice) {
        let roles: [String]
        switch costume {
        case "couple": roles = ["man", "woman"]
        case "family": roles = ["man", "girl", "woman", "boy"]
        default: return nil
        }
        members = roles.enumerated().map { nth, role in
            var own = dice.fork("member \(nth)")
            let figure = FigureDrawing(pose: .named(pose), costume: .named(role, &own))
            let height = role == "man" ? 1 : role == "woman" ? 0.94 : 0.7
            return (figure.drawing(.both), height)
        }
    }

    var drawing: Drawing {
        let overlap = 0.86
        let aspect = members.map { $0.drawing.aspect * $0.height * overlap }.reduce(0, +)
        var whole = Drawing(aspect: aspect) { sketch in
            var x = 0.0
            for (nth, member) in members.enumerated() {
                paint(member, at: x, isMirrored: nth % 2 == 0, sketch)
                x += member.drawing.width * member.height * overlap
            }
        }
        whole.overhang = 0.3
        return whole
    }

    /// Every other one looks to the right, so that two look at each other.
    private func paint(_ member: (drawing: Drawing, height: Double), at x: Double, isMirrored: Bool, _ sketch: Sketch) {
        sketch.canvas.within {
            sketch.canvas.move(
                by: x + (isMirrored ? member.drawing.width * member.height : 0), Drawing.height * (1 - member.height))
            sketch.canvas.scale(isMirrored ? -member.height : member.height, member.height)
            // Figures have no lights of their own but robots, and those come alone.
            member.drawing.draw(Sketch(canvas: sketch.canvas, lights: nil, style: sketch.style))
        }
    }
}
