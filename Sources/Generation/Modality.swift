/// The kind of result a person wants. Stored by its raw value, so a name never changes once released.
package enum Modality: String, Sendable, Hashable, CaseIterable, Codable {
    /// Text for a question, code most of all.
    case code
    /// A reply in a person's conversation, which remembers what was said before.
    case chat
    /// A reply that is spoken, with the curve that moves a mouth.
    case avatar
    case image
    /// A picture made from another one.
    case imageEdit = "image_edit"
    /// An answer to a question about a picture.
    case imageReading = "image_reading"
    /// What is said in a recording, and an answer to it.
    case audioReading = "audio_reading"
    case video
    case music
    case tags

    /// Whether its text is the answer; of others the text only says how the file came about.
    package var answersInText: Bool {
        switch self {
        case .code, .chat, .avatar, .imageReading, .audioReading, .tags: true
        case .image, .imageEdit, .video, .music: false
        }
    }
}
