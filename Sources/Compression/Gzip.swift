private import CZlib

/// A zlib call that failed: which, its code, and zlib's own words.
package struct CompressionError: Error, Sendable, Hashable, CustomStringConvertible {
    package let call: String
    package let code: Int32
    package let message: String

    package var description: String { "\(call): \(message) (\(code))" }
}

/// Whole byte arrays to and from gzip (RFC 1952). Blocks: about 5 ms a megabyte at level 1.
package enum Gzip {
    /// `level` 1 (fast) to 9 (small).
    package static func compress(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        try check(tw_deflate_init(&stream, Int32(level), gzipWindow), "deflateInit2", stream)
        defer { deflateEnd(&stream) }
        var compressed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let code = transfer(bytes, into: &compressed, &stream) { deflate($0, Z_FINISH) }
        guard code == Z_STREAM_END else { throw failure(code, "deflate", stream) }
        compressed.removeLast(compressed.count - Int(stream.total_out))
        return compressed
    }

    /// Throws for broken or cut input, bytes behind its end, and where the result would be over `limit` bytes.
    package static func decompress(_ bytes: [UInt8], limit: Int) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        try check(tw_inflate_init(&stream, gzipWindow), "inflateInit2", stream)
        defer { inflateEnd(&stream) }
        // One byte of room always, since zlib wants some even for nothing.
        var plain = [UInt8](repeating: 0, count: limit + 1)
        let code = transfer(bytes, into: &plain, &stream) { inflate($0, Z_FINISH) }
        guard code == Z_STREAM_END, stream.avail_in == 0, Int(stream.total_out) <= limit else {
            throw failure(code, "inflate", stream)
        }
        plain.removeLast(plain.count - Int(stream.total_out))
        return plain
    }

    /// The largest window, and 16 for gzip's own head and checksum instead of zlib's.
    private static let gzipWindow: Int32 = 15 + 16

    /// One call with all input and all room: sizes over 4 GB do not come up here.
    private static func transfer(
        _ input: [UInt8], into output: inout [UInt8], _ stream: inout z_stream,
        _ call: (UnsafeMutablePointer<z_stream>) -> Int32
    ) -> Int32 {
        input.withUnsafeBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                // zlib reads through this pointer only, its type is not const for historical reasons.
                stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(target.count)
                return call(&stream)
            }
        }
    }

    private static func check(_ code: Int32, _ call: String, _ stream: z_stream) throws(CompressionError) {
        guard code == Z_OK else { throw failure(code, call, stream) }
    }

    private static func failure(_ code: Int32, _ call: String, _ stream: z_stream) -> CompressionError {
        // zError knows every code zlib returns; the stream's own words say more where there are some.
        let words = stream.msg.map { String(cString: $0) } ?? String(cString: zError(code))
        return CompressionError(call: call, code: code, message: words)
    }
}
