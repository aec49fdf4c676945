import FoundationEssentials

@testable import Templates

/// One page whose values stand ready: what is left is the engine's own work.
struct PreparedPage: ~Copyable {
    private var machine: Machine
    private let root: Value

    init(_ folder: String, _ name: String, _ model: some TemplateData) throws {
        let settings = Settings()
        var trees: [String: [Tree]] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder) where file.hasSuffix(".html") {
            let text = try Data(contentsOf: URL(filePath: "\(folder)/\(file)"))
            trees[file] = try Parser.statements(of: Source(name: file, text: Array(text)), settings: settings)
        }
        let program = try Compiler.compiled(name, of: trees, catalogue: .empty, settings: settings).program
        var arena = Arena(limit: settings.limits.memory)
        root = model.write(into: &arena)
        machine = Machine(program, settings: settings, language: 0, arena: arena)
    }

    mutating func render() throws {
        machine.output.truncate(to: 0)
        try machine.run(root)
    }

    var page: [UInt8] { Array(machine.output.view(from: 0)) }
}
