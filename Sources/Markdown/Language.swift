/// What a highlighter needs to know of a language.
struct Language: Sendable {
    /// A comment or a string: from `open` to `close`, or to the end of the line if `close` is empty.
    struct Delimited: Sendable {
        let open: [UInt8]
        let close: [UInt8]
        let escapes: Bool
        let spansLines: Bool
        let closing: Closing

        /// Whether a beginning without an end is one, too; a quote that must hold one character may be something else
        /// altogether.
        enum Closing { case optional, required, afterOneCharacter }

        init(
            _ open: String, _ close: String = "", escapes: Bool = false, spansLines: Bool = false,
            closing: Closing = .optional
        ) {
            self.open = Array(open.utf8)
            self.close = Array(close.utf8)
            self.escapes = escapes
            self.spansLines = spansLines
            self.closing = closing
        }

        static let quoted = Delimited("\"", "\"", escapes: true)
        static let apostrophes = Delimited("'", "'", escapes: true)
        static let slashes = Delimited("//")
        static let block = Delimited("/*", "*/", spansLines: true)
        static let hash = Delimited("#")
    }

    var keywords: Set<String> = []
    var types: Set<String> = []
    var comments: [Delimited] = []
    /// Longer beginnings first.
    var strings: [Delimited] = [.quoted, .apostrophes]
    /// Bytes that make a keyword of the name after them: `@main`, `#include`.
    var prefixes: [UInt8] = []
    var capitalsAreTypes = false
    var ignoresCase = false
    /// A name or string before a colon is a key.
    var hasKeys = false
    var hasHyphens = false
    var hasCalls = true
    var isMarkup = false

    /// By any of its usual names, in lower case.
    static func named(_ name: String) -> Language? { all[name] }

    private static let all: [String: Language] = {
        var all: [String: Language] = [:]
        let families: [([String], Language)] = [
            (["swift"], swift), (["python", "py", "python3", "pycon"], python), (["json", "jsonc", "json5"], json),
            (["javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx"], javascript),
            (["css", "scss", "less"], css),
            (["html", "xml", "svg", "xhtml", "vue", "plist"], Language(isMarkup: true)),
            (["bash", "sh", "shell", "zsh", "console"], shell),
            (["c", "h", "c++", "cpp", "cc", "hpp", "cxx", "objective-c"], c),
            (["java", "kotlin", "kt", "c#", "csharp", "cs", "scala", "dart"], java), (["go", "golang"], go),
            (["rust", "rs"], rust),
            (["sql", "sqlite", "postgresql", "mysql"], sql), (["yaml", "yml", "toml", "ini"], yaml),
            (["ruby", "rb"], ruby),
            (["php"], php),
        ]
        for (names, language) in families { for name in names { all[name] = language } }
        return all
    }()

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    private static let swift = Language(
        keywords: words(
            """
            actor any as associatedtype async await borrowing break case catch class consuming continue convenience \
            default defer deinit didSet do dynamic else enum extension fallthrough false fileprivate final for func \
            get guard if import in indirect infix init inout internal is isolated lazy let mutating nil nonisolated \
            open operator optional override package postfix precedencegroup prefix private protocol public repeat \
            required rethrows return self Self set some static struct subscript super switch throw throws true try \
            typealias unowned var weak where while willSet
            """),
        comments: [.slashes, .block],
        strings: [Delimited("\"\"\"", "\"\"\"", escapes: true, spansLines: true), Delimited("#\"", "\"#"), .quoted],
        prefixes: Array("@#".utf8), capitalsAreTypes: true)

    private static let python = Language(
        keywords: words(
            """
            False None True and as assert async await break case class continue def del elif else except finally for \
            from global if import in is lambda match nonlocal not or pass raise return self try while with yield
            """),
        types: words("bool bytes dict float frozenset int list object set str tuple type"), comments: [.hash],
        strings: [
            Delimited("\"\"\"", "\"\"\"", escapes: true, spansLines: true),
            Delimited("'''", "'''", escapes: true, spansLines: true),
            .quoted, .apostrophes,
        ], prefixes: Array("@".utf8), capitalsAreTypes: true)

    private static let javascript = Language(
        keywords: words(
            """
            abstract as async await break case catch class const continue debugger declare default delete do else enum \
            export extends false finally for from function get if implements import in instanceof interface keyof let \
            namespace new null of private protected public readonly return satisfies set static super switch this \
            throw true try type typeof undefined var void while with yield
            """),
        types: words("any bigint boolean never number object string symbol unknown"), comments: [.slashes, .block],
        strings: [.quoted, .apostrophes, Delimited("`", "`", escapes: true, spansLines: true)],
        prefixes: Array("@".utf8),
        capitalsAreTypes: true)

    private static let json = Language(
        keywords: words("true false null"), comments: [.slashes, .block], strings: [.quoted], hasKeys: true,
        hasCalls: false)

