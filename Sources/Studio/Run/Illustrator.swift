import Generation

/// Prompt in, picture out.
struct Illustrator {
    let art: ArtFolder?

    /// The pixels of the picture and what was understood.
    func illustrate(_ job: StudioJob, progress: (Int) -> Void) throws(StudioError) -> (canvas: Canvas, summary: String)
    {
        let prompt = job.prompt ?? ""
        let scene = SceneReader(art: art?.lexicon()).scene(of: prompt)
        progress(5)
        let seed = job.seed ^ Dice.seed(of: prompt.prefix(Terms.longestPrompt).lowercased())
        let composition = Composition(scene, width: job.width, height: job.height, seed: seed, art: art)
        progress(10)
        let painter = Painter(
            view: composition.view, recipe: composition.recipe,
            gallery: Gallery(art: art, isDark: composition.view.air.isDark), placed: composition.placed,
            strings: composition.strings)
        let canvas = try painter.paint(progress)
        return (canvas, SceneSummary.text(scene, composition))
    }
}

/// What was understood, for people: `cat riding bicycle; night, rain, city`.
enum SceneSummary {
    static func text(_ scene: Scene, _ composition: Composition) -> String {
        let setting = composition.view.setting
        var parts: [String] = []
        var told: Set<Int> = []
        for relation in scene.relations {
            let word = words[relation.kind] ?? relation.kind.rawValue
            parts.append("\(name(scene, relation.subject)) \(word) \(name(scene, relation.object))")
            told.formUnion([relation.subject, relation.object])
        }
        for index in scene.subjects.indices where !told.contains(index) { parts.append(name(scene, index)) }
        var surroundings = [setting.place.rawValue, setting.time.rawValue]
        if setting.season != .summer { surroundings.append(setting.season.rawValue) }
        if setting.weather != .clear { surroundings.append(setting.weather.rawValue) }
        surroundings += setting.sky.map(\.rawValue).sorted()
        if let mood = setting.mood { surroundings.append(mood.rawValue) }
        if let medium = setting.medium { surroundings.append(medium.rawValue) }
        let subjects = parts.joined(separator: ", ")
        var text =
            subjects.isEmpty
            ? surroundings.joined(separator: ", ") : "\(subjects); \(surroundings.joined(separator: ", "))"
        if !composition.missing.isEmpty {
            let missing = Set(composition.missing).sorted()
            text += " (not drawn, the art folder is missing: \(missing.joined(separator: ", ")))"
        }
        return text
    }

    private static let words: [Relation.Kind: String] = [
        .inside: "in", .beside: "beside", .before: "in front of", .lookingAt: "looking at", .leaving: "coming out of",
    ]

    private static func name(_ scene: Scene, _ index: Int) -> String {
        let subject = scene.subjects[index]
        let count = subject.count > 1 ? "\(subject.count) × " : ""
        let tint = subject.tint.map { "\($0.name) " } ?? ""
        let action = subject.action.map { " \($0.rawValue)" } ?? ""
        return "\(count)\(tint)\(subject.thing)\(action)"
    }
}
