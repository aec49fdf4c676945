"""A provider of the OpenAI protocol that says what the test tells it to say, when the test tells it."""

import base64
import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from invented import one_pixel_png

PATIENCE_SECONDS = 30


class Conversation:
    """One chat request as the provider sees it: `say` sends text at once, `finish` ends it properly."""

    def __init__(self, request, headers):
        self.request = request
        self.headers = headers
        self.orders = queue.Queue()
        self.is_closed = threading.Event()

    def say(self, text):
        self.orders.put(("say", text))

    def finish(self, reason="stop"):
        self.orders.put(("finish", reason))

    def break_off(self):
        """The connection ends without a finish reason."""
        self.orders.put(("break", None))

    def wait_until_closed(self):
        """The client has hung up."""
        assert self.is_closed.wait(PATIENCE_SECONDS), "the app did not close the request"


class ScriptedProvider:
    """`chats` gives conversations in the order in which they begin; `answer_with` answers without being asked each time."""

    def __init__(self):
        self.chats = queue.Queue()
        self.image_requests = []
        self.standing_answer = None
        self.error = None
        self.images = [one_pixel_png((200, 30, 30))]
        # Pictures wait until it is set.
        self.may_draw = threading.Event()
        self.may_draw.set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.listener())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def next_chat(self):
        return self.chats.get(timeout=PATIENCE_SECONDS)

    def answer_with(self, text):
        self.standing_answer = text

    def fail_with(self, status, message="scripted failure", code=None):
        """From now on every request fails; None ends it."""
        self.error = status and (status, {"error": {"message": message, "type": "scripted", "param": None, "code": code}})

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def listener(provider):
        class Listener(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if provider.error:
                    return self.reply(*provider.error)
                if self.path == "/v1/chat/completions":
                    return self.chat(body)
                if self.path == "/v1/images/generations":
                    return self.image(body)
                return self.reply(404, {"error": {"message": f"no route {self.path}", "code": "not_found"}})

            def do_GET(self):
                self.reply(200, {"object": "list", "data": []})

            def chat(self, body):
                conversation = Conversation(body, dict(self.headers))
                if provider.standing_answer is not None:
                    conversation.say(provider.standing_answer)
                    conversation.finish()
                provider.chats.put(conversation)
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                try:
                    self.perform(conversation, body.get("model", "scripted"))
                except OSError:
                    pass  # the client has hung up, which is what some tests wait for
                conversation.is_closed.set()

            def perform(self, conversation, model):
                self.send_chunk(model, {"role": "assistant", "content": ""})
                while True:
                    try:
                        order, value = conversation.orders.get(timeout=0.05)
                    except queue.Empty:
                        self.wfile.write(b": still here\n\n")
                        self.wfile.flush()
                        continue
                    if order == "say":
                        self.send_chunk(model, {"content": value})
                    if order == "finish":
                        self.send_chunk(model, {}, value, {"prompt_tokens": 7, "completion_tokens": 11, "total_tokens": 18})
                        self.wfile.write(b"data: [DONE]\n\n")
                    if order in ("finish", "break"):
                        self.wfile.flush()
                        return

            def send_chunk(self, model, delta, reason=None, usage=None):
                chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": model,
                         "choices": [{"index": 0, "delta": delta, "finish_reason": reason}], "usage": usage}
                self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
                self.wfile.flush()

            def image(self, body):
                provider.image_requests.append((body, dict(self.headers)))
                provider.may_draw.wait(PATIENCE_SECONDS)
                data = [{"b64_json": base64.b64encode(image).decode()} for image in provider.images]
                self.reply(200, {"created": 1, "data": data})

            def reply(self, status, body):
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        return Listener
