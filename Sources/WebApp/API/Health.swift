import Generation
import HTTP

/// `GET /healthz` (contract X2): 200 once pages can be served, which is when the server listens at all.
struct Health: Endpoint {
    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        .text("ok\n")
    }
}
