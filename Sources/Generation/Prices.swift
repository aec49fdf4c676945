/// An amount in millionths of the currency that the operator's prices are in.
package struct Money: Sendable, Hashable, Comparable {
    package let millionths: Int64
    package init(millionths: Int64) { self.millionths = millionths }
    package static func < (left: Money, right: Money) -> Bool { left.millionths < right.millionths }
}

/// What one model costs.
package struct Price: Sendable, Hashable {
    /// Of a million tokens that are sent and that come back.
    package var input: Double
    package var output: Double
    /// Of one picture.
    package var image: Double
    package init(input: Double = 0, output: Double = 0, image: Double = 0) {
        self.input = input
        self.output = output
        self.image = image
    }

    package var isFree: Bool { input == 0 && output == 0 && image == 0 }

    /// Rounded up, so that a sum never says less than was spent.
    package func cost(of usage: Usage, pictures: Int) -> Money {
        let tokens = Double(usage.promptTokens ?? 0) * input + Double(usage.completionTokens ?? 0) * output
        return Money(millionths: Int64((tokens + Double(pictures) * image * 1_000_000).rounded(.up)))
    }
}

/// The operator's table of prices, and how much may be spent in a month. Providers don't tell what they charge.
package struct Prices: Sendable {
    /// As it is printed: `USD`.
    package var currency: String
    package var models: [ModelName: Price]
    /// New paid work is refused when the month's costs have reached it.
    package var monthlyLimit: Money?
    package init(currency: String = "USD", models: [ModelName: Price] = [:], monthlyLimit: Money? = nil) {
        self.currency = currency
        self.models = models
        self.monthlyLimit = monthlyLimit
    }

    /// `nil` where no price is known.
    package func cost(of usage: Usage, pictures: Int, by model: ModelName) -> Money? {
        models[model]?.cost(of: usage, pictures: pictures)
    }
}