    private static let css = Language(
        keywords: words("important auto inherit initial none unset"), comments: [.block], prefixes: Array("@".utf8),
        hasKeys: true, hasHyphens: true)

    private static let shell = Language(
        keywords: words(
            """
            alias break case cd continue do done echo elif else esac eval exec exit export fi for function if in local \
            printf read readonly return select set shift source sudo test then time trap unset until while
            """),
        comments: [.hash],
        strings: [Delimited("\"", "\"", escapes: true, spansLines: true), Delimited("'", "'", spansLines: true)],
        prefixes: Array("$".utf8), hasHyphens: true, hasCalls: false)

    private static let c = Language(
        keywords: words(
            """
            alignas auto break case catch class concept const consteval constexpr continue decltype default delete do \
            else enum explicit export extern false final for friend goto if inline mutable namespace new noexcept \
            nullptr operator override private protected public register requires restrict return sizeof static \
            static_assert struct switch template this throw true try typedef typename union using virtual volatile \
            while NULL
            """),
        types: words(
            """
            bool char char16_t char32_t double float int int16_t int32_t int64_t int8_t long short signed size_t \
            ssize_t uint16_t uint32_t uint64_t uint8_t unsigned void wchar_t
            """),
        comments: [.slashes, .block], prefixes: Array("#".utf8), capitalsAreTypes: true)

    private static let java = Language(
        keywords: words(
            """
            abstract as assert async await break by case catch class companion const constructor continue data def \
            default do else enum extends false final finally for fun get goto if implements import in init instanceof \
            interface internal is lateinit match namespace native new null object open operator out override package \
            private protected public readonly record ref return sealed set static strictfp super suspend switch \
            synchronized this throw throws trait transient true try typealias using val var virtual void volatile when \
            where while with yield
            """),
        types: words("bool boolean byte char decimal double float int long short string uint ulong"),
        comments: [.slashes, .block],
        strings: [Delimited("\"\"\"", "\"\"\"", escapes: true, spansLines: true), .quoted, .apostrophes],
        prefixes: Array("@".utf8),
        capitalsAreTypes: true)

    private static let go = Language(
        keywords: words(
            """
            break case chan const continue default defer else fallthrough false for func go goto if import interface \
            iota map nil package range return select struct switch true type var
            """),
        types: words(
            """
            any bool byte comparable complex128 complex64 error float32 float64 int int16 int32 int64 int8 rune string \
            uint uint16 uint32 uint64 uint8 uintptr
            """),
        comments: [.slashes, .block], strings: [.quoted, .apostrophes, Delimited("`", "`", spansLines: true)],
        capitalsAreTypes: true)

    private static let rust = Language(
        keywords: words(
            """
            as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod \
            move mut pub ref return self Self static struct super trait true type union unsafe use where while
            """),
        types: words("bool char f32 f64 i128 i16 i32 i64 i8 isize str u128 u16 u32 u64 u8 usize"),
        comments: [.slashes, .block],
        strings: [
            Delimited("r#\"", "\"#", spansLines: true), Delimited("\"", "\"", escapes: true, spansLines: true),
            Delimited("'", "'", escapes: true, closing: .afterOneCharacter),
        ], capitalsAreTypes: true)

    private static let sql = Language(
        keywords: words(
            """
            add all alter and as asc autoincrement begin between by cascade case check column commit constraint create \
            cross database default delete desc distinct drop else end except exists explain false foreign from full \
            group having if in index inner insert intersect into is join key left like limit not null offset on or \
            order outer primary references replace returning right rollback select set table then transaction trigger \
            true union unique update using values view when where with
            """),
        types: words(
            "bigint blob boolean bytea char date decimal double float int integer json jsonb numeric real serial text timestamp uuid varchar"
        ),
        comments: [Delimited("--"), .block], strings: [Delimited("'", "'", spansLines: true), Delimited("\"", "\"")],
        ignoresCase: true)

    private static let yaml = Language(
        keywords: words("true false null yes no on off"), comments: [.hash],
        strings: [.quoted, Delimited("'", "'", closing: .required)], hasKeys: true, hasHyphens: true, hasCalls: false)

    private static let ruby = Language(
        keywords: words(
            """
            alias and begin break case class def defined do else elsif end ensure extend false for if in include \
            module next nil not or private protected public raise redo require rescue retry return self super then \
            true undef unless until when while yield
            """),
        comments: [.hash], prefixes: Array("@".utf8), capitalsAreTypes: true)

    private static let php = Language(
        keywords: words(
            """
            abstract and array as break callable case catch class clone const continue declare default do echo else \
            elseif empty endforeach endif endwhile enum extends false final finally fn for foreach function global if \
            implements include instanceof interface isset list match namespace new null or print private protected \
            public readonly require return static switch this throw trait true try unset use var while yield
            """),
        comments: [.slashes, .block, .hash], prefixes: Array("$".utf8), capitalsAreTypes: true)
}
