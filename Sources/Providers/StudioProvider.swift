import FoundationEssentials
package import Generation

/// Pictures, music and keywords by the program `Studio`, without a key and without a network.
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
        switch modality {
        case .image: ModelName(StudioJob.composer)
        case .music: ModelName("tagwerk-music-composer")
        case .tags: ModelName("tagwerk-keywords")
        case .code, .chat, .avatar, .imageEdit, .imageReading, .audioReading, .video: nil
        }
    }

    package func readiness() async -> Readiness {
        FileManager.default.isExecutableFile(atPath: program.path) ? .ready : .unavailable(.studioFailed)
    }

    /// The text is what Studio understood of the prompt, or the keywords themselves.
    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        let job = try job(for: order)
        let reports = try await program.run(job)
        if order.prompt.modality == .tags {
            try text.append(try keywords(at: job.output))
            return Output(model: order.model)
        }
        if let scene = reports.compactMap(\.scene).last { try text.append(scene) }
        return Output(model: model(for: order.prompt.modality), media: [.file(path: job.output)])
    }

    private func job(for order: Order) throws(Failure) -> StudioJob {
        let wishes = order.parameters
        var job = StudioJob(
            task: .illustrate, prompt: order.prompt.text, seed: wishes.seed ?? stableHash(order.prompt.text),
            output: try outputPath())
        switch order.prompt.modality {
        case .image: (job.width, job.height) = (side(wishes.width), side(wishes.height))
        case .music: (job.task, job.seconds) = (.compose, wishes.seconds.map(Double.init))
        case .tags: job.task = .keywords
        default: throw Failure(.modelUnknown, cause: "Studio and \(order.prompt.modality)")
        }
        return job
    }

    private func keywords(at path: String) throws(Failure) -> String {
        do {
            defer {
                // Of no use any more; the folder is emptied at the next start.
                try? FileManager.default.removeItem(atPath: path)
            }
            let words = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(filePath: path)))
            return Tags(words).text
        } catch {
            throw Failure(.studioFailed, cause: "\(error)")
        }
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
        return "\(folder)/studio-\(UUID().uuidString)"
    }
}

/// FNV-1a of the UTF-8 bytes, 64 bits: the same picture for the same prompt, on every machine and in every release.
func stableHash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
