private import Generation
private import Logging
private import Providers
private import TimeZones

extension Config {
    /// - Parameters:
    ///   - arguments: Without the program's name.
    ///   - dotEnv: The text of `.env`, or empty.
    package init(
        arguments: [String] = [], environment: [String: String] = [:], dotEnv: String = ""
    ) throws(ConfigProblems) {
        try self.init(SettingSource(arguments: arguments, environment: environment, dotEnv: dotEnv))
    }

    init(_ given: SettingSource) throws(ConfigProblems) {
        var source = given
        ports = [source.integer(.port, in: 0...65_535)] + Config.extraPorts(&source)
        host = Config.host(&source)
        allowedHosts = source.list(.allowedHosts).map { $0.lowercased() }
        publicURL = Config.webAddress(.publicURL, &source)
        dataDir = source.value(.dataDir) ?? Setting.dataDir.fallback
        modelsDir = source.value(.modelsDir) ?? Setting.modelsDir.fallback
        zone = Config.zone(&source)
        logLevel = Config.logLevel(&source)
        openAI = Config.openAI(&source)
        let hasKey = openAI.key != nil
        textProvider = ProviderChoice.choose(
            explicit: Config.choice(.textProvider, &source), hasKey: hasKey,
            hasBaseURL: source.isGiven(.openAIBaseURL))
        replicate = Config.replicate(&source)
        // A base address alone is mostly a text server (Ollama, llama.cpp) that draws nothing.
        imageProvider =
            Config.choice(.imageProvider, &source)
            ?? (hasKey ? .openai : replicate.token == nil ? .embedded : .replicate)
        if imageProvider == .replicate, replicate.token == nil {
            source.report(.imageProvider, "is replicate, but REPLICATE_API_TOKEN is not set")
        }
        if textProvider == .replicate { source.report(.textProvider, "is replicate, which does not write here") }
        (imageWidth, imageHeight) = Config.imageSize(&source)
        systemPrompt = source.value(.systemPrompt) ?? ""
        prices = Config.prices(&source, paid: Config.paidModels(textProvider, imageProvider, openAI, replicate))
        textModel = Config.textModel(&source)
        textModelIdle = .seconds(60 * source.integer(.textModelIdle, in: 1...10_080))
        textServer = source.value(.textServer)
        studio = source.value(.studio)
        answerWait = .seconds(source.integer(.answerWait, in: 1...86_400))
        turnLimit =
            source.value(.turnLimit) == nil ? nil : .milliseconds(source.integer(.turnLimit, in: 1...60_000))
        root = source.value(.root)
        isOpen = source.flag(.open)
        logsToTerminal = source.flag(.logToTerminal)
        isDevelopment = source.flag(.development)
        guard source.problems.isEmpty else { throw ConfigProblems(problems: source.problems) }
    }

    private static func extraPorts(_ source: inout SettingSource) -> [Int] {
        let texts = source.list(.extraPorts)
        let ports = texts.compactMap { Int($0) }.filter { (1...65_535).contains($0) }
        if ports.count != texts.count { source.report(.extraPorts, "must be numbers from 1 to 65535") }
        return ports
    }

    /// Listening beyond loopback without accounts is a decision that must be named (contract X22).
    private static func host(_ source: inout SettingSource) -> String {
        let host = source.value(.host) ?? Setting.host.fallback
        if !source.flag(.open), !HostGuard.isLoopback(Array(host.utf8)[...]) {
            source.report(
                .host, "is \(host), but nobody has to sign in: set OPEN=1 (or --open) to let everyone there in")
        }
        return host
    }

    private static func webAddress(_ setting: Setting, _ source: inout SettingSource) -> String? {
        guard var address = source.value(setting) else { return nil }
        while address.hasSuffix("/") { address.removeLast() }
        let rest = ["http://", "https://"].first { address.hasPrefix($0) }.map { address.dropFirst($0.count) }
        guard let rest, !rest.isEmpty, !rest.contains("@"), !rest.contains("?"),
            !address.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else {
            source.report(
                setting, "is not an address that begins with http:// or https://, without a password or a query")
            return nil
        }
        return address
    }

