import Generation
import FoundationEssentials
import Doubles
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

    @Test func `prices come from a file, and a limit needs each paid model's price`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("prices.json")
        try Data(#"{"currency":"EUR","models":{"m":{"input":1,"output":2.5},"i":{"image":0.04}}}"#.utf8)
            .write(to: URL(filePath: path))
        var settings = ["PRICES": path, "MONTHLY_LIMIT": "7.50", "OPENAI_API_KEY": "k", "CHAT_MODEL": "m"]
        let problem = try #require(throws: ConfigProblems.self) { try Config(environment: settings) }
        #expect(problem.problems == ["MONTHLY_LIMIT can't be kept: PRICES has no price of gpt-image-2.5-flare."])
        settings["IMAGE_MODEL"] = "i"
        let prices = try Config(environment: settings).prices
        #expect(prices.currency == "EUR" && prices.monthlyLimit == Money(millionths: 7_500_000))
        #expect(prices.models[ModelName("m")] == Price(input: 1, output: 2.5))
    }

    @Test(arguments: [
        #"{"currency":"EUR"}"#, #"{"currency":"","models":{}}"#, #"{"currency":"EUR","models":{"m":{"input":-1}}}"#,
        #"{"currency":"EUR","models":{"m":{"inputs":9}}}"#,
        #"{"currency":"EUR","models":{"m":{"input":"free"}}}"#, "[]", "",
    ])
    func `a table of prices that can't be right stops the start`(_ text: String) throws {
        let folder = TemporaryFolder()
        try Data(text.utf8).write(to: URL(filePath: folder.file("prices.json")))
        let problem = try #require(throws: ConfigProblems.self) {
            try Config(environment: ["PRICES": folder.file("prices.json"), "MONTHLY_LIMIT": "much"])
        }
        #expect(problem.problems.count == 2 && problem.problems[0].hasPrefix("PRICES names a file"))
    }

    @Test func `another server on this machine is not charged for`() throws {
        let openAI = ProviderName("openai")
        #expect(try Config(environment: ["OPENAI_API_KEY": "k"]).isPaid(openAI))
        #expect(try !Config(environment: ["OPENAI_BASE_URL": "http://localhost:11434/v1"]).isPaid(openAI))
        #expect(try !Config(environment: ["OPENAI_API_KEY": "k"]).isPaid(ProviderName("studio")))
    }

    @Test func `Replicate draws where its token is set and no OpenAI key, and needs a token when asked for`() throws {
        let config = try Config(environment: ["REPLICATE_API_TOKEN": "r8_x"])
        #expect(config.imageProvider == .replicate && config.textProvider == .embedded)
        #expect(config.isPaid(ProviderName("replicate")))
        let both = try Config(environment: ["REPLICATE_API_TOKEN": "r8_x", "OPENAI_API_KEY": "sk-x"])
        #expect(both.imageProvider == .openai)
        let problem = try #require(throws: ConfigProblems.self) {
            try Config(environment: [
                "IMAGE_PROVIDER": "replicate", "TEXT_PROVIDER": "replicate", "REPLICATE_IMAGE_INPUT": "[]",
            ])
        }
        #expect(problem.problems.count == 3)
    }
}
