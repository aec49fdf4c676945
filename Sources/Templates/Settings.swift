/// How templates are read and what a render may cost.
package struct Settings: Sendable {
    /// By place in HTML; blindly as text, as Jinja does; or not at all, for plain text.
    package enum Escaping: Sendable { case html, flat, off }
    /// What becomes of a name without a value: a mistake; nothing, unless something is looked up in it; nothing at all.
    package enum Undefined: Sendable { case strict, lenient, chainable }

    package var escaping = Escaping.html
    package var undefined = Undefined.strict
    /// Drop the newline after a block tag (Jinja's `trim_blocks`).
    package var trimBlocks = false
    /// Drop blanks before a block tag that begins its line (Jinja's `lstrip_blocks`).
    package var stripBlocks = false
    /// What a name stands for where a template's name is expected: `{% extends layout %}`.
    package var templateNames: [String: [String]] = [:]
    package var limits = Limits()

    package init() {}

    /// Caps on what one template and one render may use.
    package struct Limits: Sendable {
        /// Nested expressions and blocks in one template.
        package var nesting = 200
        /// Blocks, loops and macros that run, or are compiled, inside of one another: what the stack has to hold.
        package var depth = 150
        /// Templates within templates (includes, inheritance).
        package var includes = 32
        /// Statements and values of a page with all that it includes, as often as it includes it.
        package var parts = 200_000
        /// Macros calling macros.
        package var calls = 100
        /// Steps a render may take.
        package var fuel = 20_000_000
        /// Bytes a render may produce.
        package var output = 64 << 20
        /// Bytes that the texts of a render, and again its other values, may take.
        package var memory = 128 << 20
        /// Numbers `range` may make.
        package var range = 100_000
    }
}
