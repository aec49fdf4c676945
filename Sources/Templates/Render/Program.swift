/// A compiled template: immutable, without references to values, shared by all renders.
final class Program: Sendable {
    let name: String
    let instructions: [Instruction]
    /// One per instruction, read only when something fails.
    let sites: [Site]
    let markup: [UInt8]
    let constants: [String]
    /// Field names, one per place that looks one up: each place has its own inline cache.
    let fields: [String]
    let functions: [Function]
    /// Message → language → pieces.
    let messages: [[[MessagePiece]]]

    struct Site: Sendable {
        let span: Span
        let trail: [String]
        /// What was looked up, if the value comes from a lookup: for "no field 'x' on y".
        let subject: Subject
    }

    enum Subject: Sendable {
        case value
        case name(String)
        case field(String, of: String)
    }

    struct Function: Sendable {
        let name: String
        let entry: Int
        let registers: Int
    }

    enum MessagePiece: Sendable {
        case text(String)
        /// The n-th argument.
        case argument(Int)
    }

    init(
        name: String, instructions: [Instruction], sites: [Site], markup: [UInt8], constants: [String],
        fields: [String],
        functions: [Function], messages: [[[MessagePiece]]]
    ) {
        self.name = name
        self.instructions = instructions
        self.sites = sites
        self.markup = markup
        self.constants = constants
        self.fields = fields
        self.functions = functions
        self.messages = messages
    }
}

/// Sixteen plain bytes. Registers are counted from the frame's beginning; register 0 holds the page's model. Jumps are
/// relative to the instruction itself.
struct Instruction: BitwiseCopyable, Sendable {
    enum Code: UInt8, Sendable {
        /// markup b…b+c
        case text
        /// markup b…b+c, then register a, escaped by `extra`
        case output
        /// markup b…b+c, then field `site` of register a, escaped by `extra`
        case outputField
        /// a = text constant b; for `extra` 1 the integer b, 2 none, 3 false, 4 true, 5 silently undefined, 6 the
        /// double and 7 the integer with the bits of b and c, 8 missing
        case constant
        case move  // a = b
        case outer  // a = register b of the frame c levels out
        case field  // a = field `site` of b
        case setField  // a.field `site` = b
        case item  // a = b[c]
        case slice  // a = b[c : c+1 : c+2]
        case not, negative  // a = op b
        case binary  // a = b `extra` c
        case test  // a = b is `extra`, other at c
        case filter  // a = `extra` of b, arguments from b+1
        case function  // a = `extra` of arguments from b, c of them
        case translate  // a = message b with arguments from c
        case list, tuple, map  // a = c values (pairs) from b
        case jump  // by b
        case jumpIfFalse, jumpIfTrue  // on a, by b
        case jumpIfFieldFalse  // on field `site` of a, by b
        case jumpIfGiven  // unless a is missing, by b
        case loopBegin  // list a, index a+1; by b if empty; first element to c
        case loopNext  // next element of a to c, by b unless at the end
        case loopField  // a = `extra` of loop b
        case unpack  // a… = c elements of b
        case collectBegin, collect, collectEnd  // a list grows, a is added, a = the list
        case captureBegin, captureEnd  // a = where output stands; a = what was written since
        case call  // function a, frame at b, defined c levels out
        case `return`
        case fail  // with text constant b
    }

    let code: Code
    var extra: UInt8 = 0
    var site: UInt16 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
}
