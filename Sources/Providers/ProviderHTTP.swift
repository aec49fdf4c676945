package import HTTPClient

/// The one place where providers meet the network: retries, deadlines, and what each outcome means.
package struct ProviderHTTP: Sendable {
    private let client: HTTPClient
    private let time: Timekeeper
    private let events: @Sendable (ProviderEvent) -> Void

    package init(client: HTTPClient, time: Timekeeper, events: @escaping @Sendable (ProviderEvent) -> Void) {
        self.client = client
        self.time = time
        self.events = events
    }
}
