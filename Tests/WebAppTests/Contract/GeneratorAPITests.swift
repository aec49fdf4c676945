import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

@Suite struct `Image, music and tags API` {
    private func post(_ test: TestApp, _ path: String, _ body: String) async -> Answer {
        await test.post(path, body: body, type: "application/json")
    }

    @Test func `A1 A6 a prompt becomes a picture at an absolute address that answers`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let answer = await post(test, "/generate/image/prompt", #"{"prompt":"cat"}"#)
            #expect(answer.status == 200)
            let number = try #require(answer.json["generation_id"]?.text)
            #expect(number.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
            let address = try #require(answer.json["file_path"]?.text)
            let name = "picture_" + number.filter { $0 != "-" } + ".png"
            #expect(address == "http://127.0.0.1:8080/output/generated_image/" + name)
            let file = await test.get("/output/generated_image/" + name)
            #expect(file.status == 200 && file.headers["Content-Type"] == "image/png" && file.body == Samples.png())
        }
    }

    @Test func `A4 a description becomes a sound of 30 seconds that is served in ranges`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.wav()))
            let answer = await post(test, "/generate/sound", #"{"description":"calm piano"}"#)
            #expect(answer.status == 200 && test.image.orders.first?.parameters.seconds == 30)
            let number = try #require(answer.json["generation_id"]?.text)
            let path = "/output/generated_sound/sound_" + number.filter { $0 != "-" } + ".wav"
            #expect(answer.json["file_path"] == .text("http://127.0.0.1:8080" + path))
            let part = await test.get(path, ["Range": "bytes=0-3"])
            #expect(part.status == 206 && part.text == "RIFF" && part.headers["Content-Type"] == "audio/wav")
            let page = await test.get("/chatlog/2026-11-20/0", ["Accept": "text/html"]).text
            #expect(page.contains("<audio controls") && page.contains("src=\"\(path)\""))
        }
    }

    @Test(arguments: [#"{}"#, #"{"description":""}"#])
    func `A7 no description is refused in the older words`(_ body: String) async throws {
        try await TestApp.with { test in
            let answer = await post(test, "/generate/sound", body)
            #expect(answer.status == 400)
            #expect(answer.json["error"] == .text("Missing data to run: Music generation"))
        }
    }

    @Test func `A5 tags are in lower case, of 3 to 30 characters, at most ten, without repeats`() async throws {
        try await TestApp.with { test in
            let said =
                #"Sure: ["Cat", "SEA", "cat", "no", "\#(String(repeating: "x", count: 31))", "wave", "a1b", "b2c", "c3d", "d4e", "e5f", "f6g", "g7h", "h8i"]"#
            test.text.load(.text([said]))
            let answer = await post(
                test, "/generate/tags", #"{"image_prompt":"a cat","sound_description":"sea waves"}"#)
            #expect(answer.status == 200)
            let tags = answer.json["tags"]?.elements.compactMap(\.text)
            #expect(tags == ["cat", "sea", "wave", "a1b", "b2c", "c3d", "d4e", "e5f", "f6g", "g7h"])
            #expect(test.text.orders.first?.prompt.text == "a cat\nsea waves")
        }
    }

    @Test func `A5 A9 where the model fails the list is empty, and the failure is kept`() async throws {
        try await TestApp.with { test in
            test.text.load(.failure(Failure(.providerFailed), after: []), .text(["[]"]))
            for _ in 0..<2 {
                let answer = await post(test, "/generate/tags", #"{"image_prompt":"a","sound_description":"b"}"#)
                #expect(answer.status == 200 && answer.json["tags"]?.elements.isEmpty == true)
            }
            let page = await test.get("/chatlog/2026-11-20/1", ["Accept": "text/html"])
            #expect(page.status == 200 && page.text.contains("status-failed"))
        }
    }

    @Test(arguments: [#"{}"#, #"{"prompt":""}"#, #"{"prompt":" "}"#, #"{"prompt":null}"#])
    func `A7 X14 no prompt is refused in the older words, with the right status`(_ body: String) async throws {
        try await TestApp.with { test in
            let answer = await post(test, "/generate/image/prompt", body)
            #expect(answer.status == 400)
            #expect(answer.json["error"] == .text("Missing data to run: Image generation from a prompt"))
            #expect(test.image.orders.isEmpty)
        }
    }

    @Test(arguments: [
        (#"{}"#, "image_prompt, sound_description"), (#"{"image_prompt":"a"}"#, "sound_description"),
        (#"{"image_prompt":"","sound_description":"b"}"#, "image_prompt"),
    ])
    func `A8 missing fields of tags are named`(_ body: String, _ names: String) async throws {
        try await TestApp.with { test in
            let answer = await post(test, "/generate/tags", body)
            #expect(answer.status == 400)
            #expect(answer.json["error"] == .text("Missing required fields : " + names))
        }
    }

    @Test func `A9 a picture that fails is told in English and kept`() async throws {
        try await TestApp.with { test in
            test.image.load(.failure(Failure(.noImage), after: []))
            let answer = await post(test, "/generate/image/prompt", #"{"prompt":"cat"}"#)
            #expect(answer.status == 500 && answer.json["error"]?.text?.isEmpty == false)
            #expect(await test.get("/chatlog/2026-11-20/0", ["Accept": "text/html"]).status == 200)
        }
    }

    @Test func `A10 ping`() async throws {
        try await TestApp.with { test in
            let answer = await test.get("/ping")
            #expect(answer.status == 200 && answer.json["message"] == .text("pong"))
        }
    }
}
