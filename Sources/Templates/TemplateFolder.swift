import FoundationEssentials

/// The `.html` files below a directory.
struct TemplateFolder: Sendable {
    let path: String

    /// What tells whether a file changed: when it was written, and how long it is.
    struct Stamp: Hashable, Sendable {
        let date: Date?
        let size: Int?
    }

    /// Name below the directory → stamp.
    func stamps() throws(TemplateError) -> [String: Stamp] {
        do {
            var stamps: [String: Stamp] = [:]
            for name in try FileManager.default.subpathsOfDirectory(atPath: path) where isTemplate(name) {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
                stamps[name] = Stamp(date: attributes[.modificationDate] as? Date, size: attributes[.size] as? Int)
            }
            return stamps
        } catch {
            throw TemplateError("cannot read the folder \(path): \(error)")
        }
    }

    func texts(of names: some Sequence<String>) throws(TemplateError) -> [String: [UInt8]] {
        var texts: [String: [UInt8]] = [:]
        for name in names {
            do {
                texts[name] = Array(try Data(contentsOf: URL(filePath: "\(path)/\(name)")))
            } catch {
                throw TemplateError("cannot read \(path)/\(name): \(error)")
            }
        }
        return texts
    }

    /// Hidden files, such as an editor's, are none.
    private func isTemplate(_ name: String) -> Bool {
        name.hasSuffix(".html") && !name.split(separator: "/").contains { $0.hasPrefix(".") }
    }
}
