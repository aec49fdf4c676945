package import EventLoop
package import Generation

/// Keeps the embedded text server: started at first need, ended when idle, started again when it died.
package actor TextServer {
    private let settings: TextServerSettings
    private let loop: EventLoop
    private let time: Timekeeper
    private let events: @Sendable (ProviderEvent) -> Void

    /// The loop serves child processes; one is enough for all of them.
    package init(
        _ settings: TextServerSettings, on loop: EventLoop, time: Timekeeper,
        events: @escaping @Sendable (ProviderEvent) -> Void
    ) {
        self.settings = settings
        self.loop = loop
        self.time = time
        self.events = events
    }

    /// Whether the model is there. Starting the server, which takes seconds, counts as ready.
    package func readiness() -> Readiness { .ready }

    /// Ends the server, if it runs; for shutdown. A later order starts it again.
    package func stop() async {}
}
