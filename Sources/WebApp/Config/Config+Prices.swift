private import FoundationEssentials
import Generation
import Providers

/// The file that `PRICES` names: `{"currency": "USD", "models": {"model": {"input": 1.25, "output": 10}}}`, amounts for a
/// million tokens (`input`, `output`) and for one picture (`image`).
extension Config {
    private struct PriceFile: Decodable {
        let currency: String
        let models: [String: [String: Double]]
    }

    private static let amounts: Set<String> = ["input", "output", "image"]

    static func prices(
        _ source: inout SettingSource, paid: [String]
    ) -> Prices {
        var prices = source.value(.prices).map { table(at: $0, &source) } ?? Prices()
        guard let limit = monthlyLimit(&source) else { return prices }
        prices.monthlyLimit = limit
        for model in paid where prices.models[ModelName(model)]?.isFree != false {
            source.report(.monthlyLimit, "can't be kept: PRICES has no price of \(model)")
        }
        return prices
    }

    private static func table(at path: String, _ source: inout SettingSource) -> Prices {
        do {
            let file = try JSONDecoder().decode(PriceFile.self, from: Data(try readFile(path)))
            let given = file.models.values
            let isPossible = given.allSatisfy { price in
                price.allSatisfy { amounts.contains($0.key) && (0...1_000_000.0).contains($0.value) }
            }
            guard isPossible, (1...8).contains(file.currency.utf8.count) else {
                source.report(.prices, "names a file whose amounts, their names or the currency can't be right")
                return Prices()
            }
            let models = file.models.map { name, price in
                (
                    ModelName(name),
                    Price(input: price["input"] ?? 0, output: price["output"] ?? 0, image: price["image"] ?? 0)
                )
            }
            return Prices(currency: file.currency, models: Dictionary(uniqueKeysWithValues: models))
        } catch let error as FileError {
            source.report(.prices, "can't be read: \(error.description)")
        } catch {
            source.report(.prices, #"names a file that is not like {"currency": "USD", "models": {"m": {"input": 1}}}"#)
        }
        return Prices()
    }

    private static func monthlyLimit(_ source: inout SettingSource) -> Money? {
        guard let text = source.value(.monthlyLimit) else { return nil }
        guard let amount = Double(text), (0...1_000_000_000).contains(amount) else {
            source.report(.monthlyLimit, "is “\(text)”, not an amount such as 25 or 7.50")
            return nil
        }
        return Money(millionths: Int64((amount * 1_000_000).rounded()))
    }
}
