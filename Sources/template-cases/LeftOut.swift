import Templates

/// What the engine leaves out on purpose, or the runner cannot give, with the reason: by feature, and few cases by name.
enum LeftOut {
    /// The first feature of a case that is not ours.
    static func feature(of testCase: Case) -> String? {
        if !testCase.isAgreed { return "engines that do not agree" }
        if let name = named.first(where: { testCase.name.hasPrefix($0.name) })?.name { return name }
        if testCase.template == nil { return "go_only_syntax" }
        return testCase.features.first { !isOurs($0, testCase.features) }
    }

    static func printAll() {
        for (feature, reason) in features { print("\(feature): \(reason)") }
        print(
            "filter:NAME, test:NAME, method:NAME: where the engine has none of that name, it would be one nobody needs")
        for (name, reason) in named { print("case \(name): \(reason)") }
    }

    private static func isOurs(_ feature: String, _ all: [String]) -> Bool {
        if features.contains(where: { $0.feature == feature }) { return false }
        if feature.hasPrefix("filter:") { return Templates.filters.contains(String(feature.dropFirst(7))) }
        if feature.hasPrefix("test:") { return Templates.tests.contains(String(feature.dropFirst(5))) }
        if feature.hasPrefix("method:") {
            return ["items", "keys", "values", "cycle"].contains(String(feature.dropFirst(7)))
                || !Set(all).isDisjoint(with: ["import", "fromimport", "block"])
        }
        return true
    }

    private static let features: [(feature: String, reason: String)] = [
        ("callblock", "a macro takes values; a set block makes one of markup"),
        ("call:caller", "as callblock"),
        ("for_recursive", "a macro calls itself"),
        ("call:loop", "as for_recursive"),
        ("loop.depth", "loops are not recursive"),
        ("loop.depth0", "loops are not recursive"),
        (
            "scopedevalcontextmodifier",
            "escaping follows the place in the page and cannot be switched off in parts of it"
        ),
        ("env:line_statement_prefix", "one syntax for tags is enough"),
        ("env:line_comment_prefix", "one syntax for tags is enough"),
        ("env:block_start_string", "one syntax for tags is enough"),
        ("env:block_end_string", "one syntax for tags is enough"),
        ("env:variable_start_string", "one syntax for tags is enough"),
        ("env:variable_end_string", "one syntax for tags is enough"),
        ("env:comment_start_string", "one syntax for tags is enough"),
        ("env:comment_end_string", "one syntax for tags is enough"),
        ("env:keep_trailing_newline", "the newline at the end of a file is the editor's"),
        ("env:newline_sequence", "pages have plain newlines"),
        ("host_globals", "needs functions of the program that recorded it"),
        ("host_specific", "needs classes of the program that recorded it"),
        ("go_only_syntax", "Go's own syntax has no counterpart in Jinja's"),
        ("ctx:css", "no value can stand in a style sheet: its grammar is large, and classes do"),
        ("ctx:css_value", "as ctx:css"),
        ("ctx:style_elem", "as ctx:css"),
        ("ctx:srcset", "no value can stand in a list of image candidates"),
        ("typed:css", "only markup is typed; there is no other text that an app should vouch for"),
        ("typed:html_attr", "as typed:css"),
        ("typed:js", "as typed:css"),
        ("typed:js_str", "as typed:css"),
        ("typed:srcset", "as typed:css"),
        ("typed:url", "as typed:css"),
    ]

    private static let named: [(name: String, reason: String)] = [
        ("TestEscape/conditional dynamic valueless attr name", "an attribute's name is part of the template"),
        ("TestEscape/dynamic attribute name", "an attribute's name is part of the template"),
        ("TestEscape/bad dynamic attribute name", "an attribute's name is part of the template"),
        ("TestEscape/dynamic element name", "an element's name is part of the template"),
        ("TestEscape/nonStringValue", "a truth value prints as in Jinja: True"),
        ("TestEscape/untypedNilValue", "no value prints as in Jinja: None"),
        ("TestEscape/typedNilValue", "no value prints as in Jinja: None"),
        ("TestTypedContent/3/", "a value where an attribute's name would stand"),
        ("test_filters::TestFilter::test_int[12345678901234567890", "whole numbers have 64 bits"),
        (
            "test_inheritance::TestInheritance::test_multi_inheritance",
            "templates are linked before they run: one parent"
        ),
        ("test_inheritance::TestInheritance::test_duplicate_required_or_scoped", "as test_multi_inheritance"),
        ("test_regression::TestBug::test_extends_output_bugs", "as test_multi_inheritance"),
        ("test_core_tags::TestMacros::test_caller_undefined", "without call blocks `caller` is a name like others"),
        ("err_extends_actually_not.txt", "as test_multi_inheritance"),
    ]
}
