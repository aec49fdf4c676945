import Generation
import HTTP
import Testing

@testable import WebApp

@Suite struct `The README` {
    private let text = (try? readText(TestApp.checkout + "/README.md")) ?? ""

    @Test func `lists every setting with its default and its help, and no other`() {
        let rows = rows(after: "## Settings")
        let expected = Setting.all.map { setting in
            let fallback = setting.fallback.isEmpty ? "–" : "`\(setting.fallback)`"
            return "| `\(setting.key)` | \(fallback) | \(setting.help) |"
        }
        #expect(rows == expected)
    }

    @Test func `lists every route and no other`() async throws {
        try await TestApp.with { test in
            let routes = Routes(app: test.app).all.map { "`\($0.method.name) \($0.pattern)`" }
            let listed = rows(after: "## Routes").compactMap {
                $0.split(separator: "|").first.map { String($0).trimmed }
            }
            #expect(Set(listed) == Set(routes))
            #expect(listed.count == routes.count)
        }
    }

    private func rows(after heading: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let section = lines.drop { $0 != heading }.dropFirst().prefix { !$0.hasPrefix("## ") }
        return section.filter { $0.hasPrefix("| `") }
    }
}