    private static func zone(_ source: inout SettingSource) -> String? {
        guard let name = source.value(.zone) else { return nil }
        do throws(ZoneError) {
            return try Zone(named: name).name
        } catch {
            source.report(.zone, "can not be used: \(error)")
            return nil
        }
    }

    private static func logLevel(_ source: inout SettingSource) -> LogLevel {
        let name = source.value(.logLevel) ?? ""
        guard let level = LogLevel(name: name) else {
            source.report(.logLevel, "is “\(name)”, not debug, info, warning or error")
            return .info
        }
        return level
    }

    private static func openAI(_ source: inout SettingSource) -> OpenAI {
        let tokenLimitField = source.value(.tokenLimitField) ?? ""
        if !["max_completion_tokens", "max_tokens"].contains(tokenLimitField) {
            source.report(.tokenLimitField, "must be max_completion_tokens or max_tokens")
        }
        return OpenAI(
            key: source.value(.openAIKey).map { Secret($0) },
            baseURL: webAddress(.openAIBaseURL, &source) ?? "",
            organization: source.value(.openAIOrganization), project: source.value(.openAIProject),
            chatModel: source.value(.chatModel) ?? "", imageModel: source.value(.imageModel) ?? "",
            imageQuality: source.value(.imageQuality), tokenLimitField: tokenLimitField,
            maxTokens: source.value(.maxTokens) == nil ? nil : source.integer(.maxTokens, in: 1...10_000_000),
            asksForUsage: source.flag(.streamUsage), concurrency: source.integer(.openAIConcurrency, in: 1...1000))
    }

    private static func paidModels(
        _ text: ProviderChoice, _ image: ProviderChoice, _ openAI: OpenAI, _ replicate: Replicate
    ) -> [String] {
        let pictures: String? =
            switch image {
            case .openai: openAI.imageModel
            case .replicate: replicate.imageModel
            case .embedded: nil
            }
        return [text == .openai ? openAI.chatModel : nil, pictures].compactMap { $0 }
    }

    private static func replicate(_ source: inout SettingSource) -> Replicate {
        let input = source.value(.replicateImageInput) ?? ""
        let template = InputTemplate(input)
        if template == nil { source.report(.replicateImageInput, "is no JSON object") }
        return Replicate(
            token: source.value(.replicateToken).map { Secret($0) },
            baseURL: webAddress(.replicateBaseURL, &source) ?? "", imageModel: source.value(.replicateImageModel) ?? "",
            imageInput: template ?? InputTemplate())
    }

    private static func choice(_ setting: Setting, _ source: inout SettingSource) -> ProviderChoice? {
        guard let name = source.value(setting) else { return nil }
        guard let choice = ProviderChoice(setting: name) else {
            source.report(setting, "is “\(name)”, neither openai nor replicate nor embedded")
            return nil
        }
        return choice
    }

    private static func imageSize(_ source: inout SettingSource) -> (Int, Int) {
        let text = source.value(.imageSize) ?? ""
        let sides = text.split(separator: "x").compactMap { Int($0) }
        guard sides.count == 2, sides.allSatisfy({ (16...2048).contains($0) && $0 % 16 == 0 }) else {
            source.report(.imageSize, "is “\(text)”, not like 1024x1024 with sides of 16 to 2048, divisible by 16")
            return (1024, 1024)
        }
        return (sides[0], sides[1])
    }

    private static func textModel(_ source: inout SettingSource) -> TextModel {
        switch source.value(.textModel) ?? "on" {
        case "on", "1", "true", "yes": .fetched
        case "off", "0", "false", "no": .off
        case let path: .file(path)
        }
    }
}
