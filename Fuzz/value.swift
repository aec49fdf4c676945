// Rooms: Templates

/// The first byte chooses a place in a page, the rest is a hostile value there: what is around it stays as it was, and
/// the value has nothing in it that could end its place.
func fuzz(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    let (before, after, dangerous) = places[Int(choice) % places.count]
    let text = String(decoding: input.dropFirst(), as: UTF8.self)
    let values: [LooseValue] = [
        .text(text), .html(text), .list([.text(text)]), .map([.init(key: text, value: .text(text))]),
    ]
    for value in values {
        // Markup that the app vouches for may be markup where markup may stand
        if case .html = value, dangerous.isEmpty || before == "<p>" { continue }
        let page = page(Int(choice) % places.count, value)
        expect(page.starts(with: before.utf8), "the page no longer begins with \(before)")
        expect(page.reversed().starts(with: after.utf8.reversed()), "the page no longer ends with \(after)")
        let middle = page.dropFirst(before.utf8.count).dropLast(after.utf8.count)
        if let byte = middle.first(where: { dangerous.utf8.contains($0) }) {
            fatalError("\(Unicode.Scalar(byte)) in \(before)…\(after): \(String(decoding: page, as: UTF8.self))")
        }
    }
}

/// What stands before and after the value, and the bytes that it must not contain there.
private let places: [(before: String, after: String, dangerous: String)] = [
    ("<p>", "</p>", "<>"), ("<title>", "</title>", "<>"), ("<textarea>", "</textarea>", "<>"),
    ("<p title=\"", "\">x</p>", "\"<>"), ("<p title='", "'>x</p>", "'<>"),
    ("<p title=", ">x</p>", " \t\n\u{B}\u{C}\r'<>=`"), ("<a href=\"", "\">x</a>", "\"'<> \n\t\\"),
    ("<a href=\"/p/", "/x\">x</a>", "\"'<> \n\t\\"), ("<a href=\"/s?q=", "\">x</a>", "\"'<> \n\t\\&?#/:="),
    ("<a href=", ">x</a>", " \t\n\u{B}\u{C}\r'\"<>=`"), ("<script>var a = \"", "\";</script>", "\"'`<>&\n\r"),
    ("<script>var a = '", "';</script>", "\"'`<>&\n\r"), ("<script>var a = ", ";</script>", "<>&\n\r"),
    ("<button onclick=\"f('", "')\">x</button>", "\"'`<>&\n\r"), ("<button onclick='f(", ")'>x</button>", "'<>\n\r"),
    ("<script>a = /", "/.test(b);</script>", "<>&\n\r"), ("<p data-x='", "'>x</p>", "'<>"),
]

/// Compiled anew each time: the leak checker does not see what a global holds through pointers with tags.
private func page(_ place: Int, _ value: LooseValue) -> [UInt8] {
    var page: [UInt8] = []
    do {
        let templates = try Templates(sources: ["page.html": places[place].before + "{{ v }}" + places[place].after])
        try templates.render("page.html", LooseValue.map([.init(key: "v", value: value)]), into: &page)
    } catch {
        fatalError("a value cannot make a page fail: \(error)")
    }
    return page
}
