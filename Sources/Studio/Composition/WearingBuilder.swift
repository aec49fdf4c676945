/// A hat, glasses or a scarf on a head whose place is known.
struct WearingBuilder {
    let maker: PartMaker
    let relation: Relation

    func cluster(_ wearer: Thing, _ worn: Thing) -> Cluster? {
        guard var item = maker.part(relation.object, worn), let (body, head) = body(wearer) else { return nil }
        let width = head.width * (worn.has("eyes") ? 0.86 : worn.has("wear") ? 0.7 : 0.84)
        let height = width / item.drawing.aspect
        let y =
            worn.has("eyes")
            ? head.y + head.height * 0.42 - height / 2
            : worn.has("wear") ? head.bottom - height * 0.1 : head.y - height * 0.72
        item.box = Box(x: head.middle - width / 2, y: y, width: width, height: height)
        return Cluster(
            parts: [body, item], home: maker.home(of: relation.subject, wearer),
            subjects: [relation.subject, relation.object], spot: nil, contact: body.box.x...body.box.right)
    }

    /// Art of animals looks to the left; what is no animal wears a hat on its top.
    private func usualHead(_ wearer: Thing) -> (x: Double, y: Double, width: Double) {
        AnimalWords.table.contains("\n\(wearer.id) ") ? (0.24, 0.4, 0.4) : (0.5, 0.3, 0.56)
    }

    /// The wearer and where its head is: people stand, animals without a known head sit and look at us.
    private func body(_ wearer: Thing) -> (Part, Box)? {
        if wearer.look.isPerson, let part = maker.part(relation.subject, wearer) {
            let unit = part.box.height / Drawing.height
            return (
                part, Box(x: part.box.middle - 15 * unit, y: part.box.y + 2 * unit, width: 29 * unit, height: 26 * unit)
            )
        }
        if let place = wearer.head ?? (wearer.hasFigure ? nil : usualHead(wearer)),
            let part = maker.part(relation.subject, wearer)
        {
            let width = part.box.width * place.width
            let left = part.box.x + part.box.width * place.x - width / 2
            return (part, Box(x: left, y: part.box.y, width: width, height: part.box.height * place.y))
        }
        guard wearer.hasFigure else { return nil }
        let height = maker.height(relation.subject, wearer)
        let part = maker.resting(relation.subject, wearer, height: height)
        let unit = height / Drawing.height
        return (part, Box(x: part.box.x + 17 * unit, y: part.box.y + 2 * unit, width: 50 * unit, height: 48 * unit))
    }
}
