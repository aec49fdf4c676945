// Rooms: HTTP

/// Any bytes, in any pieces, as requests. The reading is the same in any pieces, keeps the grammar of events and the
/// limits, gives out no byte that was not put in, and a refusal is final.
func fuzz(_ input: [UInt8]) {
    var numbers = InputNumbers(input)
    let limits = someLimits(&numbers)
    let whole = Reading(of: input, limits) { .max }
    expect(Reading(of: input, limits) { 1 } == whole, "byte by byte it reads otherwise")
    expect(Reading(of: input, limits) { 1 + numbers.next(below: 40) } == whole, "in pieces it reads otherwise")
}

/// Small ones as well, or the bounds would hardly ever be met; but longer than any method, whose bound comes first.
private func someLimits(_ numbers: inout InputNumbers) -> RequestDecoder.Limits {
    var limits = RequestDecoder.Limits()
    guard numbers.next(below: 2) == 0 else { return limits }
    limits.headBytes = 32 + numbers.next(below: 200)
    limits.headFields = 1 + numbers.next(below: 6)
    limits.bodyBytes = numbers.next(below: 60)
    return limits
}

/// All that a decoder makes of some bytes; bodies are joined, since their pieces are nobody's business.
private struct Reading: Equatable {
    private enum Step: Equatable {
        case head(Method, String, HeaderFields, RequestHead.Framing, Bool, Bool)
        case end(body: [UInt8])
        case refused(Int)
    }

    private var steps: [Step] = []
    private var body: [UInt8] = []
    private let limits: RequestDecoder.Limits
    private var decoder: RequestDecoder
    private var isInRequest = false
    private var given = 0
    private var taken = 0
    private var framing = RequestHead.Framing.length(0)

    static func == (left: Reading, right: Reading) -> Bool {
        left.steps == right.steps && left.body == right.body && left.isInRequest == right.isInRequest
    }

    init(of input: [UInt8], _ limits: RequestDecoder.Limits, pieces: () -> Int) {
        self.limits = limits
        decoder = RequestDecoder(limits: limits)
        var position = 0
        while position < input.count {
            let end = position + min(pieces(), input.count - position)
            decoder.append(Array(input[position..<end]))
            given += end - position
            position = end
            while let event = decoder.next() { take(event) }
            checkCounts()
        }
        expect(input.isEmpty || !decoder.isBetweenRequests || !isInRequest, "between requests, yet within one")
    }

    private mutating func take(_ event: RequestDecoder.Event) {
        if case .refused = steps.last { expect(false, "something follows a refusal") }
        switch event {
        case .head(let head): begin(head)
        case .body(let bytes):
            expect(isInRequest && !bytes.isEmpty, "a body without a head, or an empty piece")
            body += bytes
            expect(body.count <= limits.bodyBytes, "\(body.count) bytes of body")
        case .end: endRequest()
        case .refused(let status):
            expect([400, 413, 414, 417, 431, 501, 505].contains(status.code), "refused by \(status)")
            steps.append(.refused(status.code))
            expect(decoder.bufferedCount == 0, "a refused connection keeps bytes")
        }
        checkCounts()
    }

    private mutating func begin(_ head: RequestHead) {
        expect(!isInRequest, "a head within a request")
        isInRequest = true
        framing = head.framing
        check(head)
        steps.append(
            .head(head.method, head.target, head.headers, head.framing, head.keepsAlive, head.expectsContinue))
    }

    private func check(_ head: RequestHead) {
        expect(!head.method.name.isEmpty && head.method.name.utf8.allSatisfy(ASCII.isToken), "the method")
        expect(head.target.utf8.first == ASCII.slash || head.target == "*", "the target \(head.target)")
        expect(head.headers.count <= limits.headFields + 1, "\(head.headers.count) fields")
        // Each field stands in the result with ": ", which may have been ":" only.
        expect(head.headers.bytes.count <= limits.headBytes + head.headers.count, "\(head.headers.bytes.count) bytes")
        expect(head.headers.values(of: "Host").count == 1 || head.isVersion10, "Host is not one")
        expect(!head.headers.contains("Transfer-Encoding"), "the coding is the decoder's business")
        let lengths = head.headers.values(of: "Content-Length")
        switch head.framing {
        case .chunked: expect(lengths.isEmpty && !head.isVersion10, "chunked, with a length or before 1.1")
        case .length(let length):
            expect(length <= limits.bodyBytes, "a length of \(length)")
            expect(lengths.isEmpty ? length == 0 : lengths.count == 1 && Int(lengths[0]) == length, "another length")
        }
        for (name, value) in head.headers {
            expect(name.utf8.allSatisfy(ASCII.isToken) && !name.isEmpty, "a field's name")
            expect(value.utf8.elementsEqual(trimmed(value.utf8)), "blanks around a value")
        }
    }

    private mutating func endRequest() {
        expect(isInRequest, "an end without a head")
        if case .length(let length) = framing { expect(body.count == length, "\(body.count) of \(length) bytes") }
        isInRequest = false
        taken += body.count
        steps.append(.end(body: body))
        body = []
    }

    private func checkCounts() {
        expect(decoder.bufferedCount >= 0, "a negative rest")
        expect(taken + body.count + decoder.bufferedCount <= given, "more came out than was put in")
        if case .length(let length) = framing, isInRequest {
            expect(decoder.remainingBody.map { $0 == length - body.count } ?? false, "another rest of the body")
        }
    }
}
