/// The header fields of a message in their order, found by name without regard to case (RFC 9110 §5).
///
/// They rest as the bytes that are sent, `Name: value\r\n`, so that printing is one copy and a received head of any
/// number of fields is two allocations. Names must be tokens and values free of CR, LF, NUL and other controls: a
/// field that breaks this is not taken, so no value can ever start a field of its own.
package struct HeaderFields: Sendable {
    private struct Field: Sendable {
        var start: Int32
        var nameLength: Int32
        var valueLength: Int32

        var name: Range<Int> { Int(start)..<Int(start + nameLength) }
        var value: Range<Int> { Int(start + nameLength + 2)..<Int(start + nameLength + 2 + valueLength) }
        var line: Range<Int> { Int(start)..<Int(start + nameLength + valueLength + 4) }
    }

    /// Each field as `Name: value\r\n`, without the empty line at the end.
    package private(set) var bytes: [UInt8] = []
    private var fields: [Field] = []

    package init() {}

    package var count: Int { fields.count }
    package var isEmpty: Bool { fields.isEmpty }

    /// The first value of that name. Setting replaces all fields of the name by one; a refused value leaves none.
    package subscript(name: String) -> String? {
        get { firstIndex(of: name).map { String(decoding: bytes[fields[$0].value], as: UTF8.self) } }
        set {
            remove(name)
            if let newValue { append(name, newValue) }
        }
    }

    /// The first value of that name as it was sent.
    package func bytes(of name: String) -> ArraySlice<UInt8>? {
        firstIndex(of: name).map { bytes[fields[$0].value] }
    }

    /// All values of that name in their order; a list in one field is not split.
    package func values(of name: String) -> [String] {
        fields.filter { isNamed($0, name) }.map { String(decoding: bytes[$0.value], as: UTF8.self) }
    }

    package func contains(_ name: String) -> Bool { firstIndex(of: name) != nil }

    /// Adds a field behind the others. `false`, and nothing is added, for a bad name or value (see the type).
    @discardableResult
    package mutating func append(_ name: String, _ value: String) -> Bool {
        append(name.utf8, value.utf8)
    }

    /// Adds all fields of another message behind its own, which has checked them.
    package mutating func append(contentsOf other: HeaderFields) {
        let shift = Int32(bytes.count)
        bytes.append(contentsOf: other.bytes)
        fields.reserveCapacity(fields.count + other.fields.count)
        for var field in other.fields {
            field.start += shift
            fields.append(field)
        }
    }

    package mutating func remove(_ name: String) {
        while let index = firstIndex(of: name) {
            let line = fields[index].line
            bytes.removeSubrange(line)
            fields.remove(at: index)
            for later in index..<fields.count { fields[later].start -= Int32(line.count) }
        }
    }

    @discardableResult
    mutating func append(_ name: some Collection<UInt8>, _ value: some Collection<UInt8>) -> Bool {
        guard !name.isEmpty, name.allSatisfy(ASCII.isToken), value.allSatisfy(ASCII.isFieldContent) else {
            return false
        }
        appendChecked(name, value)
        return true
    }

    /// For the decoder, which has looked at every byte.
    mutating func appendChecked(_ name: some Collection<UInt8>, _ value: some Collection<UInt8>) {
        fields.append(
            Field(start: Int32(bytes.count), nameLength: Int32(name.count), valueLength: Int32(value.count)))
        bytes.append(contentsOf: name)
        bytes.append(ASCII.colon)
        bytes.append(ASCII.space)
        bytes.append(contentsOf: value)
        bytes.append(ASCII.carriageReturn)
        bytes.append(ASCII.lineFeed)
    }

    mutating func reserve(bytes byteCount: Int, fields fieldCount: Int) {
        bytes.reserveCapacity(byteCount)
        fields.reserveCapacity(fieldCount)
    }

    private func firstIndex(of name: String) -> Int? {
        fields.firstIndex { isNamed($0, name) }
    }

    private func isNamed(_ field: Field, _ name: String) -> Bool {
        let name = name.utf8
        guard Int(field.nameLength) == name.count else { return false }
        var position = Int(field.start)
        for byte in name {
            guard ASCII.lowercased(bytes[position]) == ASCII.lowercased(byte) else { return false }
            position += 1
        }
        return true
    }
}

extension HeaderFields: Sequence {
    package func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
        fields.lazy.map { field in
            (
                name: String(decoding: bytes[field.name], as: UTF8.self),
                value: String(decoding: bytes[field.value], as: UTF8.self)
            )
        }.makeIterator()
    }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name, value) }
    }
}

extension HeaderFields: Hashable {
    package static func == (left: HeaderFields, right: HeaderFields) -> Bool { left.bytes == right.bytes }
    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
