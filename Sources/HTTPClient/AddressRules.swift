/// Which addresses that users or answers name may be fetched. Beside these rules, only public address ranges pass.
package struct AddressRules: Sendable, Hashable {
    package var ports: Set<Int>
    /// Origins of the operator's own settings (a provider's base address): exempt from ports and ranges.
    package var configured: Set<HTTPURL.Origin>

    package init(ports: Set<Int> = [80, 443], configured: Set<HTTPURL.Origin> = []) {
        self.ports = ports
        self.configured = configured
    }
}
