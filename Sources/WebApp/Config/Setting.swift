/// One setting: how it is called, what it is without a word from the operator, and one line of help.
///
/// As an environment variable or in `.env` it bears its key (`DATA_DIR`), as an argument `--data-dir`.
struct Setting: Sendable, Hashable {
    let key: String
    /// Empty: not set.
    let fallback: String
    let help: String
    /// Hidden by `--print-config`; can be read from a file named by `<KEY>_FILE`.
    var isSecret = false
    /// May be given as `--open` without a value.
    var isSwitch = false

    init(_ key: String, _ fallback: String, secret: Bool = false, isSwitch: Bool = false, _ help: String) {
        self.key = key
        self.fallback = fallback
        self.help = help
        self.isSecret = secret
        self.isSwitch = isSwitch
    }

    var argument: String {
        "--" + String(decoding: key.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 | 0x20 }, as: UTF8.self)
    }
}

extension Setting {
    static let port = Setting("PORT", "8080", "Port to listen on; 0 takes a free one")
    static let extraPorts = Setting(
        "EXTRA_PORTS", "", "Further ports, separated by commas, for clients of the older systems")
    static let host = Setting("HOST", "127.0.0.1", "Address to listen on")
    static let open = Setting(
        "OPEN", "0", isSwitch: true, "1: listen on other addresses than loopback although nobody has to sign in")
    static let allowedHosts = Setting(
        "ALLOWED_HOSTS", "", "Host names this server answers to beside loopback, separated by commas")
    static let publicURL = Setting(
        "PUBLIC_URL", "", "Address that people reach this server by, such as https://ki.example.org")
    static let dataDir = Setting("DATA_DIR", "chatlog", "Folder of the history, the media and the log")
    static let modelsDir = Setting("MODELS_DIR", ".models", "Folder of the text model's weights and the drawing art")
    static let zone = Setting("TZ", "", "Time zone of the days, such as Europe/Berlin; unset: the system's")
    static let logLevel = Setting(
        "LOG_LEVEL", "info", "debug, info, warning or error; debug includes prompts' first words")

    static let logToTerminal = Setting(
        "LOG_TO_TERMINAL", "0", isSwitch: true, "1: show the log's lines on standard error too")

    static let textProvider = Setting("TEXT_PROVIDER", "", "openai or embedded; unset: openai with a key or base URL")
    static let imageProvider = Setting("IMAGE_PROVIDER", "", "openai or embedded; unset: openai with a key")
    static let openAIKey = Setting(
        "OPENAI_API_KEY", "", secret: true, "Key of OpenAI or of the server at OPENAI_BASE_URL")
    static let openAIBaseURL = Setting(
        "OPENAI_BASE_URL", "https://api.openai.com/v1", "Any OpenAI-compatible server, such as Ollama's …:11434/v1")
    static let openAIOrganization = Setting("OPENAI_ORG_ID", "", "Organization sent to OpenAI")
    static let openAIProject = Setting("OPENAI_PROJECT_ID", "", "Project sent to OpenAI")
    static let chatModel = Setting("CHAT_MODEL", "gpt-6-luna", "Model for code and text at OPENAI_BASE_URL")
    static let imageModel = Setting("IMAGE_MODEL", "gpt-image-2.5-flare", "Model for pictures at OPENAI_BASE_URL")
    static let imageSize = Setting("IMAGE_SIZE", "1792x1024", "Width and height of a picture in pixels")
    static let imageQuality = Setting("IMAGE_QUALITY", "high", "Quality asked of the picture model; empty: not sent")
    static let systemPrompt = Setting(
        "SYSTEM_PROMPT", "You are a helpful assistant.", "Instructions before each text prompt")
    static let tokenLimitField = Setting(
        "TOKEN_LIMIT_FIELD", "max_completion_tokens", "max_completion_tokens, or max_tokens for local servers")
    static let maxTokens = Setting(
        "MAX_TOKENS", "", "Most tokens of an answer; unset: the model's own limit, 2048 for the embedded one")
    static let streamUsage = Setting("STREAM_USAGE", "1", "0: do not ask for token counts (stream_options)")

    static let openAIConcurrency = Setting(
        "OPENAI_CONCURRENCY", "4", "Generations at once at OPENAI_BASE_URL; further ones wait in line")

    static let prices = Setting(
        "PRICES", "", "File with the prices of paid models, as docs/prices.md shows; unset: no costs are known")
    static let monthlyLimit = Setting(
        "MONTHLY_LIMIT", "", "What paid work may cost in a calendar month, in the currency of PRICES; unset: no limit")

    static let textModel = Setting(
        "TEXT_MODEL", "on", "off: no embedded text model; a path: another GGUF file than the one script/models fetches")
    static let textModelIdle = Setting(
        "TEXT_MODEL_IDLE", "10", "Minutes without a prompt after which the text model ends")
    static let textServer = Setting("TEXT_SERVER", "", "Program that serves the text model; unset: script/text-server")
    static let studio = Setting("STUDIO", "", "The program Studio; unset: beside this one")
    static let answerWait = Setting("ANSWER_WAIT", "300", "Seconds a blocking client waits for an answer before 504")
    static let turnLimit = Setting(
        "TURN_LIMIT", "",
        "Milliseconds of processor time above which a turn of an event loop is logged as a warning; unset: not measured"
    )
    static let root = Setting(
        "ROOT", "", "Folder with Public and Sources/WebApp/Views; unset: found from the program upwards")
    static let development = Setting(
        "DEVELOPMENT", "0", isSwitch: true, "1: take up changed templates at each request, and show /styleguide")

    /// In the order of the README's table, which a test holds against this list.
    static let all: [Setting] = [
        port, extraPorts, host, open, allowedHosts, publicURL, dataDir, modelsDir, zone, logLevel, logToTerminal,
        textProvider,
        imageProvider, openAIKey, openAIBaseURL, openAIOrganization, openAIProject, chatModel, imageModel, imageSize,
        imageQuality, systemPrompt, tokenLimitField, maxTokens, streamUsage, openAIConcurrency, prices,
        monthlyLimit, textModel, textModelIdle, textServer, studio, answerWait, turnLimit, root, development,
    ]
}
