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
        $0.field("site") { $0.site }
        $0.field("nav") { $0.nav }
        $0.field("notice") { $0.notice }
        $0.field("status") { $0.status }
        $0.field("title") { $0.title }
        $0.field("message") { $0.message }
        $0.field("hint") { $0.hint }
        $0.field("reference") { $0.reference }
    }
}
