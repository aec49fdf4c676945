/// The languages a prompt may be written in.
enum Language: Int, Sendable, CaseIterable {
    case german, english, japanese, korean
}

/// What a word can mean to a picture.
enum Meaning: Sendable, Hashable {
    case place(Place), time(DayTime), weather(Weather), season(Season), mood(Mood), sky(SkyFeature), skyItself
    case thing(String), colour(String), shade(Int), number(Int), size(Subject.Size), relation(Relation.Kind)
    case action(Action), negation, and, article, topic
    /// Whose something is: of the noun after it, or of the noun before it.
    case owner(follows: Bool)
    /// How the picture is drawn.
    case medium(Medium)
    /// A known word that says nothing about the picture.
    case idle
    /// A comma, a full stop, a line's end.
    case pause
    /// A word that nobody knows; true when it looks like a noun.
    case unknown(noun: Bool)
}

/// Every word of ours in four languages. Built once from the tables beside this file; keys are lower case with single
/// spaces. Words of a later table do not replace those of an earlier one.
struct Lexicon: Sendable {
    static let shared = Lexicon()

    private(set) var words: [[String: Meaning]]
    /// The longest word of each language, in characters.
    private(set) var longest: [Int]

    func meaning(_ word: String, _ language: Language) -> Meaning? {
        words[language.rawValue][word]
    }

    private init() {
        words = Array(repeating: [:], count: Language.allCases.count)
        longest = Array(repeating: 1, count: Language.allCases.count)
        add(MediumWords.media) { Medium(rawValue: $0).map(Meaning.medium) }
        add(PlaceWords.places) { Place(rawValue: $0).map(Meaning.place) }
        add(PlaceWords.times) { DayTime(rawValue: $0).map(Meaning.time) }
        add(PlaceWords.weathers) { Weather(rawValue: $0).map(Meaning.weather) }
        add(PlaceWords.seasons) { Season(rawValue: $0).map(Meaning.season) }
        add(PlaceWords.skies) { SkyFeature(rawValue: $0).map(Meaning.sky) }
        add("sky | Himmel Horizont Abendhimmel | sky heavens skies | 空 天空 | 하늘") { _ in .skyItself }
        add(ModifierWords.colours) { .colour($0) }
        add(ModifierWords.shades) { .shade($0 == "light" ? 1 : -1) }
        add(ModifierWords.numbers) { Int($0).map(Meaning.number) }
        add(ModifierWords.sizes) { Subject.Size(rawValue: $0).map(Meaning.size) }
        add(ModifierWords.relations) { Relation.Kind(rawValue: $0).map(Meaning.relation) }
        add(ModifierWords.actions) { Action(rawValue: $0).map(Meaning.action) }
        add(ModifierWords.negations) { _ in .negation }
        add(ModifierWords.conjunctions) { _ in .and }
        add(ModifierWords.owners) { .owner(follows: $0 == "follows") }
        add(ModifierWords.articles) { _ in .article }
        add(ModifierWords.topics) { _ in .topic }
        for table in Things.tables { add(table) { .thing(String($0.prefix { $0 != " " })) } }
        add(PlaceWords.moods) { Mood(rawValue: $0).map(Meaning.mood) }
        add(MediumWords.idle) { _ in .idle }
    }

    private mutating func add(_ table: String, _ meaning: (String) -> Meaning?) {
        for line in table.split(separator: "\n") {
            let columns = line.split(separator: "|", omittingEmptySubsequences: false)
            guard columns.count == 5, let sense = meaning(String(columns[0]).trimmingSpaces) else { continue }
            for language in Language.allCases {
                for word in columns[language.rawValue + 1].split(separator: " ") where word != "-" {
                    add(word.lowercased().replacingUnderscores, language, sense)
                }
            }
        }
    }

    private mutating func add(_ word: String, _ language: Language, _ sense: Meaning) {
        if words[language.rawValue][word] == nil { words[language.rawValue][word] = sense }
        longest[language.rawValue] = max(longest[language.rawValue], word.count)
    }
}

extension String {
    var trimmingSpaces: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    fileprivate var replacingUnderscores: String {
        String(map { $0 == "_" ? " " : $0 })
    }
}
