import Templates

/// The page of the comparison: 200 entries on 10 days.
struct Page {
    var css = "/assets/app.css"
    var version = "Version 1.0"
    var title = "Chatverlauf"
    var days = (1...10).map { Day($0) }

    struct Day {
        var href: String
        var label: String
        var count: Int
        var entries: [Entry]

        init(_ day: Int) {
            href = "/chatlog/2026-11-\(day < 10 ? "0" : "")\(day)"
            label = "Tag \(day) im November 2026"
            count = 20
            entries = (0..<20).map { Entry(day, $0) }
        }
    }

    struct Entry {
        var number: Int
        var href: String
        var time: String
        var kind: String
        var prompt: String
        var response: String?
        var status: String
        var label: String

        init(_ day: Int, _ index: Int) {
            number = (day - 1) * 20 + index
            href = "/chatlog/2026-11-\(day < 10 ? "0" : "")\(day)/\(index)"
            time = "\(10 + index % 12):\(10 + index)"
            kind = index % 3 == 0 ? "image" : "code"
            prompt = "Frage \(number): Was unterscheidet Swift & Rust beim Speicher, und warum?"
            response =
                index % 3 == 0
                ? nil : "Antwort \(number): Swift zählt Referenzen, Rust prüft den Besitz schon beim Bauen."
            status = index % 5 == 4 ? "failed" : "succeeded"
            label = index % 5 == 4 ? "gescheitert" : "fertig"
        }
    }
}

extension Page: TemplateData {
    static let shape = Shape<Page> {
        $0.field("css", \.css)
        $0.field("version", \.version)
        $0.field("title", \.title)
        $0.field("days", \.days)
    }
}

extension Page.Day: TemplateData {
    static let shape = Shape<Page.Day> {
        $0.field("href", \.href)
        $0.field("label", \.label)
        $0.field("count", \.count)
        $0.field("entries", \.entries)
    }
}

extension Page.Entry: TemplateData {
    static let shape = Shape<Page.Entry> {
        $0.field("number", \.number)
        $0.field("href", \.href)
        $0.field("time", \.time)
        $0.field("kind", \.kind)
        $0.field("prompt", \.prompt)
        $0.field("response", \.response)
        $0.field("status", \.status)
        $0.field("label", \.label)
    }
}
