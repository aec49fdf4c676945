import Generation
import Testing

@testable import Studio

@Suite struct `Spoken texts` {
    @Test(arguments: [
        ("Guten Morgen! Heute regnet es in Hamburg.", "de"), ("The weather is fine today.", "en"),
        ("今日は良い天気ですね。", "ja"), ("오늘은 날씨가 좋습니다.", "ko"),
    ])
    func `a sentence is spoken in its own language`(text: String, code: String) throws {
        let speech = try Speaker().say(text, in: nil)
        #expect(speech.report.scene == "synthetic voice, \(code)")
        let sound = try WAVFile(speech.wav)
        #expect(sound.rate == 22_050 && sound.channels == 1)
        #expect((1.0...6.0).contains(sound.seconds))
        #expect(sound.samples.contains { abs(Int($0)) > 8_000 })
        #expect(sound.samples.allSatisfy { abs(Int($0)) < 32_000 })
    }

    @Test func `the mouth moves as long as the sound lasts and rests in a pause`() throws {
        let speech = try Speaker().say("Papa. Mama! Hello there, my friend.", in: .english)
        let curve = try #require(speech.report.lipSync)
        let seconds = try #require(speech.report.seconds)
        #expect(curve.count == Int((seconds * Double(StudioReport.lipSyncRate)).rounded(.up)))
        #expect(curve.allSatisfy { 0...1 ~= $0 })
        #expect(curve.contains { $0 > 0.8 } && curve.contains(0))
        let visemes = try #require(speech.report.visemes)
        #expect(visemes.contains { $0.shape == .closed } && visemes.contains { $0.shape == .open })
        #expect(visemes.map(\.atMilliseconds) == visemes.map(\.atMilliseconds).sorted())
        #expect(Double(visemes.last?.atMilliseconds ?? 0) < seconds * 1000)
    }

    @Test(arguments: [
        ("p", Viseme.Shape.closed), ("aː", .open), ("ˈiː", .spread), ("ʃ", .hush), ("", .rest), ("ˌ", .rest),
        ("uː", .pursed),
    ])
    func `a phoneme has a shape of the mouth`(sign: String, shape: Viseme.Shape) {
        #expect(Mouth.shape(of: sign) == shape)
    }

    @Test(arguments: [
        ("今日は東京で猫を見た。", "キョーワ トーキョーデ ネコオ ミタ。 "), ("AIは便利です。", "エーアイワ ベンリデス。 "),
        ("1,234円", "センニヒャクサンジューヨンエン"), ("3.14", "サンテンイチヨン"), ("10000", "イチマン"), ("0", "ゼロ"),
        ("007", "ゼロゼロナナ"),
    ])
    func `Japanese is read as it is spoken`(text: String, kana: String) throws {
        #expect(try JapaneseReading.kana(text) == kana)
    }

    @Test func `marks, pictures and control characters are not said`() {
        #expect(SpokenText.plain("**Hi** `x`\u{7} 🎉<b>") == "Hi x b")
        #expect(SpokenText.plain("🎉 … !!") == "")
    }

    @Test(arguments: [
        "", "   ", "🎉🎉", "\u{0}\u{1}", "....", "[[x]] <speak><voice>", String(repeating: "가\u{301}", count: 300),
    ])
    func `what cannot be said is half a second of silence, and nothing breaks`(text: String) throws {
        let speech = try Speaker().say(text, in: nil)
        #expect(try WAVFile(speech.wav).seconds >= 0.5)
    }

    @Test func `the rest of an endless text is left out`() {
        #expect(SpokenText.plain(String(repeating: "word ", count: 60_000)).count <= Speaker.longestText)
    }
}

@Suite struct `Languages of a text` {
    @Test(arguments: [
        ("Schreibe eine Funktion, die zwei Zahlen addiert", Language.german), ("Write a function", .english),
        ("素数を判定する関数を書いて", .japanese), ("두 수를 더하는 함수를 작성해줘", .korean), ("Größenwahn", .german),
        ("Python の sort 関数の使い方を教えてください", .japanese), ("", .english), ("123", .english),
        ("Nachtwanderung", .german), ("cat", .english),
    ])
    func `a text is in a language`(text: String, language: Language) {
        #expect(Language.guess(of: text) == language)
    }
}
