/// What `Studio` can tell of a picture by reading it: facts, not an understanding of what it shows.
package struct PictureFacts: Sendable, Hashable, Codable {
    package struct Colour: Sendable, Hashable, Codable {
        /// In English: "dark blue".
        package var name: String
        /// `#rrggbb`, of its middle.
        package var hex: String
        /// Of the picture's area, 0…1.
        package var share: Double

        package init(name: String, hex: String, share: Double) {
            self.name = name
            self.hex = hex
            self.share = share
        }
    }

    package struct Code: Sendable, Hashable, Codable {
        /// `QR-Code`, `EAN-13`, …
        package var kind: String
        package var text: String

        package init(kind: String, text: String) {
            self.kind = kind
            self.text = text
        }
    }

    package var type: String
    package var width: Int
    package var height: Int
    package var bytes: Int
    package var hasTransparency: Bool
    /// As the camera wrote them: "2026:11:20 18:31:25", "Canon EOS 5D".
    package var takenAt: String?
    package var camera: String?
    /// Largest share first, at most 6.
    package var colours: [Colour]
    /// Mean lightness 0…1, and in a word: dark, medium or bright.
    package var lightness: Double
    package var brightness: String
    /// How the light spreads: 0 for one even tone.
    package var contrast: Double
    package var isColourless: Bool
    /// Letters in it, as they were read; empty where there are none.
    package var text: String
    /// Languages in which letters were looked for.
    package var textLanguages: [String]
    package var codes: [Code]
    /// What the file says about itself in text chunks: "prompt", "Description", "Software".
    package var notes: [String: String]

    package init(type: String, width: Int, height: Int, bytes: Int, hasTransparency: Bool) {
        self.type = type
        self.width = width
        self.height = height
        self.bytes = bytes
        self.hasTransparency = hasTransparency
        colours = []
        lightness = 0
        brightness = ""
        contrast = 0
        isColourless = false
        text = ""
        textLanguages = []
        codes = []
        notes = [:]
    }

    private enum CodingKeys: String, CodingKey {
        case type, width, height, bytes, camera, colours, lightness, brightness, contrast, text, codes, notes
        case hasTransparency = "has_transparency"
        case takenAt = "taken_at"
        case isColourless = "is_colourless"
        case textLanguages = "text_languages"
    }
}
