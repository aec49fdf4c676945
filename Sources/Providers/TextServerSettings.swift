package import Generation
package import HTTPClient

/// The embedded text server: a program that serves one model file in OpenAI's form on a loopback port.
package struct TextServerSettings: Sendable {
    /// Program (absolute path) and leading arguments, such as a venv's python and the script. Called with
    /// `MODEL_PATH --port 0 --parallel N --context N`; takes its key from `MODEL_SERVER_KEY`; prints its address as the
    /// first line; ends when its standard input closes.
    package var command: [String]
    package var modelPath: String
    /// Written by `script/models`; see `ModelProgress`.
    package var progressPath: String
    /// As it is shown and kept with entries.
    package var model: ModelName
    /// `TEXT_MODEL=off`
    package var isOff = false
    /// Answers at once inside the server.
    package var parallel = 1
    /// Tokens of each conversation, prompt and answer together.
    package var context = 8192
    /// Most tokens of an answer: a small model that has lost its thread goes on until its context is full.
    package var tokenLimit = 2048
    /// Unused for so long, it is ended.
    package var idle: Duration = .seconds(600)
    /// From its start to its first line, the loading of the model included.
    package var startLimit: Duration = .seconds(180)
    /// Of one answer. A processor without a graphics card reads a long prompt for minutes before its first word.
    package var limits = TransferLimits(
        firstByte: .seconds(600), idle: .seconds(120), total: .seconds(1800), maximumBytes: 64 << 20)
    /// Address space of the process; `nil` for no limit.
    package var memoryBytes: Int?

    /// Bytes of earlier turns that fit into the context beside a prompt and its answer. No token of the text that people
    /// write is shorter than two bytes on average, whatever the language; the introduction and the forms take 256 tokens.
    package func room(beside prompt: Prompt) -> Int {
        max(0, 2 * (context - tokenLimit - 256) - prompt.text.utf8.count)
    }

    package init(command: [String], modelPath: String, progressPath: String, model: ModelName) {
        self.command = command
        self.modelPath = modelPath
        self.progressPath = progressPath
        self.model = model
    }
}
