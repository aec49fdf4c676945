import FoundationEssentials
package import Generation

/// Pictures composed by the program `Studio`, without a key and without a network.
package struct StudioProvider: Provider {
    /// Pixels, where the order says nothing.
    package static let side = 1024

    private let program: StudioProgram
    private let folder: String

    /// Pictures lie in `folder` (made if missing) until the media store takes them over.
    package init(_ program: StudioProgram, temporaryFolder folder: String) {
        self.program = program
        self.folder = folder
    }

    package var name: ProviderName { ProviderName("studio") }
    package var concurrency: Int { 1 }

    package func model(for modality: Modality) -> ModelName? {
        modality == .image ? ModelName(StudioJob.composer) : nil
    }

    package func readiness() async -> Readiness {
        FileManager.default.isExecutableFile(atPath: program.path) ? .ready : .unavailable(.studioFailed)
    }

    /// The text is what Studio understood of the prompt.
    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        guard order.prompt.modality == .image else { throw Failure(.requestRejected, cause: "Studio only draws") }
        let job = StudioJob(
            task: .illustrate, prompt: order.prompt.text, width: side(order.parameters.width),
            height: side(order.parameters.height), seed: order.parameters.seed ?? stableHash(order.prompt.text),
            output: try outputPath())
        let reports = try await program.run(job)
        if let scene = reports.compactMap(\.scene).last { try text.append(scene) }
        return Output(model: model(for: .image), media: [.file(path: job.output)])
    }

    private func side(_ wish: Int?) -> Int {
        min(max(wish ?? StudioProvider.side, 16), 2048)
    }

    private func outputPath() throws(Failure) -> String {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(.storageFailed, cause: "\(error)")
        }
        return "\(folder)/studio-\(UUID().uuidString).png"
    }
}

/// FNV-1a of the UTF-8 bytes, 64 bits: the same picture for the same prompt, on every machine and in every release.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
