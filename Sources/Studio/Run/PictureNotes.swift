import Generation

/// What is written into a picture's file about it: how it came about, and whose art is in it.
struct PictureNotes {
    /// More of a prompt is not repeated.
    static let longestText = 2_000

    let entries: [(keyword: String, text: String)]

    init(_ job: StudioJob, scene: String, attribution: String?) {
        var entries = [
            ("Prompt", PictureNotes.plain(job.prompt ?? "")), ("Seed", String(job.seed)),
            ("Model", "\(StudioJob.composer) \(StudioJob.composerVersion)"), ("Scene", PictureNotes.plain(scene)),
            ("Software", "Tagwerk Studio"),
            (
                "Comment",
                "Composed illustration: drawn by rules from the words of the prompt, not by a generative model."
            ),
        ]
        if let attribution { entries.append(("Copyright", "Contains art: \(PictureNotes.plain(attribution))")) }
        self.entries = entries
    }

    /// Without control characters and without marks that turn the direction of writing: other programs show this text.
    private static func plain(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(longestText) {
            switch scalar.value {
            case 0x0a: scalars.append(scalar)
            case 0...0x1f, 0x7f...0x9f: scalars.append(" ")
            case 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfffe, 0xffff: continue
            default: scalars.append(scalar)
            }
        }
        while let last = scalars.last, last == "\n" || last == " " { scalars.removeLast() }
        return String(scalars).trimmingSpaces
    }
}
