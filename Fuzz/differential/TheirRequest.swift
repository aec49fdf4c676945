import CHTTPParser

/// The first request of some bytes, as libhttp-parser reads it.
final class TheirRequest {
    struct Field {
        var name: [UInt8] = []
        var value: [UInt8] = []

        func isNamed(_ names: String...) -> Bool { names.contains { equalIgnoringCase($0.utf8, name) } }
    }

    private(set) var target: [UInt8] = []
    private(set) var fields: [Field] = []
    private(set) var body: [UInt8] = []
    private(set) var hasHead = false
    private(set) var isComplete = false
    private(set) var isVersion10 = false
    private(set) var keepsAlive = false
    private(set) var method = ""
    /// Behind its last byte, or at the one that they refuse.
    private(set) var end = 0
    private(set) var error: String?
    private var hasValue = false

    var hasAbsoluteTarget: Bool { target.first != ASCII.slash && !target.elementsEqual("*".utf8) }

    init(_ bytes: [UInt8]) {
        var parser = http_parser()
        http_parser_init(&parser, HTTP_REQUEST)
        // The parser lives no longer than this initialiser, in which `self` is held.
        parser.data = Unmanaged.passUnretained(self).toOpaque()
        var settings = Self.settings
        end = bytes.withUnsafeBytes {
            http_parser_execute(&parser, &settings, $0.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        let code = http_errno(rawValue: UInt32(parser.http_errno))
        if code != HPE_OK, code != HPE_PAUSED { error = String(cString: http_errno_name(code)) }
    }

    fileprivate func takeName(_ bytes: UnsafeBufferPointer<UInt8>) {
        if fields.isEmpty || hasValue { fields.append(Field()) }
        hasValue = false
        fields[fields.count - 1].name += bytes
    }

    fileprivate func takeValue(_ bytes: UnsafeBufferPointer<UInt8>) {
        hasValue = true
        fields[fields.count - 1].value += bytes
    }

    fileprivate func endHead(_ parser: UnsafeMutablePointer<http_parser>) {
        hasHead = true
        isVersion10 = parser.pointee.http_minor == 0
        keepsAlive = http_should_keep_alive(parser) != 0
        method = String(cString: http_method_str(http_method(rawValue: UInt32(parser.pointee.method))))
    }

    private static let settings: http_parser_settings = {
        var settings = http_parser_settings()
        settings.on_url = { take($0, $1, $2) { $0.target += $1 } }
        // Fields behind the body are trailers, which we drop.
        settings.on_header_field = { take($0, $1, $2) { if !$0.hasHead { $0.takeName($1) } } }
        settings.on_header_value = { take($0, $1, $2) { if !$0.hasHead { $0.takeValue($1) } } }
        settings.on_headers_complete = { parser in
            request(parser)?.endHead(parser!)
            return 0
        }
        settings.on_body = { take($0, $1, $2) { $0.body += $1 } }
        settings.on_message_complete = { parser in
            request(parser)?.isComplete = true
            // Else it goes on with the next request.
            http_parser_pause(parser, 1)
            return 0
        }
        return settings
    }()
}

private func request(_ parser: UnsafeMutablePointer<http_parser>?) -> TheirRequest? {
    parser?.pointee.data.map { Unmanaged<TheirRequest>.fromOpaque($0).takeUnretainedValue() }
}

private func take(
    _ parser: UnsafeMutablePointer<http_parser>?, _ start: UnsafePointer<CChar>?, _ count: Int,
    _ body: (TheirRequest, UnsafeBufferPointer<UInt8>) -> Void
) -> Int32 {
    guard let request = request(parser), let start else { return 1 }
    start.withMemoryRebound(to: UInt8.self, capacity: count) {
        body(request, UnsafeBufferPointer(start: $0, count: count))
    }
    return 0
}
