private import CCrypto

/// Unpredictable bytes of libcrypto's generator, good for keys and tokens (RAND_bytes(3)).
package func randomBytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    try check(RAND_bytes(&bytes, Int32(count)), "RAND_bytes")
    return bytes
}
