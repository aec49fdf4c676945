/// The languages a person reads, by the Accept-Language fields (RFC 9110 §12.5.4).
package struct AcceptLanguage: Sendable, Hashable {
    /// Language tags in lower case, most wanted first, those with weight 0 left out: `de-at`, `en`, `*`.
    package let tags: [String]

    package init(_ values: [String]) {
        var wanted: [(tag: String, quality: Quality)] = []
        for value in values {
            var words = FieldWords(value.utf8)
            while !words.isAtEnd {
                words.skipBlanks()
                if let tag = words.token(), let parameters = words.parameters(),
                    let quality = Quality(parameters["q"]), quality.thousandths > 0
                {
                    wanted.append((tag.lowercased(), quality))
                }
                words.skipElement()
            }
        }
        // Swift's sort keeps the order of equals, as the field asks for.
        tags = wanted.sorted { $0.quality.thousandths > $1.quality.thousandths }.map(\.tag)
    }

    /// The first of the person's languages that is offered, by primary subtag (`de-AT` takes `de`); `nil` where none
    /// is. `*` takes the first offer.
    package func best(of offers: [String]) -> String? {
        for tag in tags {
            if tag == "*" { return offers.first }
            let primary = tag.prefix { $0 != "-" }
            if let offer = offers.first(where: { $0.lowercased() == tag }) ?? offers.first(where: { $0 == primary }) {
                return offer
            }
        }
        return nil
    }
}
