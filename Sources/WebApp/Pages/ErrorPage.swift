/// A failure as a page.
struct ErrorPage {
    let site: SiteRecord
    let status: Int
    let title: String
    let message: String
    let hint: String?
    let formText: String?
    let reference: String?
}
