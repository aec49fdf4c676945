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

    @Test func `L1 a message is answered, and the next one of the same user knows it`() async throws {
        try await TestApp.with { test in
            test.text.load(.text([" Hallo! "]), .text(["Du heisst Mia."]), .text(["Wer?"]))
            func say(_ user: String, _ text: String) async -> Answer {
                await test.post(
                    "/chat", body: "{\"user_id\":\(user),\"message\":\"\(text)\"}", type: "application/json")
            }
            let first = await say("\"u1\"", "Ich bin Mia")
            #expect(first.status == 200 && first.json["reply"] == .text("Hallo!"))
            #expect(await say("\"u1\"", "Wer bin ich?").json["reply"] == .text("Du heisst Mia."))
            #expect(test.text.orders.last?.turns == [Turn(prompt: "Ich bin Mia", answer: " Hallo! ")])
            _ = await say("7", "Wer bin ich?")
            #expect(test.text.orders.last?.turns == [])
            let page = await test.get("/chatlog/2026-11-20/1", ["Accept": "text/html"]).text
            #expect(page.contains("Wer bin ich?") && page.contains("Gespräch"))
        }
    }

    @Test(arguments: [
        #"{}"#, #"{"user_id":"a"}"#, #"{"message":"x"}"#, #"{"user_id":"","message":"x"}"#, #"{"user_id":null}"#,
        #"{"user_id":"a","message":"  "}"#, #"{"user_id":{},"message":"x"}"#, "[]", "nonsense", "",
        "{\"user_id\":\"\(String(repeating: "u", count: 51))\",\"message\":\"x\"}",
    ])
    func `L12 X13 a chat message without what it needs is refused and costs nothing`(body: String) async throws {
        try await TestApp.with { test in
            let answer = await test.post("/chat", body: body, type: "application/json")
            #expect(answer.status == 400 && answer.json["error"]?.text?.isEmpty == false)
            #expect(test.text.orders.isEmpty)
            let form = await test.post("/chat", form: "user_id=a&message=b")
            #expect(form.status == 415)
        }
    }

    @Test func `L1 X9 a failed reply is told and kept`() async throws {
        try await TestApp.with { test in
            test.text.load(.failure(Failure(.providerFailed, cause: "down"), after: []))
            let answer = await test.post("/chat", body: #"{"user_id":"a","message":"x"}"#, type: "application/json")
            #expect(answer.status == 500)
            #expect(answer.json["error"]?.text?.hasPrefix("返答に失敗しました") == true)
            #expect(answer.json["entry"] == .text("/chatlog/2026-11-20/0"))
        }
    }
}
