import HTTPClient
import Testing

@Suite struct `The address guard` {
    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "100.127.255.255", "127.0.0.1", "127.255.255.254",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.192", "192.0.2.1", "198.51.100.7",
        "203.0.113.9", "198.18.0.1", "198.19.255.255", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255", "168.63.129.16", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::8.8.8.8",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2001:10::1",
        "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1",
        "ff02::1",
    ])
    func `takes no special address for a public one`(text: String) throws {
        #expect(!AddressGuard.isPublic(try #require(IPAddress(text))))
    }

    @Test(arguments: [
        "8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "192.0.1.1", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1",
        "2001:4860:4860::8888", "64:ff9b::808:808",
    ])
    func `lets public addresses pass`(text: String) throws {
        #expect(AddressGuard.isPublic(try #require(IPAddress(text))))
    }

    @Test(arguments: ["127.1", "0x7f.0.0.1", "0177.0.0.1", "1.2.3", "1.2.3.4 ", "::1%lo", "[::1]", "", "1:2:3", "::g"])
    func `reads no odd spellings`(text: String) {
        #expect(IPAddress(text) == nil)
    }

    private func outcome(
        _ url: String, rules: AddressRules = AddressRules(), names: [String: [String]] = [:]
    ) async throws -> Result<[IPAddress]?, TransferError> {
        let url = try #require(HTTPURL(url))
        let addressGuard = AddressGuard(rules) { name async throws(TransferError) in
            (names[name] ?? []).compactMap(IPAddress.init)
        }
        do {
            return .success(try await addressGuard.addresses(for: url))
        } catch {
            return .failure(error)
        }
    }

    @Test func `gives the addresses of a public name`() async throws {
        let names = ["example.com": ["8.8.8.8", "2606:4700::1111"]]
        let addresses = try await outcome("https://example.com/x", names: names).get()
        #expect(addresses?.map(\.description) == ["8.8.8.8", "2606:4700::1111"])
    }

    @Test func `refuses a name of which one address is private`() async throws {
        let names = ["example.com": ["8.8.8.8", "10.0.0.1"]]
        guard case .failure(let error) = try await outcome("https://example.com/", names: names) else {
            Issue.record("let pass")
            return
        }
        #expect(error.kind == .addressRefused)
    }

    @Test(arguments: [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "https://169.254.169.254/latest/meta-data",
        "http://metadata/", "http://8.8.8.8:22/", "http://8.8.8.8:8080/", "https://example.com:8443/",
    ])
    func `refuses literal private addresses, names that mean them, and other ports`(url: String) async throws {
        let names = ["metadata": ["169.254.169.254"], "example.com": ["8.8.8.8"]]
        guard case .failure(let error) = try await outcome(url, names: names) else {
            Issue.record("let pass")
            return
        }
        #expect(error.kind == .addressRefused)
    }

    @Test func `says when a name is unknown`() async throws {
        guard case .failure(let error) = try await outcome("http://nowhere.example/") else {
            Issue.record("let pass")
            return
        }
        #expect(error.kind == .unresolved)
    }

    @Test func `is opened by settings only: another port, a configured origin`() async throws {
        let names = ["example.com": ["8.8.8.8"]]
        let ports = AddressRules(ports: [80, 8443])
        #expect(try await outcome("https://example.com:8443/", rules: ports, names: names).get() != nil)
        let origin = try #require(HTTPURL("http://127.0.0.1:8080/v1")).origin
        let rules = AddressRules(configured: [origin])
        #expect(try await outcome("http://127.0.0.1:8080/file.png", rules: rules).get() == nil)
        guard case .failure = try await outcome("http://127.0.0.1:8081/file.png", rules: rules) else {
            Issue.record("another port is another origin")
            return
        }
    }
}
