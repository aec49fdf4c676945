import CEspeak
import Synchronization

/// Where a phoneme begins.
struct SpokenPhoneme {
    /// In the International Phonetic Alphabet; empty for a pause.
    var sign: String
    var atMilliseconds: Int
}

/// What was said: one channel of 16 bits.
struct Utterance {
    var rate: Int
    var samples: [Int16] = []
    var phonemes: [SpokenPhoneme] = []
}

/// libespeak-ng. Its state belongs to the whole process, so one text is spoken at a time.
enum VoiceEngine {
    private static let turn = Mutex<Int32?>(nil)

    /// Voices are named as the library does: `de`, `en-us+f2`.
    static func speak(_ text: String, voice: String, wordsAMinute: Int) throws(StudioError) -> Utterance {
        try turn.withLock { rate throws(StudioError) in
            let known = if let rate { rate } else { try begin() }
            rate = known
            try check(espeak_SetVoiceByName(voice), "the voice \(voice)")
            try check(espeak_SetParameter(espeakRATE, Int32(wordsAMinute), 0), "the rate")
            return try spoken(text, rate: Int(known))
        }
    }

    private static func begin() throws(StudioError) -> Int32 {
        let options = espeakINITIALIZE_PHONEME_EVENTS | espeakINITIALIZE_PHONEME_IPA | espeakINITIALIZE_DONT_EXIT
        let rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 200, nil, Int32(options))
        guard rate > 0 else { throw StudioError("espeak-ng does not start: is espeak-ng-data installed?") }
        espeak_SetSynthCallback { samples, count, events in
            guard let events, let target = events.pointee.user_data else { return 0 }
            // Unsafe because the library hands back the pointer it was given; `spoken` keeps what it points to alive.
            let collected = target.assumingMemoryBound(to: Utterance.self)
            if let samples, count > 0 {
                collected.pointee.samples += UnsafeBufferPointer(start: samples, count: Int(count))
            }
            VoiceEngine.collect(events, into: &collected.pointee)
            return 0
        }
        return rate
    }

    private static func spoken(_ text: String, rate: Int) throws(StudioError) -> Utterance {
        var utterance = Utterance(rate: rate)
        let bytes = text.utf8CString
        let flags = UInt32(espeakCHARS_UTF8 | espeakENDPAUSE)
        let code = withUnsafeMutablePointer(to: &utterance) { target in
            bytes.withUnsafeBytes {
                espeak_Synth($0.baseAddress, $0.count, 0, POS_CHARACTER, 0, flags, nil, UnsafeMutableRawPointer(target))
            }
        }
        try check(code, "speaking")
        return utterance
    }

    private static func collect(_ events: UnsafeMutablePointer<espeak_EVENT>, into utterance: inout Utterance) {
        var event = events
        while event.pointee.type != espeakEVENT_LIST_TERMINATED {
            if event.pointee.type == espeakEVENT_PHONEME {
                let sign = withUnsafeBytes(of: event.pointee.id.string) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                utterance.phonemes.append(
                    SpokenPhoneme(sign: sign, atMilliseconds: Int(event.pointee.audio_position)))
            }
            event += 1
        }
    }

    private static func check(_ code: espeak_ERROR, _ what: String) throws(StudioError) {
        guard code == EE_OK else { throw StudioError("espeak-ng refuses \(what): \(code.rawValue)") }
    }
}
