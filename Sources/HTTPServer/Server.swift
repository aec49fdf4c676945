package import EventLoop
package import HTTP

/// An address that a server listens on.
package struct BoundAddress: Sendable, Hashable, CustomStringConvertible {
    /// In numbers, without brackets.
    package let host: String
    package let port: Int

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// The HTTP/1.1 server (RFC 9112): sockets in, `Request` values to one handler, `Response` values out.
package actor Server {
    package typealias Respond = @Sendable (Request) async -> Response

    private let options: ServerOptions
    private let handler: Respond

    package init(options: ServerOptions, handler: @escaping Respond) {
        self.options = options
        self.handler = handler
    }

    /// Binds every port, then serves. Throws where an address cannot be bound; nothing listens then.
    @discardableResult
    package func start() async throws(SystemError) -> [BoundAddress] { [] }

    /// Closes the listeners and idle connections at once, lets running requests finish with `Connection: close`, and
    /// cancels what is left after `grace`. Returns when all connections are gone.
    package func stop(within grace: Duration) async {}
}
