package import EventLoop
private import Glibc
package import HTTP

/// A file that came with a form.
package struct Upload: Sendable, Hashable {
    /// The form field's name.
    package let field: String
    /// What the client calls the file; never used as a path.
    package let fileName: String
    /// What the client says it is; not to be believed.
    package let type: ContentType?
    package let path: String
    package internal(set) var size = 0
}

/// Where uploads are written while they arrive. File work is done on a thread of its own, never on a connection's loop.
package actor UploadFolder {
    private let path: String
    private let loop: EventLoop
    private var descriptors: [String: Int32] = [:]
    private var nextNumber = 1

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// The folder must exist; files in it are named `upload-<pid>-<number>`.
    package init(_ path: String) throws(SystemError) {
        self.path = path
        loop = try EventLoop(name: "uploads")
    }

    /// Deletes the file, wherever its receiving stands.
    package func remove(_ upload: Upload) {
        if let descriptor = descriptors.removeValue(forKey: upload.path) { close(descriptor) }
        unlink(upload.path)
    }

    func begin(_ part: MultipartPart) throws(MultipartForm.ReceiveError) -> Upload {
        let upload = Upload(
            field: part.name, fileName: part.fileName ?? "", type: part.type,
            path: "\(path)/upload-\(getpid())-\(nextNumber)")
        nextNumber += 1
        let descriptor = open(upload.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .storage(code: errno) }
        descriptors[upload.path] = descriptor
        return upload
    }

    func append(_ bytes: [UInt8], to upload: Upload) throws(MultipartForm.ReceiveError) {
        guard let descriptor = descriptors[upload.path] else { throw .storage(code: EBADF) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .storage(code: errno) }
            rest = rest.dropFirst(count)
        }
    }

    func finish(_ upload: Upload) {
        if let descriptor = descriptors.removeValue(forKey: upload.path) { close(descriptor) }
    }
}
