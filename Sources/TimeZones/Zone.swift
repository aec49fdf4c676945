/// Why a zone could not be read.
package enum ZoneError: Error, Sendable, Hashable {
    /// No such zone on this system, or a name that is none.
    case unknown(name: String)
    /// The file is there and is not what RFC 9636 describes.
    case malformed(name: String, detail: String)
}

/// A time zone of the system's database.
package struct Zone: Sendable {
    package let name: String

    /// `Europe/Berlin`, `UTC`; never a path.
    package init(named name: String, folder: String = "/usr/share/zoneinfo") throws(ZoneError) {
        self.name = name
    }

    /// The system's zone, asked when TZ is not set: /etc/localtime, else /etc/timezone, else UTC.
    package static func local() throws(ZoneError) -> Zone { try Zone(named: "UTC") }

    /// Seconds east of Greenwich at that time.
    package func offset(at epochSeconds: Int64) -> Int { 0 }
}
