package import Generation
private import HTTPClient
package import Logging
package import Providers

/// All settings, parsed once at start, immutable.
package struct Config: Sendable {
    package enum TextModel: Sendable, Hashable { case fetched, file(String), off }

    package struct OpenAI: Sendable {
        package var key: Secret?
        package var baseURL: String
        package var organization: String?
        package var project: String?
        package var chatModel: String
        package var imageModel: String
        package var imageQuality: String?
        package var tokenLimitField: String
        package var maxTokens: Int?
        package var asksForUsage: Bool
        package var concurrency: Int
    }

    package struct Replicate: Sendable {
        package var token: Secret?
        package var baseURL: String
        package var imageModel: String
        package var imageInput: InputTemplate
    }

    package var ports: [Int]
    package var host: String
    package var allowedHosts: [String]
    package var publicURL: String?
    package var dataDir: String
    package var modelsDir: String
    package var zone: String?
    package var logLevel: LogLevel
    package var textProvider: ProviderChoice
    package var imageProvider: ProviderChoice
    package var openAI: OpenAI
    package var replicate: Replicate
    package var imageWidth: Int
    package var imageHeight: Int
    package var systemPrompt: String
    package var prices: Prices
    package var textModel: TextModel
    package var textModelIdle: Duration
    package var textServer: String?
    package var studio: String?
    package var answerWait: Duration
    package var turnLimit: Duration?
    package var root: String?
    /// Listening beyond loopback without accounts was asked for by name.
    package var isOpen: Bool
    /// Log lines go to standard error as well as to `app.log`.
    package var logsToTerminal: Bool
    package var isDevelopment: Bool

    /// Whether a provider charges for its work, as far as we know: another server on this machine does not.
    func isPaid(_ provider: ProviderName) -> Bool {
        provider.description == "replicate" || provider.description == "openai" && !isOwnServer
    }

    private var isOwnServer: Bool {
        HTTPURL(openAI.baseURL).map { HostGuard.isLoopback(Array($0.origin.host.utf8)[...]) } ?? false
    }

    /// No key and no server of one's own: everything comes from the embedded engine (contract F24).
    package var isDemo: Bool { textProvider == .embedded && imageProvider == .embedded }
}

/// A value that is never printed.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    package let value: String
    package init(_ value: String) { self.value = value }
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
}

/// Everything that is wrong with the settings, each a sentence that names the setting and never a secret's value.
package struct ConfigProblems: Error, Sendable {
    package let problems: [String]
}
