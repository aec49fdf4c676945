import Providers
import Testing

@testable import WebApp

@Suite struct `Settings` {
    @Test func `arguments win over the environment, which wins over the file`() throws {
        let file = "PORT=1\nHOST=localhost\nCHAT_MODEL=from-file # a comment\n"
        let config = try Config(
            arguments: ["--port", "3"], environment: ["PORT": "2", "IMAGE_SIZE": "512x512"], dotEnv: file)
        #expect(config.ports == [3])
        #expect(config.host == "localhost")
        #expect(config.openAI.chatModel == "from-file")
        #expect(config.imageWidth == 512)
    }

    @Test func `all problems are told together, and no secret`() throws {
        let environment = [
            "PORT": "x", "LOG_LEVEL": "loud", "HOST": "0.0.0.0", "IMAGE_SIZE": "10x10", "OPENAI_API_KEY": "sk-secret",
            "PUBLIC_URL": "ftp://x",
        ]
        let problems = try #require(throws: ConfigProblems.self) {
            try Config(arguments: ["--nonsense"], environment: environment, dotEnv: "broken line")
        }.problems
        #expect(problems.count == 7)
        for key in ["PORT", "LOG_LEVEL", "HOST", "IMAGE_SIZE", "PUBLIC_URL", "--nonsense", ".env"] {
            #expect(problems.contains { $0.contains(key) }, "nothing about \(key)")
        }
        #expect(!problems.joined().contains("sk-secret"))
    }

    @Test(arguments: [
        ([:], ProviderChoice.embedded, ProviderChoice.embedded),
        (["OPENAI_API_KEY": "k"], .openai, .openai),
        (["OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"], .openai, .embedded),
        (["OPENAI_API_KEY": "k", "TEXT_PROVIDER": "embedded"], .embedded, .openai),
        (["OPENAI_API_KEY": "k", "IMAGE_PROVIDER": "studio"], .openai, .embedded),
    ])
    func `one place chooses: a word, else a key, else the embedded engine`(
        environment: [String: String], text: ProviderChoice, image: ProviderChoice
    ) throws {
        let config = try Config(environment: environment)
        #expect(config.textProvider == text)
        #expect(config.imageProvider == image)
    }

    @Test func `X17 further ports are further listeners`() throws {
        #expect(try Config(environment: ["EXTRA_PORTS": "5000, 8001"]).ports == [8080, 5000, 8001])
    }

    @Test func `other addresses than loopback need the operator's word`() throws {
        #expect(throws: ConfigProblems.self) { try Config(environment: ["HOST": "0.0.0.0"]) }
        #expect(try Config(arguments: ["--open"], environment: ["HOST": "0.0.0.0"]).host == "0.0.0.0")
    }

    @Test func `a secret is never printed`() throws {
        let config = try Config(environment: ["OPENAI_API_KEY": "sk-secret"])
        #expect(!"\(config)".contains("sk-secret"))
        var source = SettingSource(arguments: [], environment: ["OPENAI_API_KEY": "sk-secret"], dotEnv: "")
        #expect(!source.listing().contains("sk-secret"))
        #expect(source.listing().contains("OPENAI_API_KEY=•••"))
    }
}
