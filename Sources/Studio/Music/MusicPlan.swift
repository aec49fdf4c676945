/// What is to be played: read from the words, and where they leave it open, from the seed.
struct MusicPlan {
    var genre: Genre
    var moods: [String]
    var key: Key
    var tempo: Double
    var lead: Int
    var hasDrums: Bool
    var form: Form
    var seconds: Double
    var dice: Dice

    init(_ text: String, seconds: Double, seed: UInt64) {
        dice = Dice(seed: seed ^ Dice.seed(of: String(text.prefix(2_000)).lowercased()))
        self.seconds = seconds
        moods = MusicWords.moods.ids(in: text)
        let genre = MusicPlan.genre(text, moods, &dice)
        self.genre = genre
        key = Key(tonic: dice.count(0...11), scale: MusicPlan.scale(text, genre, moods, &dice))
        let wished = MusicPlan.tempo(text, genre, moods, &dice)
        form = Form.fitting(seconds: seconds, tempo: wished, beats: genre.beats)
        tempo = form.tempo(seconds: seconds, beats: genre.beats)
        let wishedLead = dice.pick(genre.leads)
        let named = MusicWords.instruments.ids(in: text)
        lead = named.compactMap { Int($0) }.first ?? wishedLead
        hasDrums = !MusicWords.instruments.deniedIDs(in: text).contains("drums")
        if named.contains("drums"), genre.drums == .none { self.genre.drums = .soft }
    }

    /// For people: "waltz; calm, dreamy; D minor, 148 beats a minute".
    var summary: String {
        let mood = moods.isEmpty ? "" : "\(moods.prefix(3).joined(separator: ", ")); "
        return "\(genre.name); \(mood)\(key.name), \(Int(tempo.rounded())) beats a minute"
    }

    private static func genre(_ text: String, _ moods: [String], _ dice: inout Dice) -> Genre {
        let named = MusicWords.genres.ids(in: text).compactMap(Genre.named)
        if let first = named.first { return first }
        let choices = moods.flatMap { genresOfMoods[$0] ?? [] }
        let name = dice.pick(choices.isEmpty ? ["pop", "folk", "ballad", "lofi", "classical"] : choices)
        return Genre.named(name) ?? Genre.all[0]
    }

    private static let genresOfMoods: [String: [String]] = [
        "happy": ["pop", "folk", "bossa"], "sad": ["ballad", "classical", "ballad"],
        "calm": ["ambient", "ballad", "folk"],
        "dark": ["cinematic", "ambient"], "epic": ["cinematic"], "romantic": ["ballad", "bossa", "waltz"],
        "mysterious": ["ambient", "cinematic", "classical"], "energetic": ["rock", "techno", "pop"],
        "dreamy": ["ambient", "lofi", "lullaby"], "playful": ["folk", "waltz", "chiptune"],
        "tense": ["cinematic", "techno"], "nostalgic": ["lofi", "ballad", "waltz"],
    ]

    private static func scale(_ text: String, _ genre: Genre, _ moods: [String], _ dice: inout Dice) -> Scale {
        if let named = MusicWords.modes.ids(in: text).first.flatMap(Scale.init(rawValue:)) { return named }
        if genre.name == "blues" { return .mixolydian }
        for mood in moods {
            switch mood {
            case "happy", "playful", "romantic": return genre.name == "rock" ? .mixolydian : .major
            case "sad", "dark", "tense", "nostalgic": return .minor
            case "epic": return dice.chance(0.7) ? .minor : .major
            case "mysterious": return dice.chance(0.6) ? .dorian : .minor
            case "dreamy": return dice.chance(0.5) ? .lydian : .major
            case "calm": return dice.chance(0.75) ? .major : .dorian
            case "energetic": return dice.chance(0.5) ? .minor : .major
            default: break
            }
        }
        switch genre.name {
        case "techno", "cinematic", "ballad": return .minor
        case "rock": return dice.chance(0.5) ? .minor : .mixolydian
        case "lofi", "classical", "ambient": return dice.chance(0.5) ? .minor : .major
        default: return .major
        }
    }

    private static func tempo(_ text: String, _ genre: Genre, _ moods: [String], _ dice: inout Dice) -> Double {
        var tempo = dice.number(genre.tempo)
        for word in MusicWords.speeds.ids(in: text) { tempo *= word == "slow" ? 0.82 : 1.18 }
        for mood in moods.prefix(2) {
            switch mood {
            case "energetic", "tense": tempo *= 1.06
            case "calm", "sad", "dreamy": tempo *= 0.95
            default: break
            }
        }
        return tempo
    }
}

/// The order of the parts: an introduction, then parts of equal length, then one chord that rings out.
struct Form: Sendable {
    enum Part: Sendable { case a, b }

    /// How long the last chord sounds, in seconds, of a piece of half a minute.
    private static let ring = 2.8

    var introduction: Int
    var parts: [Part]
    /// Bars of each part.
    var bars: Int

    var barsInAll: Int { introduction + parts.count * bars }

    /// Such that the piece ends when it should, at about the wished tempo.
    static func fitting(seconds: Double, tempo: Double, beats: Int) -> Form {
        let orders: [([Part], Double)] = [
            ([.a, .a, .b, .a], 0), ([.a, .b, .a], 0.06), ([.a, .b], 0.15), ([.a], 0.3),
            ([.a, .a, .b, .a, .b, .a], 0.04),
        ]
        var best = Form(introduction: 0, parts: [.a], bars: 1)
        var least = Double.infinity
        for (parts, cost) in orders {
            for (bars, cost) in [(1, cost + 0.2), (2, cost), (4, cost), (8, cost)] {
                for (introduction, cost) in [(0, cost + 0.03), (1, cost + 0.01), (2, cost), (4, cost + 0.02)]
                where introduction <= bars {
                    let form = Form(introduction: introduction, parts: parts, bars: bars)
                    let ratio = form.tempo(seconds: seconds, beats: beats) / tempo
                    let away = cost + max(ratio, 1 / ratio) - 1
                    if away < least { (best, least) = (form, away) }
                }
            }
        }
        return best
    }

    func tempo(seconds: Double, beats: Int) -> Double {
        Double(barsInAll * beats) * 60 / (seconds - min(Form.ring, seconds * 0.2))
    }
}
