/// What `Studio` is told on its standard input, as one JSON object. The program answers with lines of JSON
/// (`StudioReport`) on standard output and ends with 0, or with 1 after a report with `error`.
package struct StudioJob: Sendable, Hashable, Codable {
    package enum Task: String, Sendable, Hashable, Codable {
        /// Composes a picture from `prompt`, writes a PNG of `width` × `height`. The same job gives the same bytes.
        case illustrate
        /// Scales the picture at `source` so that its longer side is `width`, writes a PNG.
        case thumbnail
    }

    /// The name of what composes pictures, and its version: it changes when the same job gives other pixels.
    package static let composer = "tagwerk-scene-composer"
    package static let composerVersion = "2"

    package var task: Task
    package var prompt: String?
    /// Pixels, 16 to 2048.
    package var width: Int
    package var height: Int
    package var seed: UInt64
    /// Absolute paths.
    package var source: String?
    package var output: String

    package init(
        task: Task, prompt: String? = nil, width: Int, height: Int, seed: UInt64 = 0, source: String? = nil,
        output: String
    ) {
        self.task = task
        self.prompt = prompt
        self.width = width
        self.height = height
        self.seed = seed
        self.source = source
        self.output = output
    }
}

/// One line of Studio's standard output.
package struct StudioReport: Sendable, Hashable, Codable {
    /// 0 to 100.
    package var progress: Int?
    /// What was understood of the prompt, for people: "cat, bicycle; night, rain, city".
    package var scene: String?
    /// Why it failed, in English, for the log.
    package var error: String?

    package init(progress: Int? = nil, scene: String? = nil, error: String? = nil) {
        self.progress = progress
        self.scene = scene
        self.error = error
    }
}
