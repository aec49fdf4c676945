import HTTP

/// What must be known of a request to answer it, and how far the answer is.
struct Answer {
    let isHead: Bool
    let isVersion10: Bool
    var keepsAlive: Bool
    private(set) var expectsContinue: Bool
    var isStarted = false
    var isStreaming = false
    var isChunked = false
    /// All of it is handed to `Outgoing`.
    var isEnded = false

    init(_ head: RequestHead) {
        isHead = head.method == .head
        isVersion10 = head.isVersion10
        keepsAlive = head.keepsAlive
        expectsContinue = head.expectsContinue
    }

    /// To what is no request: the connection ends behind it.
    init(isHead: Bool) {
        self.isHead = isHead
        isVersion10 = false
        keepsAlive = false
        expectsContinue = false
    }

    /// Whether `100 Continue` is due: once, and never behind the answer itself.
    mutating func takeContinue() -> Bool {
        guard expectsContinue, !isStarted else { return false }
        expectsContinue = false
        return true
    }
}
