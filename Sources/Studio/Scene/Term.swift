/// One meaning found in a prompt, in the order of the words.
struct Term: Sendable, Hashable {
    var meaning: Meaning
    var text: String
    /// Written as more than one without a number: "cats".
    var isPlural = false
    /// Japanese and Korean: a relation or an action stands behind what it belongs to.
    var isBehind = false

    /// Japanese and Korean: the words go on to a noun that they describe ("の上の猫"), rather than to a verb ("の上で").
    var describesNext: Bool {
        guard let last = text.last else { return false }
        return !"でにてを에서고로며らと채".contains(last)
    }
}

/// Splits a prompt into terms: by words where words are separated, by longest match where they are not.
struct Terms {
    /// More is not read: a picture shows a dozen things at most.
    static let longestPrompt = 2_000

    static func of(_ prompt: String, art: ArtLexicon?) -> [Term] {
        var terms: [Term] = []
        for run in runs(of: prompt.prefix(longestPrompt)) {
            switch run.script {
            case .latin: terms += LatinTerms(art: art).terms(of: run.text)
            case .japanese: terms += JapaneseTerms(art: art).terms(of: run.text)
            case .korean: terms += KoreanTerms(art: art).terms(of: run.text)
            case .emoji: terms += emoji(run.text, art)
            }
        }
        return terms
    }

    /// Equal ones in a row count; a rider followed by what can be ridden rides it.
    private static func emoji(_ text: String, _ art: ArtLexicon?) -> [Term] {
        var terms: [Term] = []
        var row = (thing: "", start: 0, count: 0)
        var told: Set<String> = []
        for character in text {
            let known = EmojiWords.meanings(of: character)
            let thing = art?.thing(ofEmoji: character) ?? ArtLexicon.ownThing(ofEmoji: character)
            let meanings = known.isEmpty ? thing.map { [.thing($0)] } ?? [] : known
            for meaning in meanings {
                guard case .thing(let thing) = meaning else {
                    terms.append(Term(meaning: meaning, text: String(character)))
                    continue
                }
                guard row.thing == thing || told.insert(thing).inserted else {
                    row.thing = ""
                    continue
                }
                if row.thing == thing {
                    row.count += 1
                    terms.removeSubrange(row.start...)
                    terms.append(Term(meaning: .number(row.count), text: String(row.count)))
                } else {
                    let rides = Things.thing(thing)?.seat != nil && Things.thing(row.thing)?.hasFigure == true
                    if rides, row.count == 1 { terms.append(Term(meaning: .relation(.riding), text: "")) }
                    row = (thing, terms.count, 1)
                }
                terms.append(Term(meaning: meaning, text: String(character)))
            }
        }
        return terms
    }

    private enum Script { case latin, japanese, korean, emoji }

    private static func runs(of prompt: Substring) -> [(script: Script, text: String)] {
        var runs: [(script: Script, text: String)] = []
        for character in prompt {
            let script = script(of: character) ?? runs.last?.script ?? .latin
            if runs.last?.script == script {
                runs[runs.count - 1].text.append(character)
            } else {
                runs.append((script, String(character)))
            }
        }
        return runs
    }

    /// Nil for white space, digits and marks: they belong to what stands before them.
    private static func script(of character: Character) -> Script? {
        guard let scalar = character.unicodeScalars.first else { return nil }
        switch scalar.value {
        case 0x3005...0x30ff, 0x3400...0x9fff, 0xf900...0xfaff, 0xff66...0xff9f: return .japanese
        case 0x1100...0x11ff, 0x3130...0x318f, 0xac00...0xd7af: return .korean
        default: break
        }
        if scalar.properties.isEmojiPresentation { return .emoji }
        if scalar.properties.isEmoji, character.unicodeScalars.contains("\u{fe0f}") { return .emoji }
        return scalar.properties.isAlphabetic ? .latin : nil
    }
}
