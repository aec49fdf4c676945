private import Generation

/// Where settings come from: arguments before environment before `.env` before fallbacks. Looks each one up once and
/// collects what is wrong, so that all problems are told together.
struct SettingSource {
    private(set) var problems: [String] = []
    private var arguments: [String: String] = [:]
    private let environment: [String: String]
    private let dotEnv: [String: String]

    /// - Parameters:
    ///   - arguments: Without the program's name: `--port=8080`, `--port 8080`, `--open`.
    ///   - dotEnv: The text of `.env`, or empty.
    init(arguments: [String], environment: [String: String], dotEnv: String) {
        self.environment = environment
        var problems: [String] = []
        self.dotEnv = DotEnv.parse(dotEnv, problems: &problems)
        self.arguments = SettingSource.parse(arguments, problems: &problems)
        self.problems = problems
    }

    /// `nil` when nobody set it and it has no fallback. Empty counts as not set.
    mutating func value(_ setting: Setting) -> String? {
        let given = arguments[setting.key] ?? environment[setting.key] ?? dotEnv[setting.key]
        if let given, !given.isEmpty { return given }
        if setting.isSecret, let path = environment[setting.key + "_FILE"] ?? dotEnv[setting.key + "_FILE"] {
            return secret(setting, from: path)
        }
        return setting.fallback.isEmpty ? nil : setting.fallback
    }

    /// Whether the operator said something, even if it equals the fallback.
    func isGiven(_ setting: Setting) -> Bool {
        [arguments, environment, dotEnv].contains { !($0[setting.key] ?? "").isEmpty }
    }

    mutating func integer(_ setting: Setting, in range: ClosedRange<Int>) -> Int {
        let text = value(setting) ?? ""
        guard let number = Int(text), range.contains(number) else {
            report(setting, "is “\(text)”, not a number from \(range.lowerBound) to \(range.upperBound)")
            return range.lowerBound
        }
        return number
    }

    mutating func flag(_ setting: Setting) -> Bool {
        switch value(setting) ?? "0" {
        case "1", "true", "yes", "on": return true
        case "0", "false", "no", "off": return false
        case let other:
            report(setting, "is “\(other)”, neither 1 nor 0")
            return false
        }
    }

    mutating func list(_ setting: Setting) -> [String] {
        (value(setting) ?? "").split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// `KEY=value`, a line a setting, secrets hidden: what `--print-config` prints.
    mutating func listing() -> String {
        Setting.all.map { setting in
            let value = value(setting) ?? ""
            return "\(setting.key)=\(setting.isSecret && !value.isEmpty ? "•••" : value)"
        }.joined(separator: "\n")
    }

    mutating func report(_ setting: Setting, _ problem: String) {
        problems.append("\(setting.key) \(problem).")
    }

    private mutating func secret(_ setting: Setting, from path: String) -> String? {
        guard let text = try? readText(path), !text.trimmed.isEmpty else {
            // The reason is not told because it could quote the file.
            report(setting, "cannot be read from the file that \(setting.key)_FILE names")
            return nil
        }
        return text.trimmed
    }

    private static func parse(_ arguments: [String], problems: inout [String]) -> [String: String] {
        var values: [String: String] = [:]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let setting = Setting.all.first(where: { $0.argument == parts[0] }) else {
                problems.append("Unknown argument “\(parts[0])”; --help lists them all.")
                continue
            }
            if parts.count == 2 {
                values[setting.key] = String(parts[1])
            } else if setting.isSwitch {
                values[setting.key] = "1"
            } else if let value = rest.popFirst() {
                values[setting.key] = value
            } else {
                problems.append("\(argument) needs a value.")
            }
        }
        return values
    }
}
