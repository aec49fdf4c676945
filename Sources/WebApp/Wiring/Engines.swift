import EventLoop
import Generation
import HTTPClient
import Logging
import Media
import Providers

/// Everyone who can answer, built from the settings.
struct Engines: Sendable {
    let thumbnailer: FolderMediaStore.MakeThumbnail
    private let textServer: TextServer
    private let embedded: EmbeddedTextProvider
    private let studio: StudioProvider
    private let openAI: OpenAIProvider
    private let replicate: ReplicateProvider?

    init(_ config: Config, _ installation: Installation, _ log: Log) throws(StartProblem) {
        let events = GenerationLog(log: log)
        do {
            let processes = try EventLoop(name: "processes")
            let baseURL = try Engines.url(.openAIBaseURL, config.openAI.baseURL)
            let replicateURL = try Engines.url(.replicateBaseURL, config.replicate.baseURL)
            let http = ProviderHTTP(
                client: try HTTPClient(
                    rules: AddressRules(configured: [baseURL.origin, replicateURL.origin]),
                    watch: Engines.watch(config, log)),
                time: .system,
                events: { events.hear($0) })
            let program = StudioProgram(path: config.studio ?? installation.programs + "/Studio", on: processes)
            studio = StudioProvider(program, temporaryFolder: absolutePath(config.dataDir) + "/media/.incoming")
            let thumbnails = StudioThumbnailer(program)
            thumbnailer = { source, output, side throws(Failure) in
                do throws(Failure) {
                    try await thumbnails.thumbnail(of: source, to: output, longerSide: side)
                } catch {
                    log.warning("thumbnail failed", ["reason": error.reason.rawValue, "cause": error.cause])
                    throw error
                }
            }
            let server = Engines.textServer(config, installation)
            textServer = TextServer(server, on: processes, time: .system, events: { events.hear($0) })
            embedded = EmbeddedTextProvider(server, server: textServer, over: http)
            openAI = OpenAIProvider(Engines.openAI(config, baseURL), over: http)
            replicate = Engines.replicate(config, replicateURL).map { ReplicateProvider($0, over: http) }
        } catch let problem as StartProblem {
            throw problem
        } catch {
            throw StartProblem("The engines cannot be set up: \(error).")
        }
    }

    /// The one place that chooses: the settings' word, which `Config` has already weighed.
    func catalog(_ config: Config) -> Generator.Catalog {
        let text: any Provider = config.textProvider == .openai ? openAI : embedded
        return Generator.Catalog([
            .code: text, .chat: text, .music: studio,
            .tags: config.textProvider == .embedded && config.textModel == .off ? studio : TagProvider(asking: text),
            .image: pictures(config.imageProvider),
        ])
    }

    private func pictures(_ choice: ProviderChoice) -> any Provider {
        switch choice {
        case .openai: openAI
        case .replicate: replicate ?? studio
        case .embedded: studio
        }
    }

    func stop() async { await textServer.stop() }

    private static func watch(_ config: Config, _ log: Log) -> TurnWatch? {
        config.turnLimit.map { limit in
            TurnWatch(limit: limit) { used, _ in
                log.warning("turn too long", ["ms": "\(used / .milliseconds(1))", "loop": "http-client"])
            }
        }
    }

    private static func replicate(_ config: Config, _ baseURL: HTTPURL) -> ReplicateSettings? {
        guard let key = config.replicate.token.flatMap({ APIKey($0.value) }) else { return nil }
        let pictures = ReplicateModel(
            name: ModelName(config.replicate.imageModel), input: config.replicate.imageInput)
        return ReplicateSettings(baseURL: baseURL, key: key, models: [.image: pictures])
    }

    private static func url(_ setting: Setting, _ text: String) throws(StartProblem) -> HTTPURL {
        guard let url = HTTPURL(text) else { throw StartProblem("\(setting.key) is no address: \(text)") }
        return url
    }

    private static func openAI(_ config: Config, _ baseURL: HTTPURL) -> OpenAISettings {
        var settings = OpenAISettings(baseURL: baseURL)
        settings.key = config.openAI.key.flatMap { APIKey($0.value) }
        settings.organization = config.openAI.organization
        settings.project = config.openAI.project
        settings.textModel = ModelName(config.openAI.chatModel)
        settings.imageModel = ModelName(config.openAI.imageModel)
        settings.tokenLimit = config.openAI.maxTokens
        settings.tokenLimitField = config.openAI.tokenLimitField
        settings.asksForUsage = config.openAI.asksForUsage
        settings.concurrency = config.openAI.concurrency
        return settings
    }

    private static func textServer(_ config: Config, _ installation: Installation) -> TextServerSettings {
        let folder = absolutePath(config.modelsDir)
        let fetched = "qwen2.5-coder-1.5b-instruct-q4_k_m"
        var path = "\(folder)/\(fetched).gguf"
        if case .file(let chosen) = config.textModel { path = absolutePath(chosen) }
        let name = String(path.split(separator: "/").last ?? "").dropSuffix(".gguf")
        var settings = TextServerSettings(
            command: [config.textServer ?? installation.root + "/script/text-server"], modelPath: path,
            progressPath: folder + "/progress.json", model: ModelName(name))
        settings.isOff = config.textModel == .off
        settings.idle = config.textModelIdle
        if let limit = config.openAI.maxTokens { settings.tokenLimit = limit }
        return settings
    }
}

extension String {
    fileprivate func dropSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
