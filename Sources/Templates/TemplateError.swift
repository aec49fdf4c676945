/// What is wrong with a template, or with the data it met: one sentence, where, and the way there.
///
/// ```
/// day.html:12:17: no field 'promt' on entry; did you mean 'prompt'?
///   12 |     <p>{{ entry.promt }}</p>
///      |                 ^^^^^
///   included from page.html:3:8
/// ```
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A stretch of a template: line and column count from 1, columns and length in Unicode scalars.
    package struct Place: Sendable, Hashable {
        package let template: String
        package let line: Int
        package let column: Int
        package let length: Int
        /// The line itself, without its end.
        package let text: String
    }

    package let message: String
    /// `nil` when the mistake is in no template, such as an unknown template name.
    package let place: Place?
    /// How the place was reached, innermost first: "included from page.html:3:8".
    package let trail: [String]
    /// The template that is not there, if that is the mistake; else "".
    let missing: String

    init(_ message: String, at place: Place? = nil, trail: [String] = [], missing: String = "") {
        self.message = message
        self.place = place
        self.trail = trail
        self.missing = missing
    }

    package var description: String {
        guard let place else { return message }
        let margin = String(repeating: " ", count: "\(place.line)".count)
        let indent = String(repeating: " ", count: place.column - 1)
        let caret = String(
            repeating: "^", count: max(1, min(place.length, place.text.unicodeScalars.count - place.column + 1)))
        let lines = [
            "\(place.template):\(place.line):\(place.column): \(message)", "  \(place.line) | \(place.text)",
            "  \(margin) | \(indent)\(caret)",
        ]
        return (lines + trail.map { "  " + $0 }).joined(separator: "\n")
    }
}
