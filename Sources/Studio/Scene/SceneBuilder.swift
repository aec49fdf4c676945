/// Joins terms into subjects and relations, from left to right. Words before a noun wait until it comes; a relation
/// waits for its second noun, in Japanese and Korean for the noun it describes.
struct SceneBuilder {
    /// More things than this are not drawn.
    static let mostSubjects = 9
    static let mostOfAKind = 12

    private var scene = Scene()
    private var tints: [Tint] = []
    private var shade = 0
    private var count: Int?
    private var size = Subject.Size.usual
    private var action: Action?
    private var isNegated = false
    private var isSingular = false
    /// Subjects named side by side ("a dog and a cat"), to which the next relation belongs.
    private var group: [Int] = []
    private var isJoining = false
    /// "two red and …": what a later noun will be told of, too.
    private var elided: (count: Int, tint: Tint)?
    private var relation: (kind: Relation.Kind, from: [Int])?
    /// A relation whose subject is still to come ("under the tree sits …").
    private var awaited: (kind: Relation.Kind, object: Reference, describesNext: Bool)?
    /// Adverbs of place that wait for whoever does something there ("under the tree … a girl reading").
    private var deferred: [(kind: Relation.Kind, object: Reference)] = []
    /// What the next noun stands between (Japanese and Korean), and who stands between the noun before and the next.
    private var between: [Int] = []
    private var betweenOthers: [Int] = []
    private var topic: Int?
    private var last: Reference?
    private var previous: Meaning?
    /// A verb of the subjects before it, which may still get an object: "flying" … "a kite".
    private var verb: (action: Action, of: [Int])?

    private enum Reference { case subject(Int), place(Place), moon }

    mutating func take(_ term: Term) {
        switch term.meaning {
        case .thing(let thing): takeThing(thing, term)
        case .place(let place): takePlace(place, term)
        case .sky(let feature): takeSky(feature)
        case .skyItself: takeTints(for: .sky)
        case .time(let time): takeTime(time)
        case .weather(let weather): if !takeNegation() { scene.weather = scene.weather ?? weather }
        case .season(let season): if !takeNegation() { scene.season = scene.season ?? season }
        case .mood(let mood): if !takeNegation() { scene.mood = scene.mood ?? mood }
        case .colour(let name): tints.append(Tint(name, shade: shade)); shade = 0
        case .shade(let value): shade = value
        case .number(let number): takeNumber(number, term)
        case .size(let wanted): size = wanted
        case .relation(let kind): takeRelation(kind, term)
        case .action(let action): takeAction(action, term)
        case .negation: isNegated = true
        case .and: takeAnd()
        case .owner(let follows): takeOwner(follows)
        case .article: isSingular = false
        case .topic: if case .subject(let index) = last { topic = index }
        case .medium(let medium): takeMedium(medium)
        case .idle: return
        case .pause: takePause()
        case .unknown(let isNoun): if isNoun { forgetModifiers() }
        }
        if case .unknown = term.meaning { return }
        previous = term.meaning
    }

    mutating func finished() -> Scene {
        settleAwaited()
        settleAction()
        if let index = topic ?? scene.subjects.indices.last { settleDeferred(index) }
        settleTints()
        return scene
    }

    private mutating func takeThing(_ thing: String, _ term: Term) {
        guard !takeNegation() else { return forgetModifiers() }
        guard scene.subjects.count < Self.mostSubjects, !isNamedTwice(thing) else { return forgetModifiers() }
        if let first = elided, count != nil, tints.count > 1 {
            elided = nil
            let second = (count: count, tints: tints)
            (count, tints) = (first.count, [first.tint])
            takeThing(thing, term)
            (count, tints, isJoining) = (second.count, Array(second.tints.dropFirst()), true)
        }
        elided = nil
        var subject = Subject(thing: thing)
        subject.count = min(
            max(count ?? (isSeveral(thing, term) ? Things.usualCount(of: thing) : 1), 1), Self.mostOfAKind)
        subject.tint = tints.first
        subject.size = size
        let index = scene.subjects.count
        if let waiting = action, topic == nil || !term.isBehind {
            subject.action = waiting
            action = nil
        }
        scene.subjects.append(subject)
        connect(index)
        forgetModifiers()
        last = .subject(index)
    }

    /// Said by the plural, or where a language or a word has none, by the many colours.
    private func isSeveral(_ thing: String, _ term: Term) -> Bool {
        if isSingular { return false }
        let hasNoPlural = term.isBehind || ["fish", "clownfish", "sheep", "deer"].contains(thing)
        return term.isPlural || hasNoPlural && tints.first?.name == "motley"
    }

