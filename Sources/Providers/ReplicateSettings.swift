package import Generation
package import HTTPClient

/// A model of Replicate's: its name, `owner/name` for an official one, `owner/name:version` or a version for others, and
/// what it wants as input. Places: prompt, image, seconds, seed, width, height.
package struct ReplicateModel: Sendable, Hashable {
    package let name: ModelName
    package let input: InputTemplate
    package init(name: ModelName, input: InputTemplate) {
        self.name = name
        self.input = input
    }
}

package struct ReplicateSettings: Sendable {
    /// Without the version's path, such as `https://api.replicate.com`. The key goes to this origin only.
    package var baseURL: HTTPURL
    package var key: APIKey
    package var models: [Modality: ReplicateModel]
    package var concurrency = 4
    package var shortestPause: Duration = .seconds(1)
    package var longestPause: Duration = .seconds(5)
    /// Of a job; Replicate itself ends it after 30 minutes.
    package var total: Duration = .seconds(1800)
    package var limits = TransferLimits(
        firstByte: .seconds(60), idle: .seconds(60), total: .seconds(120), maximumBytes: 16 << 20)
    package var downloadLimits = TransferLimits(
        firstByte: .seconds(60), idle: .seconds(60), total: .seconds(600), maximumBytes: 256 << 20)

    package init(baseURL: HTTPURL, key: APIKey, models: [Modality: ReplicateModel]) {
        self.baseURL = baseURL
        self.key = key
        self.models = models
    }
}
