import Generation
import HTTP

/// Every path this app prints, and the only place where Swift's words become the URLs' German-app words.
enum Links {
    static let start = "/"
    static let chatlog = "/chatlog"

    /// The start page with a text in one of its forms.
    static func start(filledWith text: String, _ modality: Modality) -> String {
        "/?" + FormFields([.init(name: modality == .image ? "imagePrompt" : "prompt", value: text)]).encoded
    }

    static func chatlog(before day: Day) -> String { "/chatlog?before=\(day)" }
    static func chatlog(after day: Day) -> String { "/chatlog?after=\(day)" }
    static func day(_ day: Day) -> String { "/chatlog/\(day)" }

    static func day(_ day: Day, _ filter: DayFilter = .none, from bound: PageBound = .first) -> String {
        self.day(day) + query(filter.query + bound.query)
    }

    /// Where what is said of the lines of this page is sent.
    static func review(_ day: Day, _ filter: DayFilter, from bound: PageBound) -> String {
        self.day(day) + "/review" + query(filter.query + bound.query)
    }

    /// The filter stays, so that the next one and the one before are those that pass it.
    static func entry(_ address: EntryAddress, _ filter: DayFilter) -> String {
        entry(address) + query(filter.query)
    }

    static func review(_ address: EntryAddress, _ filter: DayFilter) -> String {
        entry(address) + "/review" + query(filter.query)
    }

    static func entry(_ address: EntryAddress) -> String { "/chatlog/\(address.day)/\(address.index)" }
    static func events(_ address: EntryAddress) -> String { entry(address) + "/events" }
    static func askOn(_ address: EntryAddress) -> String { entry(address) + "/ask" }
    static func text(_ address: EntryAddress) -> String { entry(address) + "/text" }

    /// The canonical address of a file (contract X3): what the JSON of its family shows.
    static func media(_ name: String) -> String {
        if name.hasPrefix("image_") { return "/image/\(name)" }
        if name.hasPrefix("sound_") { return "/output/generated_sound/\(name)" }
        if name.hasPrefix("picture_") { return "/output/generated_image/\(name)" }
        return "/static/\(name)"
    }

    static func thumbnail(_ name: String) -> String { "/thumbnail/\(name)" }

    /// To be put behind the addresses of a list.
    static func query(_ filter: DayFilter) -> String { query(filter.query) }

    private static func query(_ parts: [String]) -> String {
        parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }
}
