extension Operation {
    static let numberFilters: [Operation] = [
        Operation("abs") { m, x, _ in
            try m.number(x) < 0 ? try m.calculated(.subtract, Value(0), x) : x
        },
        Operation("round", "precision? method?") {
            let number = try $0.number($1)
            let precision = min(max($0[$2, 0].integer ?? 0, -300), 300)
            let method = $0[$2, 1].ifGiven == nil ? "common" : $0.text(of: $0[$2, 1])
            let rules: [String: FloatingPointRoundingRule] = ["common": .toNearestOrEven, "ceil": .up, "floor": .down]
            guard let rule = rules[method] else {
                throw Failure("round knows 'common', 'ceil' and 'floor', not '\(method)'")
            }
            if method == "common", precision >= 0, $1.tag == .int { return $1 }
            let scale = (0..<abs(precision)).reduce(1.0) { scale, _ in scale * 10 }
            return Value(
                precision < 0 ? (number / scale).rounded(rule) * scale : (number * scale).rounded(rule) / scale)
        },
        Operation("int", "default? base?") {
            if let number = $1.integer { return Value(number) }
            let text = $0.text(of: $1).trimmed().lowercased()
            let base = $0[$2, 1].integer ?? 10
            let prefix = [2: "0b", 8: "0o", 16: "0x"][base] ?? ""
            let digits = text.hasPrefix(prefix) ? String(text.dropFirst(prefix.utf8.count)) : text
            if (2...36).contains(base), let number = Int(digits, radix: base) { return Value(number) }
            let whole = base == 10 ? Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) } : nil
            return whole.map { Value($0) } ?? $0[$2, 0].ifGiven ?? Value(0)
        },
        Operation("float", "default?") {
            let number = $1.number ?? Double($0.text(of: $1).trimmed())
            return number.map { Value($0) } ?? $0[$2, 0].ifGiven ?? Value(0.0)
        },
    ]
}

extension Machine {
    func number(_ value: Value) throws(Failure) -> Double {
        guard let number = value.number else { throw Failure("\(try defined(value).typeName) is no number") }
        return number
    }

    func whole(_ value: Value) throws(Failure) -> Int {
        guard let number = value.integer else { throw Failure("\(try defined(value).typeName) is no whole number") }
        return number
    }
}
