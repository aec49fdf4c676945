import Templates

/// A failure as a page.
struct ErrorPage {
    let site: SiteRecord
    let nav = "none"
    let notice: String? = nil
    let status: Int
    let title: String
    let message: String
    let hint: String?
    let reference: String?
}

extension ErrorPage: TemplateData {
    static let shape = Shape<ErrorPage> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("status", \.status)
        $0.field("title", \.title)
        $0.field("message", \.message)
        $0.field("hint", \.hint)
        $0.field("reference", \.reference)
    }
}
