import CFluidSynth

/// libfluidsynth with Debian's `timgm6mb-soundfont`.
final class SynthEngine {
    static let rate = 44_100
    private static let soundFont = "/usr/share/sounds/sf2/TimGM6mb.sf2"
    private let settings: OpaquePointer
    private let synth: OpaquePointer

    init() throws(StudioError) {
        // It warns of sound cards that nobody wants here.
        for level in [FLUID_PANIC, FLUID_ERR, FLUID_WARN, FLUID_INFO] {
            _ = fluid_set_log_function(Int32(level.rawValue), nil, nil)
        }
        guard let settings = new_fluid_settings() else { throw StudioError("no memory for fluidsynth") }
        fluid_settings_setnum(settings, "synth.sample-rate", Double(SynthEngine.rate))
        fluid_settings_setnum(settings, "synth.gain", 0.35)
        fluid_settings_setint(settings, "synth.polyphony", 160)
        let room = ["room-size": 0.65, "damp": 0.35, "width": 0.9, "level": 0.55]
        for (name, value) in room { fluid_settings_setnum(settings, "synth.reverb.\(name)", value) }
        guard let synth = new_fluid_synth(settings) else {
            delete_fluid_settings(settings)
            throw StudioError("fluidsynth does not start")
        }
        self.settings = settings
        self.synth = synth
        guard fluid_synth_sfload(synth, SynthEngine.soundFont, 1) != FLUID_FAILED else {
            throw StudioError("there is no sound font: is timgm6mb-soundfont installed?")
        }
    }

    deinit {
        delete_fluid_synth(synth)
        delete_fluid_settings(settings)
    }

    /// The sound of a part: its General MIDI program, its place from left (0) to right (127), its reverberation.
    func set(_ part: Note.Part, program: Int, volume: Int, pan: Int, reverb: Int) {
        let channel = Int32(part.rawValue)
        if part != .drums { fluid_synth_program_change(synth, channel, Int32(program)) }
        for (control, value) in [(7, volume), (10, pan), (91, reverb), (93, part == .pad ? 40 : 10)] {
            fluid_synth_cc(synth, channel, Int32(control), Int32(value))
        }
    }

    /// So many frames of left and right, with what sounds at the time given in seconds. Progress is told in parts of 1.
    func render(_ notes: [Note], secondsPerBeat: Double, frames: Int, progress: (Double) -> Void) -> (
        left: [Float], right: [Float]
    ) {
        var left = [Float](repeating: 0, count: frames)
        var right = [Float](repeating: 0, count: frames)
        var at = 0
        for event in events(notes, secondsPerBeat) where event.frame < frames {
            write(&left, &right, from: at, to: event.frame)
            at = max(at, event.frame)
            play(event)
            progress(Double(at) / Double(frames))
        }
        write(&left, &right, from: at, to: frames)
        return (left, right)
    }

    private struct Event {
        var frame: Int
        var note: Note
        var isOn: Bool
    }

    /// In order of time; an end before a beginning at the same moment, so that a repeated note is struck anew.
    private func events(_ notes: [Note], _ secondsPerBeat: Double) -> [Event] {
        let scale = secondsPerBeat * Double(SynthEngine.rate)
        let events = notes.flatMap { note in
            [
                Event(frame: Int(note.start * scale), note: note, isOn: true),
                Event(frame: Int((note.start + note.length) * scale), note: note, isOn: false),
            ]
        }
        return events.enumerated().sorted { left, right in
            (left.element.frame, left.element.isOn ? 1 : 0, left.offset)
                < (right.element.frame, right.element.isOn ? 1 : 0, right.offset)
        }.map(\.element)
    }

    private func play(_ event: Event) {
        let channel = Int32(event.note.part.rawValue)
        let pitch = Int32(min(max(event.note.pitch, 0), 127))
        if event.isOn {
            fluid_synth_noteon(synth, channel, pitch, Int32(event.note.velocity))
        } else {
            fluid_synth_noteoff(synth, channel, pitch)
        }
    }

    private func write(_ left: inout [Float], _ right: inout [Float], from start: Int, to end: Int) {
        guard end > start else { return }
        left.withUnsafeMutableBufferPointer { left in
            right.withUnsafeMutableBufferPointer { right in
                _ = fluid_synth_write_float(
                    synth, Int32(end - start), left.baseAddress, Int32(start), 1, right.baseAddress, Int32(start), 1)
            }
        }
    }
}
