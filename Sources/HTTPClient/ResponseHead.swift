/// Status and header fields of an answer.
package struct ResponseHead: Sendable {
    /// 200 to 599 in practice; interim answers are not shown.
    package let status: Int
    /// Names in lower case, values without outer white space, in the order received.
    package var fields: [(name: String, value: String)] = []

    /// From a status line such as `HTTP/1.1 200 OK` or `HTTP/2 200`.
    init?(statusLine: String) {
        let parts = statusLine.split(separator: " ", maxSplits: 2)
        guard parts.count >= 2, parts[0].hasPrefix("HTTP/"), let status = Int(parts[1]) else { return nil }
        self.status = status
    }

    /// Lines that are no field are left out.
    mutating func add(line: String) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        let trailing = value.reversed().prefix { $0 == " " || $0 == "\t" }.count
        fields.append((line[..<colon].lowercased(), String(value.dropLast(trailing))))
    }

    /// The first field of that name; names are told apart without case.
    package subscript(name: String) -> String? {
        let name = name.lowercased()
        return fields.first { $0.name == name }?.value
    }
}
