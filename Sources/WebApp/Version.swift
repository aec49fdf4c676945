/// The program's version; CHANGELOG.md has its story.
enum Version {
    static let current = "0.1.0"
}