    /// "The roof of a house" is one house, and what was told of before is the same one when it is told of again.
    private mutating func isNamedTwice(_ thing: String) -> Bool {
        guard relation == nil, awaited == nil, between.isEmpty, count == nil || isSingular, elided == nil,
            let index = scene.subjects.lastIndex(where: {
                $0.thing == thing && (tints.isEmpty || $0.tint == nil || $0.tint == tints.first)
            }), index == scene.subjects.count - 1 && !isJoining || scene.subjects[index].tint == tints.first
        else { return false }
        scene.subjects[index].tint = scene.subjects[index].tint ?? tints.first
        group = [index]
        last = .subject(index)
        return true
    }

    private mutating func connect(_ index: Int) {
        let verb = self.verb
        self.verb = nil
        if isJoining, !betweenOthers.isEmpty { betweenOthers.forEach { relate(.between, $0, .subject(index)) } }
        if !isJoining { betweenOthers = [] }
        for object in between { relate(.between, index, .subject(object)) }
        if !between.isEmpty {
            between = []
            group = [index]
        } else if let verb, verb.action.takes(scene.subjects[index]), relation == nil, awaited == nil, !isJoining {
            for subject in verb.of {
                if verb.action == .flying { scene.subjects[subject].action = nil }
                relate(.holding, subject, .subject(index))
            }
            group = [index]
        } else if let relation {
            self.relation = nil
            if relation.from.isEmpty {
                awaited = (relation.kind, .subject(index), true)
            } else {
                for subject in relation.from { relate(relation.kind, subject, .subject(index)) }
            }
            if relation.kind == .between { betweenOthers = relation.from }
            // Of a knight with a sword the sentence goes on to speak of the knight.
            group = relation.kind.carries(scene.subjects[index]) && !relation.from.isEmpty ? relation.from : [index]
        } else if let awaited, !isJoining {
            if awaited.describesNext {
                self.awaited = nil
                relate(awaited.kind, index, awaited.object)
                settleDeferred(index)
            } else if topic != nil {
                settleAwaited()
            } else {
                self.awaited = nil
                deferred.append((awaited.kind, awaited.object))
            }
            group = [index]
        } else if isJoining {
            group.append(index)
        } else {
            group = [index]
        }
        isJoining = false
    }

    private mutating func takeMedium(_ medium: Medium) {
        scene.medium = scene.medium ?? medium
        forgetModifiers()
    }

    private mutating func takeAnd() {
        if let count, count > 1, let tint = tints.first { elided = (count, tint) }
        isJoining = true
    }

    private mutating func takeOwner(_ follows: Bool) {
        if follows, case .thing = previous {
            isNegated = true
            return
        }
        guard !follows, case .thing = previous, case .subject(let index) = last,
            index == scene.subjects.count - 1,
            !scene.relations.contains(where: { $0.subject == index || $0.object == index })
        else { return }
        scene.subjects.removeLast()
        group.removeAll { $0 == index }
        last = nil
    }

    private mutating func takePlace(_ place: Place, _ term: Term) {
        guard !takeNegation() else { return forgetModifiers() }
        // A colourful meadow is one with flowers, not one in a colour.
        if let tint = tints.first, tint.name != "motley" { scene.tints[place.tintedPart] = tint }
        let from = relation
        relation = nil
        forgetModifiers()
        if place == .table, let from, from.kind == .under || from.kind == .beside {
            takeThing("piece_table", term)
            if let index = scene.subjects.indices.last { from.from.forEach { relate(from.kind, $0, .subject(index)) } }
            return
        }
        if let from, from.kind == .under, [.sea, .lake, .river].contains(place) { return addPlace(.underwater) }
        addPlace(place)
        last = .place(place)
        guard let from else { return }
        if from.from.isEmpty {
            awaited = (from.kind, .place(place), true)
        } else {
            for subject in from.from { relate(from.kind, subject, .place(place)) }
        }
    }

    private mutating func addPlace(_ place: Place) {
        if !scene.places.contains(place) { scene.places.append(place) }
    }

    private mutating func takeSky(_ feature: SkyFeature) {
        guard !takeNegation() else { return forgetModifiers() }
        if feature == .moon, let waiting = relation, waiting.kind == .on {
            relation = nil
            addPlace(.moon)
            return forgetModifiers()
        }
        if let waiting = relation, waiting.kind == .over {
            for index in waiting.from { scene.subjects[index].spot = .above }
        }
        if feature == .moon || feature == .sun, let waiting = relation, waiting.kind == .before {
            for index in waiting.from { scene.subjects[index].spot = .beforeMoon }
        }
        relation = nil
        scene.sky.insert(feature)
        let parts: [SkyFeature: TintedPart] = [.moon: .moon, .sun: .sun, .clouds: .clouds]
        if let part = parts[feature] { takeTints(for: part) } else { forgetModifiers() }
        last = feature == .moon ? .moon : nil
    }

