import Generation

/// What work costs, in words: before it is asked for and afterwards.
struct Costs: Sendable {
    /// What an ordinary question and its answer take, where nothing better is known.
    static let ordinary = Usage(promptTokens: 500, completionTokens: 500)

    let prices: Prices
    let isPaid: @Sendable (ProviderName) -> Bool

    /// For a question that is not typed yet: `nil` for what is free.
    func outlook(_ modality: Modality, by provider: ProviderName, _ model: ModelName, _ wording: Wording) -> String? {
        guard isPaid(provider) else { return nil }
        let cost = prices.cost(of: Costs.ordinary, pictures: modality.answersInText ? 0 : 1, by: model)
        guard let cost else { return wording("cost.unknown") }
        return wording(modality.answersInText ? "cost.each.code" : "cost.each.image", ["amount": amount(cost, wording)])
    }

    /// For doing the same again.
    func again(_ entry: Entry, _ wording: Wording) -> String {
        guard isPaid(entry.provider) else { return wording("cost.free") }
        guard let cost = entry.cost ?? expected(entry) else { return wording("cost.paid") }
        return wording("cost.about", ["amount": amount(cost, wording)])
    }

    private func expected(_ entry: Entry) -> Money? {
        prices.cost(of: Costs.ordinary, pictures: entry.modality.answersInText ? 0 : 1, by: entry.model)
    }

    /// "0,0013 USD": two places, or as many as the first two digits that are not 0 need.
    func amount(_ money: Money, _ wording: Wording) -> String {
        var places = 2
        var unit: Int64 = 10_000
        while places < 6, money.millionths > 0, money.millionths < 10 * unit {
            places += 1
            unit /= 10
        }
        let rounded = (money.millionths + unit / 2) / unit
        let scale = (0..<places).reduce(Int64(1)) { scale, _ in scale * 10 }
        let fraction = String(rounded % scale)
        let digits = String(repeating: "0", count: places - fraction.utf8.count) + fraction
        return "\(wording.grouped(Int(rounded / scale)))\(wording("number.decimal"))\(digits) \(prices.currency)"
    }
}
