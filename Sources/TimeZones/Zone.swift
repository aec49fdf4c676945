/// Why a zone could not be read.
package enum ZoneError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No such zone on this system, or a name that is none: a path, or one that leads out of the folder.
    case unknown(name: String)
    /// The file is there and is not what RFC 9636 describes.
    case malformed(name: String, detail: String)

    package var description: String {
        switch self {
        case .unknown(let name): "no time zone “\(name)” on this system (TZ wants a name such as Europe/Berlin)"
        case .malformed(let name, let detail): "the file of the time zone “\(name)” can not be read: \(detail)"
        }
    }
}

/// A time zone of the system's database (TZif files, RFC 9636): when its clocks stood how far from UTC. Read once; a
/// value without files afterwards.
package struct Zone: Sendable, Hashable {
    /// Where Linux systems keep the database.
    package static let systemFolder = "/usr/share/zoneinfo"

    package let name: String
    private let history: ZoneHistory

    /// `Europe/Berlin`, `UTC`: a name of the database, never a path.
    package init(named name: String, folder: String = Zone.systemFolder) throws(ZoneError) {
        guard Zone.isName(name), let bytes = readFile("\(folder)/\(name)") else { throw .unknown(name: name) }
        try self.init(name: name, bytes: bytes)
    }

    /// From the bytes of a TZif file.
    package init(name: String, bytes: [UInt8]) throws(ZoneError) {
        self.name = name
        do throws(TZifError) {
            history = try ZoneHistory(bytes)
        } catch {
            throw .malformed(name: name, detail: error.detail)
        }
    }

    /// The system's own zone, for when TZ is not set: where /etc/localtime points, else what /etc/timezone names, else
    /// the bytes of /etc/localtime, else UTC.
    package static func local(
        folder: String = Zone.systemFolder, localtime: String = "/etc/localtime", timezone: String = "/etc/timezone"
    ) throws(ZoneError) -> Zone {
        if let target = resolvedPath(localtime), target.hasPrefix("\(folder)/") {
            return try Zone(named: String(target.dropFirst(folder.utf8.count + 1)), folder: folder)
        }
        if let name = readFile(timezone).flatMap(firstLine) { return try Zone(named: name, folder: folder) }
        if let bytes = readFile(localtime) { return try Zone(name: "localtime", bytes: bytes) }
        return try Zone(named: "UTC", folder: folder)
    }

    /// Seconds east of Greenwich at that time (POSIX time: seconds since 1970 in UTC, leap seconds not counted).
    package func offset(at epochSeconds: Int64) -> Int {
        history.offset(at: epochSeconds)
    }

    /// Letters, digits and `_+-`, in parts divided by `/`: so neither absolute nor with `..`.
    private static func isName(_ name: String) -> Bool {
        guard name.utf8.count <= 255 else { return false }
        return name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty
                && part.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                        true
                    default: false
                    }
                }
        }
    }
}

private func firstLine(_ bytes: [UInt8]) -> String? {
    let line = bytes.prefix { $0 != 0x0A }.filter { $0 > 0x20 }
    return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
}
