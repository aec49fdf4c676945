import Glibc

extension SettingSource {
    /// This process's arguments and environment, and `.env` in the working folder.
    static func ofThisProcess(_ arguments: [String]) throws(FileError) -> SettingSource {
        SettingSource(
            arguments: arguments, environment: processEnvironment(),
            dotEnv: fileExists(".env") ? try readText(".env") : "")
    }
}

private func processEnvironment() -> [String: String] {
    var values: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
        let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { values[String(parts[0])] = String(parts[1]) }
        pointer += 1
    }
    return values
}
