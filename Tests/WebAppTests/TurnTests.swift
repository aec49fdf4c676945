import EventLoop
import HTTPServer
import Testing

@testable import WebApp

@Suite(.timeLimit(.minutes(5))) struct `Turns that take too long` {
    @Test func `are blamed on the routes that were at work since they began`() {
        let routes = RunningRoutes()
        let early = routes.began("/early")
        routes.ended(early)
        let turn = monotonicNanoseconds()
        let running = [routes.began("/a"), routes.began("/b"), routes.began("/a")]
        #expect(routes.patterns(since: turn) == ["/a", "/b"])
        for number in running { routes.ended(number) }
        #expect(routes.patterns(since: turn) == ["/a", "/b"])
        #expect(routes.patterns(since: 0) == ["/a", "/b", "/early"])
        #expect(routes.patterns(since: monotonicNanoseconds() + 1).isEmpty)
    }

    @Test func `are warned of in the log, with those routes`() async throws {
        try await TestApp.with(["PORT": "0", "TURN_LIMIT": "20"]) { test in
            let options = test.app.serverOptions
            #expect(options.turnLimit == .milliseconds(20))
            let turn = monotonicNanoseconds()
            _ = await test.get("/chatlog")
            options.onEvent(.turnTooLong(.milliseconds(25), began: turn))
            let line = test.log.split(separator: "\n").first { $0.contains("turn too long") }
            #expect(line?.contains(" warning turn too long ms=25.0 loop=http routes=/chatlog") == true)
        }
    }

    @Test func `are not measured where nobody asks`() async throws {
        try await TestApp.with(["PORT": "0"]) { test in #expect(test.app.serverOptions.turnLimit == nil) }
    }
}
