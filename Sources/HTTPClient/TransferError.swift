/// Why an exchange did not come to its end.
package struct TransferError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// The guard said no; nothing was connected.
        case addressRefused
        /// No address for the name, no connection, no TLS: nothing was sent.
        case unresolved, connectFailed, connectTimedOut
        /// The certificate or its name is wrong.
        case untrusted
        /// The request may have been worked on.
        case firstByteTimedOut, idleTimedOut, totalTimedOut, cut
        /// More bytes than the request allows.
        case tooLarge
        case tooManyRedirects
        /// Cancelled by its task.
        case cancelled
        /// libcurl or the loop refused to work.
        case `internal`
    }

    package let kind: Kind
    /// In English, for the log; names hosts, never a query or a header.
    package let detail: String

    package init(_ kind: Kind, _ detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { detail.isEmpty ? "\(kind)" : "\(kind): \(detail)" }

    /// Whether the other side can not have seen the request.
    package var nothingWasSent: Bool {
        switch kind {
        case .addressRefused, .unresolved, .connectFailed, .connectTimedOut, .untrusted: true
        case .firstByteTimedOut, .idleTimedOut, .totalTimedOut, .cut, .tooLarge, .tooManyRedirects, .cancelled,
            .internal:
            false
        }
    }
}
