private import CCrypto

/// What libcrypto refused: the call and its own words.
package struct CryptoError: Error, Sendable, Hashable, CustomStringConvertible {
    package let call: String
    package let message: String

    /// Takes the oldest error of this thread's queue and empties it (ERR_get_error(3)).
    init(call: String) {
        self.call = call
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(ERR_get_error(), &text, text.count)
        ERR_clear_error()
        message = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    package var description: String { "\(call): \(message)" }
}

/// libcrypto answers 1 for success.
func check(_ code: Int32, _ call: String) throws(CryptoError) {
    guard code == 1 else { throw CryptoError(call: call) }
}
