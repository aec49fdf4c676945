import Generation
import Testing

@Suite struct `What work costs` {
    private let prices = Prices(
        models: [
            ModelName("text"): Price(input: 1.25, output: 10), ModelName("painter"): Price(image: 0.04),
            ModelName("tiny"): Price(input: 0.000_001),
        ])

    @Test func `tokens and pictures are added up in millionths, never too low`() {
        let usage = Usage(promptTokens: 1000, completionTokens: 200)
        #expect(prices.cost(of: usage, pictures: 0, by: ModelName("text")) == Money(millionths: 3250))
        #expect(prices.cost(of: Usage(), pictures: 2, by: ModelName("painter")) == Money(millionths: 80_000))
        #expect(prices.cost(of: Usage(promptTokens: 3), pictures: 0, by: ModelName("text")) == Money(millionths: 4))
        #expect(prices.cost(of: Usage(promptTokens: 1), pictures: 0, by: ModelName("tiny")) == Money(millionths: 1))
        #expect(prices.cost(of: usage, pictures: 0, by: ModelName("other")) == nil)
    }

    @Test func `a month begins on its first day`() throws {
        #expect(try #require(Day("2026-11-20")).monthBegin.description == "2026-11-01")
        #expect(try #require(Day("2028-02-29")).monthBegin.description == "2028-02-01")
    }
}
