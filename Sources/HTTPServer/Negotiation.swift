import Compression
import EventLoop
import HTTP

/// What is done to every answer on its way out: 304 for what the client has already, gzip for text it can unpack.
struct Negotiation: Sendable {
    /// Smaller bodies are not worth the work.
    private static let minimumBytes = 1024
    /// Larger ones are compressed on a thread of their own, since they would hold up the loop (about 1 ms).
    private static let inlineBytes = 64 * 1024
    private static let level = 4

    private let press: Press

    init() throws(SystemError) {
        press = try Press()
    }

    /// The request's facts are taken apart before the handler has it.
    func finish(_ response: Response, for method: Method, _ requestHeaders: HeaderFields) async -> Response {
        guard case .bytes(let bytes) = response.body else { return response }
        var response = response
        let isText = bytes.count >= Self.minimumBytes && Self.isCompressible(response)
        if isText { Self.addVary(to: &response) }
        if Self.isNotModified(response, method, requestHeaders) {
            response.status = .notModified
            response.body = .empty
            response.headers.remove("Content-Type")
            return response
        }
        guard isText, AcceptEncoding(requestHeaders.values(of: "Accept-Encoding")).allows("gzip") else {
            return response
        }
        if let compressed = await compress(bytes) { Self.replaceBody(of: &response, by: compressed) }
        return response
    }

    private static func isNotModified(_ response: Response, _ method: Method, _ headers: HeaderFields) -> Bool {
        guard response.status == .ok, method == .get || method == .head, headers.contains("If-None-Match"),
            let etag = response.headers["ETag"].flatMap({ ETag($0) })
        else { return false }
        return Conditions(headers).isNotModified(etag: etag)
    }

    private static func isCompressible(_ response: Response) -> Bool {
        guard !response.headers.contains("Content-Encoding"), response.status != .partialContent,
            let type = response.headers["Content-Type"]
        else { return false }
        let name = type.prefix { $0 != ";" }
        return name.hasPrefix("text/") || name.hasSuffix("+xml") || name.hasSuffix("+json")
            || ["application/json", "application/javascript", "application/xml"].contains(name)
    }

    private static func addVary(to response: inout Response) {
        let names = response.headers.values(of: "Vary").joined(separator: ", ")
        guard !names.lowercased().contains("accept-encoding"), names != "*" else { return }
        response.headers["Vary"] = names.isEmpty ? "Accept-Encoding" : "\(names), Accept-Encoding"
    }

    /// `nil` where zlib has no memory: the plain bytes are as good.
    private func compress(_ bytes: [UInt8]) async -> [UInt8]? {
        if bytes.count <= Self.inlineBytes { return try? Gzip.compress(bytes, level: Self.level) }
        return await press.compress(bytes, level: Self.level)
    }

    /// A strong tag promises the very same bytes, which these no longer are (RFC 9110 §8.8.3.3).
    private static func replaceBody(of response: inout Response, by compressed: [UInt8]) {
        response.body = .bytes(compressed)
        response.headers["Content-Encoding"] = "gzip"
        if let etag = response.headers["ETag"].flatMap({ ETag($0) }), !etag.isWeak {
            response.headers["ETag"] = ETag(opaque: etag.opaque, isWeak: true).description
        }
    }
}

/// The thread for long compressions.
actor Press {
    private let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init() throws(SystemError) {
        loop = try EventLoop(name: "gzip")
    }

    func compress(_ bytes: [UInt8], level: Int) -> [UInt8]? {
        // Only a lack of memory can fail here, and then the answer goes out as it is.
        try? Gzip.compress(bytes, level: level)
    }
}
