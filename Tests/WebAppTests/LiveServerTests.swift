import Doubles
import Generation
import HTTPClient
import HTTPServer
import Testing

@testable import WebApp

/// The app behind real sockets.
@Suite(.timeLimit(.minutes(5))) struct `The app on sockets` {
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

    @Test func `a waiting client that leaves is waited for no more, and its job goes on`() async throws {
        try await TestApp.with(["PORT": "0"]) { test in
            let gate = Gate()
            test.text.load(.held(["Ein Teil"], gate, then: [" und der Rest"]))
            let server = Server(options: test.app.serverOptions, handler: test.app.respond)
            let address = try #require(try await server.start().first)
            let client = Task { try await TestApp.fetch("http://\(address)/generate_code", prompt: "Frage") }
            try await test.untilBegun(EntryID(1))
            try await test.untilRunning(EntryID(1))
            #expect(!test.log.contains("route=/generate_code"))
            client.cancel()
            _ = await client.result
            // A request's line is written when its waiting has ended.
            while !test.log.contains("route=/generate_code") { await Task.yield() }
            #expect(await test.app.generator.activity(of: EntryID(1)) == .running)
            gate.open()
            let entry = try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20))
            #expect(entry?.status == .succeeded && entry?.response == "Ein Teil und der Rest")
            await server.stop(within: .zero)
        }
    }
}

@Suite(.timeLimit(.minutes(5))) struct `The end of the app` {
    private let folder = TemporaryFolder()

    /// A server with one entry at work for which a client waits.
    private func atWork(_ gate: Gate) async throws -> (
        TestApp, Server, String, Task<(status: Int, text: String), any Error>
    ) {
        let test = try await TestApp.start(["PORT": "0"], folder: folder)
        test.text.load(.held(["Ein Teil"], gate, then: [" und der Rest"]))
        let server = Server(options: test.app.serverOptions, handler: test.app.respond)
        let address = "http://\(try #require(try await server.start().first))"
        let client = Task { try await TestApp.fetch("\(address)/generate_code", prompt: "Frage") }
        try await test.untilBegun(EntryID(1))
        try await test.untilRunning(EntryID(1))
        return (test, server, address, client)
    }

    private func untilRefused(_ address: String) async {
        while (try? await TestApp.fetch("\(address)/healthz")) != nil { await Task.yield() }
    }

    @Test func `refuses new connections at once, and lets the running request have its answer`() async throws {
        let gate = Gate()
        let (test, server, address, client) = try await atWork(gate)
        async let ended: Void = test.app.shutDown(server, within: .seconds(50))
        await untilRefused(address)
        #expect(await test.post("/generate_code", form: "prompt=zu+sp%C3%A4t").status == 503)
        gate.open()
        let (status, text) = try await client.value
        #expect(status == 200 && text.contains("Ein Teil und der Rest"))
        await ended
    }

    @Test func `cuts what does not end, tells the one who waits, and marks the entry`() async throws {
        let (test, server, _, client) = try await atWork(Gate())
        await test.app.shutDown(server, within: .zero)
        let (status, text) = try await client.value
        #expect(status == 500 && text.contains("/chatlog/2026-11-20/0"))
        let next = try await TestApp.start(folder: folder)
        let entry = try await next.app.history.entry(EntryID(1))
        #expect(entry?.status == .interrupted && entry?.response == "Ein Teil")
        #expect(next.text.orders.isEmpty)
        await next.app.shutDown(within: .zero)
    }
}

extension TestApp {
    fileprivate func untilBegun(_ id: EntryID) async throws {
        while await app.generator.liveText(of: id) == nil { await Task.yield() }
    }

    /// With a prompt as the German app's programs ask.
    fileprivate static func fetch(_ address: String, prompt: String? = nil) async throws -> (status: Int, text: String)
    {
        let url = try #require(HTTPURL(address))
        let client = try HTTPClient(rules: AddressRules(configured: [url.origin]))
        var request = OutboundRequest(url, trust: .configured)
        if let prompt {
            request.headers = [("Content-Type", "application/x-www-form-urlencoded")]
            request.body = Array("prompt=\(prompt)".utf8)
        }
        let response = try await client.send(request)
        return (response.status, String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self))
    }
}
