import Testing

@testable import HTTPServer

@Suite struct `Time limits of a connection` {
    private let limits = ServerLimits()
    private func at(_ seconds: Double) -> UInt64 { 1_000_000_000_000 + UInt64(seconds * 1e9) }

    @Test func `sixty idle seconds are enough, from the end of the last answer`() {
        var times = ConnectionTimes()
        times.becameIdle(at(0))
        #expect(times.expiry(at(59.9), limits) == nil)
        #expect(times.expiry(at(60), limits) == .idle)
        times.becameIdle(at(50))
        #expect(times.expiry(at(60), limits) == nil)
    }

    @Test func `a head has ten seconds from its first byte, and dripping refreshes nothing`() {
        var times = ConnectionTimes()
        times.becameIdle(at(0))
        for second in 30..<40 { times.headBegan(at(Double(second))) }
        #expect(times.expiry(at(39.9), limits) == nil)
        #expect(times.expiry(at(40), limits) == .head)
        times.headEnded()
        #expect(times.expiry(at(500), limits) == nil)
    }

    @Test func `a body must bring 5,000 bytes in each ten seconds`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0))
        times.bodyArrived(5000)
        #expect(times.expiry(at(10), limits) == nil)
        times.bodyArrived(4999)
        #expect(times.expiry(at(19.9), limits) == nil)
        #expect(times.expiry(at(20), limits) == .body)
    }

    @Test func `a body that we do not read may take its time`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0))
        times.bodyStopped()
        #expect(times.expiry(at(1000), limits) == nil)
        times.bodyBegan(at(1000))
        #expect(times.expiry(at(1009), limits) == nil)
        #expect(times.expiry(at(1010), limits) == .body)
    }

    @Test func `thirty seconds without a byte taken are a stall`() {
        var times = ConnectionTimes()
        times.blocked(at(0), sentBytes: 10)
        times.blocked(at(20), sentBytes: 10)
        #expect(times.expiry(at(30), limits) == .write)
        times.blocked(at(25), sentBytes: 11)
        #expect(times.expiry(at(54.9), limits) == nil)
        #expect(times.expiry(at(55), limits) == .write)
        times.unblocked()
        #expect(times.expiry(at(1000), limits) == nil)
    }

    @Test func `lingering ends after five seconds and nothing else counts then`() {
        var times = ConnectionTimes()
        times.blocked(at(0), sentBytes: 0)
        times.bodyBegan(at(0))
        times.lingers(at(28))
        #expect(times.expiry(at(32.9), limits) == nil)
        #expect(times.expiry(at(33), limits) == .linger)
    }
}
