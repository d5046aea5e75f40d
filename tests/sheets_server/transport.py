"""HTTP on loopback: requests in, answers out in one write each, connections kept open."""

import contextlib
import json
import select
import socket
import struct
import threading
import urllib.parse
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found"}
HTML = (
    b"<!DOCTYPE html>\n<html lang=en><title>Error 502 (Server Error)!!1</title>"
    b"<p>The server encountered a temporary error and could not complete your request.</html>\n"
)


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    path: str
    query: dict  # name -> list of values
    body: dict | None
    token: str | None
    form: dict


@dataclass(frozen=True)
class Told:
    """How to answer: JSON, other bytes, or one of the ways not to ("reset", "silence", "truncated")."""

    code: int = 200
    body: dict | None = None
    raw: bytes | None = None
    way: str = "whole"

    @property
    def bytes(self):
        return self.raw if self.raw is not None else json.dumps(self.body or {}, ensure_ascii=False).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.server.connections.add(self.connection)

    def finish(self):
        self.server.connections.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def handle(self):
        with contextlib.suppress(ConnectionError, ValueError):  # a client that is gone needs no answer
            super().handle()

    def log_message(self, *_):
        """Say nothing: the server keeps a log of its own."""

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length) if length else b""
        url = urllib.parse.urlsplit(self.path)
        form, body = {}, None
        if "urlencoded" in self.headers.get("Content-Type", ""):
            form = dict(urllib.parse.parse_qsl(sent.decode()))
        elif sent:
            body = json.loads(sent)
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        asked = Asked(
            self.command,
            urllib.parse.unquote(url.path),
            urllib.parse.parse_qs(url.query, keep_blank_values=True),
            body,
            token if kind.lower() == "bearer" else None,
            form,
        )
        self.tell(self.server.answer(asked))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET  # noqa: N815 - named by the library

    def tell(self, told):
        if told.way == "silence":
            self.wait_until_gone()
            self.reset()
        elif told.way == "reset":
            self.reset()
        else:
            content = told.bytes
            kind = "text/html" if content.startswith(b"<") else "application/json"
            head = (
                f"HTTP/1.1 {told.code} {REASONS.get(told.code, 'Error')}\r\n"
                f"Content-Type: {kind}; charset=UTF-8\r\nContent-Length: {len(content)}\r\n\r\n"
            ).encode()
            if told.way == "truncated":
                self.connection.sendall(head + content[: len(content) // 2])
                self.close_connection = True
                return
            self.connection.sendall(head + content)

    def wait_until_gone(self):
        while not self.server.closing.is_set():
            if select.select([self.connection], [], [], 0.05)[0]:
                return

    def reset(self):
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()


class Listener(ThreadingHTTPServer):
    """The listening socket; `answer` is a function from Asked to Told."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 64

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.closing = threading.Event()
        self.connections = set()
        self._thread = threading.Thread(
            target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )

    def start(self):
        self._thread.start()

    def shutdown_request(self, request):
        with contextlib.suppress(OSError):
            request.shutdown(socket.SHUT_WR)
        request.close()

    def stop(self):
        self.closing.set()
        self.shutdown()
        self._thread.join()
        for connection in list(self.connections):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()
