import HTTP

/// What the connections of one loop share. It lives on that loop; it is not Sendable.
final class LoopShared {
    let limits: ServerLimits
    let decoderLimits: RequestDecoder.Limits
    let errorPage: @Sendable (Status) -> Response
    let onEvent: @Sendable (ServerEvent) -> Void
    /// Every read goes here first, so that idle connections hold no buffers.
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 * 1024, alignment: 16)
    var printer = ResponsePrinter()
    var isStopping = false
    private var generation: UInt64 = 0

    init(_ options: ServerOptions) {
        limits = options.limits
        var limits = RequestDecoder.Limits()
        limits.headBytes = options.limits.headBytes
        limits.headFields = options.limits.headFields
        limits.bodyBytes = options.limits.bodyBytes
        decoderLimits = limits
        errorPage = options.errorPage
        onEvent = options.onEvent
    }

    deinit { scratch.deallocate() }

    /// Bytes of a connection above which nothing is read. There is always room for a head.
    var pauseAbove: Int { max(limits.unreadBytes, 2 * limits.headBytes) }

    func nextGeneration() -> UInt64 {
        generation += 1
        return generation
    }
}
