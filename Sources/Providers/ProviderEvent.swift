package import Generation

/// What happens on the way to an answer, for the log. Holds neither prompts nor keys.
package enum ProviderEvent: Sendable, Hashable {
    /// A request goes out; the attempt counts from 1.
    case asking(ProviderName, ModelName, attempt: Int)
    /// The answer is complete, or its failure was read; bytes of its body.
    case answered(ProviderName, status: Int, requestID: String?, bytes: Int)
    case retrying(ProviderName, after: Duration, because: Failure)
    /// Where a picture is fetched from, without its query.
    case mediaURL(ProviderName, String)
    /// The embedded text server listens.
    case serverStarted(pid: Int32, address: String)
    /// It ended: idle, asked to, or by itself.
    case serverEnded(pid: Int32, cause: String)
}
