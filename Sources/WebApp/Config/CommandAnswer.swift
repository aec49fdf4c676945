/// What the program says when it is only asked something: `--help`, `--version`.
struct CommandAnswer {
    let text: String

    init?(_ arguments: [String]) {
        if arguments.contains("--version") {
            text = "Tagwerk \(Version.current)"
        } else if arguments.contains("--help") {
            text = CommandAnswer.help
        } else {
            return nil
        }
    }

    private static var help: String {
        let rows = Setting.all.map { setting in
            let fallback = setting.fallback.isEmpty ? "" : " (\(setting.fallback))"
            return "  \(setting.argument)\(setting.isSwitch ? "" : " VALUE")\n      \(setting.help)\(fallback)"
        }
        return """
            Usage: WebApp [--setting value] …
            Each setting is read from the arguments, the environment (\(Setting.port.key)=…) or the file .env, in that order.

            \(rows.joined(separator: "\n"))
              --print-config
                  Print the settings, secrets hidden, and end
            """
    }
}
