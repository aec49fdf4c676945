package import Generation

/// Small pictures, made by the program `Studio`.
package struct StudioThumbnailer: Sendable {
    private let program: StudioProgram

    package init(_ program: StudioProgram) {
        self.program = program
    }

    /// Writes a PNG to `output`, scaled so that its longer side is `longerSide` pixels. Absolute paths.
    /// Throws `.studioFailed`, `.providerTimedOut` or `.cancelled`; nothing is left at `output` then.
    package func thumbnail(of source: String, to output: String, longerSide: Int) async throws(Failure) {
        let job = StudioJob(task: .thumbnail, width: longerSide, height: longerSide, source: source, output: output)
        _ = try await program.run(job)
    }
}
