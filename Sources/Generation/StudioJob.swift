/// What `Studio` is told on its standard input, as one JSON object. The program answers with lines of JSON
/// (`StudioReport`) on standard output and ends with 0, or with 1 after a report with `error`. The same job gives the
/// same bytes. Limits, times and examples of each task: docs/studio.md.
package struct StudioJob: Sendable, Hashable, Codable {
    package enum Task: String, Sendable, Hashable, Codable, CaseIterable {
        /// Composes a picture from `prompt`, writes a PNG of `width` × `height`.
        case illustrate
        /// A PNG whose longer side is `width`: of the picture at `source`, of a film's first good frame, or of a WAV's
        /// loudness over time (then a fourth as high as wide).
        case thumbnail
        /// Says `prompt` (at most 5,000 characters; the rest is left out) in `language`, writes a WAV: 22,050 Hz, mono,
        /// 16 bits. Reports `lipSync`, `visemes` and `seconds`.
        case speak
        /// Composes music in the mood of `prompt`, writes a WAV of `seconds` (5…60, 30 where nothing is said): 44,100 Hz,
        /// stereo, 16 bits.
        case compose
        /// Moves a camera over the picture at `source` as `prompt` says, writes an MP4 of `seconds` (1…10, 5 where
        /// nothing is said): H.264, 24 frames a second, `width` × `height`, or 0.9 million pixels in the picture's own
        /// shape where both are 0.
        case film
        /// Changes the look of the picture at `source` as `prompt` says, writes a PNG of the same size, at most 2048.
        case filter
        /// Reads the picture at `source`, writes `PictureFacts` as JSON.
        case read
        /// The keywords of `prompt`, most telling first, written as a JSON array of at most 10 texts.
        case keywords
    }

    /// The name of what composes pictures, and its version: it changes when the same job gives other pixels.
    package static let composer = "tagwerk-scene-composer"
    package static let composerVersion = "2"

    package var task: Task
    package var prompt: String?
    /// Pixels, 16 to 2048; 0 where the task needs none.
    package var width: Int
    package var height: Int
    package var seed: UInt64
    /// Absolute paths.
    package var source: String?
    package var output: String
    package var seconds: Double?
    /// `de`, `en`, `ja` or `ko`; the text's own where nothing is said.
    package var language: String?

    package init(
        task: Task, prompt: String? = nil, width: Int = 0, height: Int = 0, seed: UInt64 = 0, source: String? = nil,
        output: String, seconds: Double? = nil, language: String? = nil
    ) {
        self.task = task
        self.prompt = prompt
        self.width = width
        self.height = height
        self.seed = seed
        self.source = source
        self.output = output
        self.seconds = seconds
        self.language = language
    }
}

/// One line of Studio's standard output.
package struct StudioReport: Sendable, Hashable, Codable {
    /// Of `lipSync`, values a second.
    package static let lipSyncRate = 25

    /// 0 to 100.
    package var progress: Int?
    /// What was understood or done, for people: "cat, bicycle; night, rain, city", "waltz; D minor, 92 beats a minute".
    package var scene: String?
    /// Why it failed, in English, for the log.
    package var error: String?
    /// How far the mouth is open, 0…1, `lipSyncRate` values a second from the start, as many as the sound lasts.
    package var lipSync: [Double]?
    /// The mouth's shapes in order of time.
    package var visemes: [Viseme]?
    /// How long the sound or film lasts.
    package var seconds: Double?

    package init(
        progress: Int? = nil, scene: String? = nil, error: String? = nil, lipSync: [Double]? = nil,
        visemes: [Viseme]? = nil, seconds: Double? = nil
    ) {
        self.progress = progress
        self.scene = scene
        self.error = error
        self.lipSync = lipSync
        self.visemes = visemes
        self.seconds = seconds
    }

    private enum CodingKeys: String, CodingKey {
        case progress, scene, error, visemes, seconds
        case lipSync = "lip_sync"
    }
}

/// A shape of the mouth from a moment on.
package struct Viseme: Sendable, Hashable, Codable {
    package enum Shape: String, Sendable, Hashable, Codable {
        /// p b m; nothing is said; f v; th; t d n l; k g; sh ch j; s z; r; and the vowels by their mouth.
        case closed, rest, lipTeeth, tongueTeeth, tongue, back, hush, hiss, curl, open, wide, spread, round, pursed
    }

    package var shape: Shape
    package var atMilliseconds: Int

    package init(_ shape: Shape, atMilliseconds: Int) {
        self.shape = shape
        self.atMilliseconds = atMilliseconds
    }

    private enum CodingKeys: String, CodingKey {
        case shape
        case atMilliseconds = "at_ms"
    }
}
