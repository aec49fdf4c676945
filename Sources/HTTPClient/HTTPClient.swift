/// The only way out: exchanges over HTTP/1.1 and 2, with TLS always checked, under limits and behind the guard.
package struct HTTPClient: Sendable {
    package init(rules: AddressRules = AddressRules(), userAgent: String = "Tagwerk/1") throws(TransferError) {
    }
}
