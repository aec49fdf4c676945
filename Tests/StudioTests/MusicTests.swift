import Generation
import Testing

@testable import Studio

@Suite struct `Composed music` {
    private func compose(_ text: String, seconds: Double = 30, seed: UInt64 = 1) throws -> (WAVFile, Product) {
        let product = try Musician().compose(text, seconds: seconds, seed: seed) { _ in }
        return (try WAVFile(product.bytes), product)
    }

    @Test func `a piece lasts exactly as long as asked, is loud enough, not cut and fades`() throws {
        let (sound, product) = try compose("Eine ruhige Nacht am See")
        #expect(sound.rate == 44_100 && sound.channels == 2)
        #expect(sound.samples.count == 44_100 * 30 * 2)
        #expect(product.report?.seconds == 30)
        #expect(sound.samples.allSatisfy { abs(Int($0)) < 32_000 })
        let loudness = Levels.rms(sound.samples, sound.samples.indices)
        #expect((2_500...6_500).contains(loudness))
        #expect(abs(Int(sound.samples.last ?? 1)) < 4)
        let tail = Levels.rms(sound.samples, sound.samples.count - 8_820..<sound.samples.count)
        #expect(tail < loudness / 10)
    }

    @Test func `the same words and seed give the same bytes, another seed another piece`() throws {
        let first = try compose("jazz", seconds: 5).1.bytes
        #expect(try compose("jazz", seconds: 5).1.bytes == first)
        #expect(try compose("jazz", seconds: 5, seed: 2).1.bytes != first)
    }

    @Test(arguments: [
        ("ein Walzer in Wien", "waltz"), ("smoky jazz club", "jazz"), ("子守唄", "lullaby"), ("신나는 테크노", "techno"),
        ("Lo-Fi zum Lernen", "lofi"), ("ambient space", "ambient"), ("heavy metal", "rock"),
        ("bossa nova at the beach", "bossa"),
        ("映画音楽", "cinematic"), ("행진곡", "march"), ("Schlaflied", "lullaby"), ("epic battle", "cinematic"),
    ])
    func `a word names the kind of music`(text: String, genre: String) {
        #expect(MusicPlan(text, seconds: 30, seed: 1).genre.name == genre)
    }

    @Test func `moods choose between major and minor, and words the instrument`() {
        #expect(MusicPlan("a happy pop song", seconds: 30, seed: 1).key.scale == .major)
        #expect(MusicPlan("ein trauriges Lied", seconds: 30, seed: 1).key.scale == .minor)
        #expect(MusicPlan("Klaviermusik in Moll", seconds: 30, seed: 1).lead == 0)
        #expect(MusicPlan("Klaviermusik in Moll", seconds: 30, seed: 1).key.scale == .minor)
        #expect(!MusicPlan("rock ohne Schlagzeug", seconds: 30, seed: 1).hasDrums)
        #expect(MusicPlan("rock", seconds: 30, seed: 1).hasDrums)
    }

    @Test(arguments: [5.0, 9.5, 17, 30, 60])
    func `the form fits the length at a tempo near the wished one`(seconds: Double) {
        for tempo in stride(from: 60.0, through: 160, by: 10) {
            for beats in [3, 4] {
                let form = Form.fitting(seconds: seconds, tempo: tempo, beats: beats)
                let ratio = form.tempo(seconds: seconds, beats: beats) / tempo
                #expect((0.6...1.67).contains(ratio), "\(tempo) \(beats) gives \(ratio)")
            }
        }
    }

    @Test(arguments: Genre.all.map(\.name))
    func `every kind of music keeps to its key, its range and its time`(name: String) throws {
        for seed in UInt64(1)...4 {
            let plan = MusicPlan(name, seconds: 30, seed: seed)
            let notes = Score(plan).notes
            #expect(notes.count > 40)
            #expect(
                notes.allSatisfy { 1...127 ~= $0.velocity && 0...127 ~= $0.pitch && $0.length > 0 && $0.start >= 0 })
            let end = 30 * plan.tempo / 60
            #expect(notes.allSatisfy { $0.start < end })
            let tune = notes.filter { $0.part == .lead }
            let range = Melody.range(of: plan.lead)
            #expect(tune.count >= 8 && tune.allSatisfy { range.contains($0.pitch) })
            // The last of the tune comes home.
            #expect(tune.max { $0.start < $1.start }.map { $0.pitch % 12 } == plan.key.tonic)
        }
    }

    @Test(arguments: ["", "🎉", "\u{0}", "asdf qwer"])
    func `words that say nothing still give music`(text: String) throws {
        #expect(try compose(text, seconds: 5).0.seconds == 5)
    }
}

@Suite struct `Tables of words` {
    private let table = WordTable("rain | regen | rain | 雨 | 비가\nred | rot | red | 赤 | 빨간")

    @Test(arguments: [
        ("Regenbogen im Regen", ["rain"]), ("a train", []), ("red rain", ["red", "rain"]), ("reddish", []),
        ("ohne Regen", []), ("no red rain", []), ("雨の夜", ["rain"]), ("雨なし", []), ("비가 오는 빨간 집", ["rain", "red"]),
    ])
    func `words are found where they begin, and not where they are denied`(text: String, ids: [String]) {
        #expect(table.ids(in: text) == ids)
    }
}
