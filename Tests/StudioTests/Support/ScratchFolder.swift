@testable import Studio

/// A temporary folder, removed with its owner.
final class ScratchFolder {
    let path: String

    init() throws { path = try Scratch.folder() }
    deinit { Scratch.remove(path) }
}
