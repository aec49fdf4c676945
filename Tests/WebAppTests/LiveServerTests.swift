import Doubles
import HTTPClient
import HTTPServer
import Testing

@testable import WebApp

/// The app behind real sockets.
@Suite struct `The app on sockets` {
    @Test func `X17 one process answers on several ports at once`() async throws {
        try await TestApp.with(["PORT": "0"]) { test in
            var options = test.app.serverOptions
            options.ports += [0, 0, 0]
            let server = Server(options: options, handler: test.app.respond)
            let addresses = try await server.start()
            #expect(Set(addresses.map(\.port)).count == 4)
            for address in addresses {
                #expect(try await TestApp.fetch("http://\(address)/healthz").status == 200)
            }
            await server.stop(within: .zero)
        }
    }

    @Test func `a page arrives whole over a socket`() async throws {
        try await TestApp.with(["PORT": "0"]) { test in
            let server = Server(options: test.app.serverOptions, handler: test.app.respond)
            let address = try #require(try await server.start().first)
            let (status, text) = try await TestApp.fetch("http://\(address)/")
            #expect(status == 200)
            #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains("</html>"))
            await server.stop(within: .zero)
        }
    }
}

extension TestApp {
    fileprivate static func fetch(_ address: String) async throws -> (status: Int, text: String) {
        let url = try #require(HTTPURL(address))
        let client = try HTTPClient(rules: AddressRules(configured: [url.origin]))
        let response = try await client.send(OutboundRequest(url, trust: .configured))
        return (response.status, String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self))
    }
}
