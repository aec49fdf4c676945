import HTTPClient
import LoopbackServer
import Testing

@Suite struct `Stress` {
    @Test(arguments: 0..<8) func `bytes one by one stay in order`(n: Int) async throws {
        let count = 20000
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
            for i in 0..<count { try await connection.send([UInt8(i % 251)]) }
        }
        let client = try HTTPClient()
        let response = try await client.send(OutboundRequest(try #require(HTTPURL(server.base)), trust: .configured))
        var i = 0
        for try await piece in response.body {
            for byte in piece { 
                if byte != UInt8(i % 251) { Issue.record("at \(i): \(byte)"); return }
                i += 1
            }
        }
        #expect(i == count)
    }
}
