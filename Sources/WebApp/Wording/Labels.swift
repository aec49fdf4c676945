import Generation

/// Days, numbers and states as people read them.
extension Wording {
    /// "Freitag, 20. November 2026"
    func full(_ day: Day) -> String {
        self(
            "date.full",
            [
                "weekday": self("weekday.\(day.weekday + 1)"), "day": "\(day.day)",
                "month": self("month.\(day.month)"), "year": "\(day.year)",
            ])
    }

    /// "20. November 2026"
    func long(_ day: Day) -> String {
        self("date.long", ["day": "\(day.day)", "month": self("month.\(day.month)"), "year": "\(day.year)"])
    }

    func label(_ status: EntryStatus) -> String { self("status.\(status.rawValue)") }
    func label(_ modality: Modality) -> String { self("kind.\(modality.rawValue)") }

    /// "3,2 s" below a minute, "4 min 5 s" above.
    func duration(milliseconds: Int64) -> String {
        let tenths = (milliseconds + 50) / 100
        if tenths < 600 {
            let value = "\(tenths / 10)\(self("number.decimal"))\(tenths % 10)"
            return self("unit.seconds", ["value": value])
        }
        let seconds = (milliseconds + 500) / 1000
        return self("unit.minutes", ["minutes": "\(seconds / 60)", "seconds": "\(seconds % 60)"])
    }

    /// "20. November 2026, Nr. 3"
    func number(of address: EntryAddress) -> String {
        self("entry.number", ["date": long(address.day), "index": "\(address.index)"])
    }

    func providerName(_ name: ProviderName) -> String {
        has("engine.\(name)") ? self("engine.\(name)") : Wording.brands[name.description] ?? name.description
    }

    private static let brands = ["openai": "OpenAI", "replicate": "Replicate", "runway": "Runway"]
}
