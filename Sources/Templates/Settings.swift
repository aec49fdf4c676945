/// How templates are read and what a render may cost.
package struct Settings: Sendable {
    /// Contextual escaping for HTML, or none at all for plain text.
    package enum Escaping: Sendable { case html, off }

    package var escaping = Escaping.html
    /// An undefined value prints nothing and counts as false, instead of being an error.
    package var lenient = false
    /// Drop the newline after a block tag (Jinja's `trim_blocks`).
    package var trimBlocks = false
    /// Drop blanks before a block tag that begins its line (Jinja's `lstrip_blocks`).
    package var stripBlocks = false
    package var limits = Limits()

    package init() {}

    /// Caps on what one template and one render may use.
    package struct Limits: Sendable {
        /// Nested expressions and blocks in one template.
        package var nesting = 200
        /// Templates within templates (includes, inheritance).
        package var includes = 32
        /// Macros calling macros.
        package var calls = 100
        /// Instructions a render may execute.
        package var fuel = 20_000_000
        /// Bytes a render may produce.
        package var output = 64 << 20
        /// Bytes the values of a render may take.
        package var memory = 256 << 20
        /// Numbers `range` may make.
        package var range = 100_000
    }
}
