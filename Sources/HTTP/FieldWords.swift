/// Reads a field value word by word: tokens, quoted strings, parameters (RFC 9110 §5.6).
struct FieldWords {
    enum Quoting {
        /// RFC 9110 §5.6.4: a backslash takes the next byte as it is.
        case field
        /// What browsers write in forms: `%22` for a quote; a backslash counts only before a quote or another one,
        /// since old ones send `C:\pictures\cat.png` as it is.
        case form
    }

    private let bytes: [UInt8]
    private let quoting: Quoting
    private var position = 0

    init(_ bytes: some Sequence<UInt8>, quoting: Quoting = .field) {
        self.bytes = Array(bytes)
        self.quoting = quoting
    }

    var isAtEnd: Bool {
        bytes[position...].allSatisfy(ASCII.isBlank)
    }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks() {
        while position < bytes.count, ASCII.isBlank(bytes[position]) { position += 1 }
    }

    mutating func token() -> String? {
        let start = position
        while position < bytes.count, ASCII.isToken(bytes[position]) { position += 1 }
        return position > start ? String(decoding: bytes[start..<position], as: UTF8.self) : nil
    }

    mutating func tokenOrQuoted() -> String? {
        skip(ASCII.quote) ? quoted() : token()
    }

    /// `; name=value` as often as it comes, names in lower case. `nil` for one that is broken or given twice.
    mutating func parameters() -> [String: String]? {
        var parameters: [String: String] = [:]
        while true {
            skipBlanks()
            guard skip(ASCII.semicolon) else { return parameters }
            skipBlanks()
            // Empty parameters are allowed: `text/html;`.
            guard let name = token() else { continue }
            guard skip(ASCII.equals), let value = tokenOrQuoted() else { return nil }
            guard parameters.updateValue(value, forKey: name.lowercased()) == nil else { return nil }
        }
    }

    /// To just behind the next comma outside of quotes, or the end.
    mutating func skipElement() {
        while position < bytes.count, !skip(ASCII.comma) {
            if skip(ASCII.quote) { _ = quoted() } else { position += 1 }
        }
    }

    private mutating func quoted() -> String? {
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == ASCII.quote { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), let escaped = escapedByte() {
                text.append(escaped)
                position += 1
            } else if quoting == .form, bytes[(position - 1)...].starts(with: "%22".utf8) {
                text.append(ASCII.quote)
                position += 2
            } else {
                text.append(byte)
            }
        }
        return nil
    }

    private func escapedByte() -> UInt8? {
        guard position < bytes.count else { return nil }
        let byte = bytes[position]
        return quoting == .field || byte == ASCII.quote || byte == UInt8(ascii: "\\") ? byte : nil
    }
}
