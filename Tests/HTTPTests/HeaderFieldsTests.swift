import HTTP
import Testing

@Suite struct `Header fields` {
    @Test func `are found in any case and keep their order and spelling`() {
        var fields: HeaderFields = ["Content-Type": "a", "X-One": "1"]
        fields.append("x-one", "2")
        #expect(fields["CONTENT-TYPE"] == "a")
        #expect(fields["X-ONE"] == "1")
        #expect(fields.values(of: "x-One") == ["1", "2"])
        #expect(fields["X-On"] == nil)
        #expect(fields.map { "\($0.name)=\($0.value)" } == ["Content-Type=a", "X-One=1", "x-one=2"])
        #expect(String(decoding: fields.bytes, as: UTF8.self) == "Content-Type: a\r\nX-One: 1\r\nx-one: 2\r\n")
    }

    @Test func `setting replaces every field of the name, nil removes them`() {
        var fields: HeaderFields = ["A": "1", "B": "2", "a": "3", "C": "4"]
        fields["A"] = "5"
        #expect(fields == ["B": "2", "C": "4", "A": "5"])
        fields["B"] = nil
        #expect(fields == ["C": "4", "A": "5"])
        #expect(fields["c"] == "4")
        #expect(fields.count == 2)
    }

    @Test(arguments: ["a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "\u{7F}", "\u{1B}"])
    func `a value that could start a field of its own is not taken`(value: String) {
        var fields: HeaderFields = ["X": "before"]
        #expect(fields.append("Y", value) == false)
        fields["X"] = value
        #expect(fields.isEmpty)
    }

    @Test(arguments: ["", "a b", "a:", "ä", "a\r\n"]) func `a name that is no token is not taken`(name: String) {
        var fields = HeaderFields()
        #expect(fields.append(name, "x") == false)
        #expect(fields.isEmpty)
    }

    @Test func `values in other scripts are taken as UTF-8`() {
        var fields = HeaderFields()
        fields.append("X", "Tägwerk\t日")
        #expect(fields["X"] == "Tägwerk\t日")
    }
}

@Suite struct `A status` {
    @Test func `knows its registered words and is equal by its code`() {
        #expect("\(Status.ok)" == "200 OK")
        #expect("\(Status(418))" == "418")
        #expect(Status(404, reason: "Gone fishing") == .notFound)
        #expect(Status.notModified.forbidsBody && Status.noContent.forbidsBody && !Status.ok.forbidsBody)
    }
}

@Suite struct `A method` {
    @Test(arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "BREW"])
    func `prints as it was read`(name: String) {
        #expect(Method(name).name == name)
    }

    @Test func `is case-sensitive`() {
        #expect(Method("get") == .other("get"))
        #expect(Method("GET").isSafe && !Method("get").isSafe)
    }
}
