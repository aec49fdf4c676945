import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

@Suite struct `Flutter backend` {
    @Test func `L4 a JSON prompt is answered with an absolute address and true metadata`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let answer = await test.post("/generate_image", body: #"{"prompt":"Katze"}"#, type: "application/json")
            #expect(answer.status == 200)
            let json = answer.json
            #expect(json["prompt"] == .text("Katze"))
            #expect(json["image_url"] == .text("http://127.0.0.1:8080/image/image_20261120140509.png"))
            #expect(json["metadata"]?["model"] == .text("painter-1"))
            #expect(json["metadata"]?["created"] == .text("20261120140509"))
        }
    }

    @Test func `L5 X3 both addresses of a file serve the same bytes, one names the other as canonical`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            _ = await test.post("/generate_image", body: #"{"prompt":"Katze"}"#, type: "application/json")
            let singular = await test.get("/image/image_20261120140509.png")
            let plural = await test.get("/images/image_20261120140509.png")
            #expect(singular.status == 200 && plural.status == 200)
            #expect(singular.headers["Content-Type"] == "image/png")
            #expect(singular.body == Samples.png() && plural.body == singular.body)
            #expect(plural.headers["Link"] == "</image/image_20261120140509.png>; rel=\"canonical\"")
            #expect(singular.headers["Link"] == nil)
        }
    }

    @Test(arguments: [
        (#"{}"#, 400), (#"{"prompt":""}"#, 400), (#"{"prompt":7}"#, 400), (#"{"prompt":null}"#, 400), (#"[1]"#, 400),
        (#"{"prompt""#, 400), ("", 400), (#"{"prompt":"a\u0000b"}"#, 400),
    ])
    func `bad JSON is refused with an error and nothing is stored`(body: String, status: Int) async throws {
        try await TestApp.with { test in
            let answer = await test.post("/generate_image", body: body, type: "application/json")
            #expect(answer.status == status)
            #expect(answer.json["error"]?.text?.isEmpty == false)
            #expect(test.image.orders.isEmpty)
            #expect(await test.get("/chatlog/2026-11-20/0").status == 404)
        }
    }

    @Test func `unknown fields do no harm`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let body = #"{"user_id":"7","prompt":"Katze","style":{"x":[1,2]}}"#
            #expect(await test.post("/generate_image", body: body, type: "application/json").status == 200)
        }
    }
}
