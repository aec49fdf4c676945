import Generation

/// Text in, a voice out.
struct Speaker {
    /// Unicode scalars; the rest of a longer text is not said.
    static let longestText = 5_000
    private static let loudness = 3_600.0
    private static let peak = 29_000.0

    struct Speech {
        var wav: [UInt8]
        var report: StudioReport
    }

    func say(_ text: String, in wanted: Language?) throws(StudioError) -> Speech {
        let plain = SpokenText.plain(text)
        let language = wanted ?? Language.guess(of: plain)
        let words = language == .japanese ? try JapaneseReading.kana(plain) : plain
        let voice = Voice.of(language)
        var utterance = try VoiceEngine.speak(words, voice: voice.name, wordsAMinute: voice.speed)
        let lead = Trim.silence(&utterance)
        Levels.settle(&utterance.samples, rms: Speaker.loudness, peak: Speaker.peak)
        Levels.fade(&utterance.samples, first: utterance.rate / 200, last: utterance.rate / 50)
        let phonemes = utterance.phonemes.map {
            SpokenPhoneme(sign: $0.sign, atMilliseconds: max(0, $0.atMilliseconds - lead))
        }
        let visemes = Mouth.visemes(phonemes)
        let file = WAVFile(rate: utterance.rate, channels: 1, samples: utterance.samples)
        let report = StudioReport(
            scene: words.isEmpty ? "nothing that can be said" : "synthetic voice, \(language.code)",
            lipSync: LipSync.curve(utterance.samples, rate: utterance.rate, visemes: visemes), visemes: visemes,
            seconds: file.seconds)
        return Speech(wav: file.bytes(), report: report)
    }
}

/// How each language is spoken: the variants that a recogniser understood best (docs/studio.md).
struct Voice {
    var name: String
    /// Words a minute.
    var speed: Int

    static func of(_ language: Language) -> Voice {
        switch language {
        case .german: Voice(name: "de+m3", speed: 150)
        case .english: Voice(name: "en-us+Annie", speed: 150)
        case .japanese: Voice(name: "ja+Mike", speed: 125)
        case .korean: Voice(name: "ko+Andrea", speed: 125)
        }
    }
}

/// What of a text is said: no marks of Markdown, no pictures, no control characters.
enum SpokenText {
    static func plain(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(Speaker.longestText) {
            if scalar == "\n" || scalar == "\t" { plain.append(" ") }
            let isShown = !scalar.properties.isEmojiPresentation && scalar.value != 0xfe0f
            let isControl =
                scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
            if isShown, !isControl, !"*#`_|~<>".unicodeScalars.contains(scalar) { plain.append(scalar) }
        }
        let spoken = String(plain)
        return spoken.contains { $0.isLetter || $0.isNumber } ? spoken : ""
    }
}

/// Silence before the first sound and after the last.
enum Trim {
    private static let silence = 60
    private static let leadMilliseconds = 60
    private static let tailMilliseconds = 250

    /// Leaves a little at both ends, at least half a second in all; gives the milliseconds taken from the front.
    static func silence(_ utterance: inout Utterance) -> Int {
        let samples = utterance.samples
        let rate = utterance.rate
        let first = samples.firstIndex { abs(Int($0)) > silence } ?? 0
        let last = samples.lastIndex { abs(Int($0)) > silence } ?? 0
        let lead = max(0, first - rate * leadMilliseconds / 1000) * 1000 / rate
        let start = lead * rate / 1000
        let end = min(samples.count, last + rate * tailMilliseconds / 1000)
        utterance.samples = Array(samples[start..<max(start, end)])
        let missing = rate / 2 - utterance.samples.count
        if missing > 0 { utterance.samples += Array(repeating: 0, count: missing) }
        return lead
    }
}
