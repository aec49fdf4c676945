import CCurl
import EventLoop

/// One exchange as the loop keeps it, on the loop's thread only: what has come, who waits for it, how it ended.
final class Transfer {
    /// So much may wait for the reader before the peer has to.
    static let queueLimit = 256 << 10

    enum Admission: Sendable {
        case now, later, refused
    }

    typealias HeadWaiter = CheckedContinuation<Result<ResponseHead, TransferError>, Never>
    typealias PieceWaiter = CheckedContinuation<Result<[UInt8]?, TransferError>, Never>

    let id: TransferID
    var timer: TimerID?
    private(set) var clock: TransferClock
    /// `nil` when it has ended.
    private(set) var easy: CurlEasy?
    private let maximumBytes: Int
    private var upload: ArraySlice<UInt8>
    private var head: ResponseHead?
    private(set) var isHeadComplete = false
    private var queue: [UInt8] = []
    private var receivedBytes = 0
    private var isPaused = false
    /// Why a callback refused to go on.
    private var refusal: TransferError?
    private var error: TransferError?
    private var headWaiter: HeadWaiter?
    private var pieceWaiter: PieceWaiter?

    init(_ id: TransferID, _ plan: TransferPlan, _ easy: CurlEasy, now: UInt64) {
        self.id = id
        self.easy = easy
        clock = TransferClock(plan.limits, start: now)
        maximumBytes = plan.limits.maximumBytes
        upload = ArraySlice(plan.body ?? [])
    }

    func waitForHead(_ waiter: HeadWaiter) {
        if isHeadComplete, let head {
            waiter.resume(returning: .success(head))
        } else if easy == nil {
            waiter.resume(returning: .failure(error ?? TransferError(.cut)))
        } else {
            headWaiter = waiter
        }
    }

    /// What has come by now, or else the next that comes.
    func waitForPiece(_ waiter: PieceWaiter) {
        if !queue.isEmpty {
            waiter.resume(returning: .success(queue))
            queue = []
        } else if easy == nil {
            waiter.resume(returning: ending)
        } else {
            pieceWaiter = waiter
        }
    }

    /// Lets the handle go; the multi must have done so before.
    func end(with error: TransferError?) {
        self.error = refusal ?? error
        easy = nil
        timer = nil
        headWaiter?.resume(returning: .failure(self.error ?? TransferError(.cut, "no answer")))
        pieceWaiter?.resume(returning: ending)
        headWaiter = nil
        pieceWaiter = nil
    }

    private var ending: Result<[UInt8]?, TransferError> {
        error.map { .failure($0) } ?? .success(nil)
    }

    func error(for code: CURLcode) -> TransferError? {
        easy?.error(for: code)
    }

    /// Whether the peer may send again, now that the queue was emptied.
    func resume(at now: UInt64) -> Bool {
        guard isPaused else { return false }
        isPaused = false
        clock.resumed(at: now)
        easy?.resume()
        return true
    }

    // MARK: From libcurl

    /// One line of a head with its end; the empty one completes it. Returns whether to go on.
    func received(line: String, at now: UInt64) -> Bool {
        guard !isHeadComplete else { return true }
        let line = line.filter { $0 != "\r\n" && $0 != "\n" && $0 != "\r" }
        guard !line.isEmpty else { return completeHead(at: now) }
        if line.hasPrefix("HTTP/") {
            head = ResponseHead(statusLine: line)
        } else {
            head?.add(line: line)
        }
        return true
    }

    private func completeHead(at now: UInt64) -> Bool {
        guard let head, head.status >= 200 else { return true }
        clock.received(at: now)
        if let length = head["content-length"].flatMap({ Int($0) }), length > maximumBytes {
            refusal = TransferError(.tooLarge, "\(length) of \(maximumBytes) bytes announced")
            return false
        }
        isHeadComplete = true
        headWaiter?.resume(returning: .success(head))
        headWaiter = nil
        return true
    }

    func admission(of count: Int) -> Admission {
        guard receivedBytes + count <= maximumBytes else {
            refusal = TransferError(.tooLarge, "more than \(maximumBytes) bytes")
            return .refused
        }
        guard queue.count < Transfer.queueLimit else {
            isPaused = true
            clock.paused()
            return .later
        }
        return .now
    }

    func received(_ bytes: [UInt8], at now: UInt64) {
        clock.received(at: now)
        receivedBytes += bytes.count
        guard !bytes.isEmpty else { return }
        if let waiter = pieceWaiter {
            pieceWaiter = nil
            waiter.resume(returning: .success(bytes))
        } else {
            queue += bytes
        }
    }

    func nextBodyPiece(upTo limit: Int) -> [UInt8] {
        defer { upload = upload.dropFirst(limit) }
        return Array(upload.prefix(limit))
    }
}