    private mutating func takeTime(_ time: DayTime) {
        guard !takeNegation() else { return }
        relation = nil
        if time == .night || scene.time == nil { scene.time = time }
        takeTints(for: .sky)
    }

    private mutating func takeTints(for part: TintedPart) {
        if let tint = tints.first { scene.tints[part] = tint }
        relation = nil
        forgetModifiers()
    }

    private mutating func takeNumber(_ number: Int, _ term: Term) {
        let isCounted = if case .thing = previous { true } else if previous == .topic { true } else { false }
        if term.isBehind, isCounted, case .subject(let index) = last, number > 1 {
            scene.subjects[index].count = min(number, Self.mostOfAKind)
            return
        }
        count = number
        isSingular = number == 1
    }

    private mutating func takeRelation(_ kind: Relation.Kind, _ term: Term) {
        settleTints()
        verb = nil
        if term.isBehind, kind == .between {
            between = group.isEmpty ? [] : group
            return
        }
        if term.isBehind {
            guard let object = last else { return }
            if let awaited, !awaited.describesNext, topic == nil {
                deferred.append((awaited.kind, awaited.object))
                self.awaited = nil
            }
            settleAwaited()
            awaited = (kind, object, term.describesNext)
            return
        }
        if kind == .with, case .place = last { return }
        if let current = relation {
            relation = (
                current.kind == .riding || kind == .on && current.kind != .beside ? current.kind : kind, current.from
            )
        } else {
            relation = (kind, group)
        }
        // "fährt auf", "sitting on": the verb already said what the preposition only repeats.
        forgetModifiers()
    }

    private mutating func takeAction(_ action: Action, _ term: Term) {
        if term.isBehind {
            self.action = action
            return
        }
        if case .thing = previous, !group.isEmpty, awaited == nil {
            for index in group { scene.subjects[index].action = action }
            verb = (action, group)
        } else if awaited == nil, case .subject(let index) = last, previous == nil || isVerbPlace {
            scene.subjects[index].action = action
        } else {
            self.action = action
        }
    }

    /// After a pause or a place a verb speaks of the noun before ("a cat, sleeping").
    private var isVerbPlace: Bool {
        switch previous {
        case .pause, .place, .relation, .time, .weather: true
        default: false
        }
    }

    private mutating func takePause() {
        settleTints()
        relation = nil
        verb = nil
        isJoining = true
    }

    private mutating func takeNegation() -> Bool {
        defer { isNegated = false }
        return isNegated
    }

    private mutating func relate(_ kind: Relation.Kind, _ subject: Int, _ object: Reference) {
        switch object {
        case .subject(let index):
            guard index != subject else { return }
            scene.relations.append(Relation(kind: kind, subject: subject, object: index))
            if kind == .over { scene.subjects[subject].spot = .above }
        case .place(let place):
            if kind == .on || kind == .riding, place.isSummit { scene.subjects[subject].spot = .summit }
            if kind == .over, scene.subjects[subject].flies { scene.subjects[subject].spot = .above }
            if kind == .behind { scene.subjects[subject].spot = .far }
        case .moon:
            if kind == .on { addPlace(.moon) }
            if kind == .over { scene.subjects[subject].spot = .above }
        }
    }

    /// A relation behind its noun with no noun after it belongs to what the sentence is about.
    private mutating func settleAwaited() {
        guard let awaited else { return }
        self.awaited = nil
        if case .moon = awaited.object, awaited.kind == .on { addPlace(.moon) }
        guard
            let subject = topic
                ?? scene.subjects.indices.last(where: { index in
                    if case .subject(let object) = awaited.object { index < object } else { true }
                })
        else { return }
        relate(awaited.kind, subject, awaited.object)
    }

    private mutating func settleDeferred(_ subject: Int) {
        for waiting in deferred { relate(waiting.kind, subject, waiting.object) }
        deferred = []
    }

    private mutating func settleAction() {
        guard let action else { return }
        self.action = nil
        guard let index = topic ?? scene.subjects.indices.last else { return }
        scene.subjects[index].action = action
    }

    /// Colours that no noun followed: "the car is red", "ein Auto in Rot", or the whole picture's.
    private mutating func settleTints() {
        guard let tint = tints.first else { return }
        tints = []
        if tint.name == "orange", scene.subjects.isEmpty || relation != nil { return takeThingFromColour() }
        if case .subject(let index) = last, scene.subjects[index].tint == nil {
            scene.subjects[index].tint = tint
        } else {
            scene.tints[.all] = scene.tints[.all] ?? tint
        }
    }

    private mutating func takeThingFromColour() {
        takeThing("orange", Term(meaning: .thing("orange"), text: "orange"))
    }

    private mutating func forgetModifiers() {
        tints = []
        shade = 0
        count = nil
        size = .usual
        isSingular = false
        isJoining = false
    }

}
