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

    @Test func `who connects has ten seconds to begin`() {
        var times = ConnectionTimes()
        times.connected(at(0))
        #expect(times.expiry(at(9.9), limits) == nil)
        #expect(times.expiry(at(10), limits) == .idle)
        times.headBegan(at(9))
        #expect(times.expiry(at(18.9), limits) == nil)
        #expect(times.expiry(at(19), limits) == .head)
        times.becameIdle(at(20))
        #expect(times.expiry(at(79.9), limits) == nil)
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

    @Test func `a body may come at 500 bytes a second for ever`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0), limits)
        for tenth in 0..<36_000 {
            #expect(times.expiry(at(Double(tenth) / 10), limits) == nil)
            times.bodyArrived(50, at(Double(tenth) / 10))
        }
    }

    @Test func `a body at a byte a second is given up when ten seconds are over`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0), limits)
        for second in 0..<10 {
            times.bodyArrived(1, at(Double(second)))
            #expect(times.expiry(at(Double(second)), limits) == nil)
        }
        #expect(times.expiry(at(10), limits) == .body)
    }

    @Test func `no ten seconds may be slow, whatever came before, after, and in the ten seconds as one counts them`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0), limits)
        times.bodyArrived(60_000_000, at(0.1))
        #expect(times.expiry(at(10), limits) == nil)
        #expect(times.expiry(at(10.5), limits) == .body)

        times.bodyBegan(at(0), limits)
        times.bodyArrived(5000, at(0.1))
        times.bodyArrived(5000, at(19.9))
        #expect(times.expiry(at(20), limits) == .body)
    }

    @Test func `what comes between two looks does not hide that nothing came before`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0), limits)
        times.bodyArrived(5000, at(2))
        #expect(times.expiry(at(12), limits) == nil)
        times.bodyArrived(1_000_000, at(12.9))
        #expect(times.expiry(at(13), limits) == .body)
    }

    @Test func `a body that keeps its pace in lumps is not given up, however they fall`() {
        for offset in stride(from: 0, to: 10, by: 0.3) {
            var times = ConnectionTimes()
            times.bodyBegan(at(0), limits)
            for lump in 0..<20 {
                times.bodyArrived(5000, at(offset + Double(lump) * 10))
                for second in 0..<10 {
                    #expect(times.expiry(at(offset + Double(lump) * 10 + Double(second)), limits) == nil)
                }
            }
        }
    }

    @Test func `a body that we do not read may take its time`() {
        var times = ConnectionTimes()
        times.bodyBegan(at(0), limits)
        times.bodyStopped()
        #expect(times.expiry(at(1000), limits) == nil)
        times.bodyBegan(at(1000), limits)
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
        times.bodyBegan(at(0), limits)
        times.lingers(at(28))
        #expect(times.expiry(at(32.9), limits) == nil)
        #expect(times.expiry(at(33), limits) == .linger)
    }
}
