package import Generation

/// Pictures composed by the program `Studio`, without a key and without a network.
package struct StudioProvider: Provider {
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
        modality == .image ? ModelName("tagwerk-scene-composer") : nil
    }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        throw Failure(.internal, cause: "under construction")
    }
}
