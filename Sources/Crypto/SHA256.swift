private import CCrypto

/// SHA-256 (FIPS 180-4) of bytes that come in any number of pieces.
package struct SHA256: ~Copyable {
    /// Bytes of a digest.
    package static let size = 32

    private let context: OpaquePointer

    package init() throws(CryptoError) {
        context = try SHA256.begin()
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    package mutating func update(_ bytes: UnsafeRawBufferPointer) throws(CryptoError) {
        try check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count), "EVP_DigestUpdate")
    }

    package mutating func update(_ bytes: [UInt8]) throws(CryptoError) {
        try check(bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }, "EVP_DigestUpdate")
    }

    /// The digest, 32 bytes.
    package consuming func finish() throws(CryptoError) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: SHA256.size)
        try check(EVP_DigestFinal_ex(context, &digest, nil), "EVP_DigestFinal_ex")
        return digest
    }

    package static func digest(of bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
        var hash = try SHA256()
        try hash.update(bytes)
        return try hash.finish()
    }

    private static func begin() throws(CryptoError) -> OpaquePointer {
        guard let context = EVP_MD_CTX_new() else { throw CryptoError(call: "EVP_MD_CTX_new") }
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            EVP_MD_CTX_free(context)
            throw CryptoError(call: "EVP_DigestInit_ex")
        }
        return context
    }
}
