"""A server on loopback that answers as it is told, an account that asks it, and a clock of our own."""

import json
import socket
import struct
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from automations.sheets.google.account import Account, Surroundings

WHOLE = json.dumps({"spreadsheetId": "bok", "replies": [{"addSheet": {}}]}).encode()
HTML = b"<!DOCTYPE html><title>Error 502 (Server Error)!!1</title>"
PATIENT = (2.0, 20.0)  # seconds: a busy machine is no fault
IMPATIENT = (2.0, 0.1)
REFUSED = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
PERSON = "Kari Moen"  # what a body may hold and no error may


def refusal(status, message=PERSON, reason=None, **headers):
    """An answer as Google refuses: the entries of reason where Sheets and where Drive have them."""
    error = {"code": status, "message": message, "status": REFUSED[status]}
    if reason:
        error |= {"details": [{"reason": reason}], "errors": [{"reason": reason}]}
    return status, json.dumps({"error": error}).encode(), headers


FAULTS = {
    "500": refusal(500),
    "502": refusal(502),
    "503": refusal(503),
    "504": refusal(504),
    "html": (502, HTML, {}),
    "html with 200": (200, HTML, {}),
    "cut off": (200, WHOLE[: len(WHOLE) // 2], {}),
    "shorter than it says": (200, WHOLE[: len(WHOLE) // 2], {"Content-Length": str(len(WHOLE))}),
    "empty": (200, b"", {}),
    "no object": (200, b"[1, 2]", {}),
    "reset": "reset",
    "timeout": "timeout",
}


class Time:
    """A clock that sleeping moves, from any thread."""

    def __init__(self):
        self.now = 0.0
        self.slept = []
        self._lock = threading.Lock()

    def clock(self):
        return self.now

    def sleep(self, seconds):
        with self._lock:
            self.now += seconds
            self.slept.append(seconds)


class SharedTime(Time):
    """A clock that moves when all who work are asleep, to the first that wakes."""

    def __init__(self, workers):
        super().__init__()
        self._workers = workers
        self._waking = []
        self._changed = threading.Condition()

    def sleep(self, seconds):
        with self._changed:
            wake = self.now + seconds
            self._waking.append(wake)
            self._move()
            while self.now < wake:
                self._changed.wait(10)
            self._waking.remove(wake)

    def leave(self):
        with self._changed:
            self._workers -= 1
            self._move()

    def _move(self):
        asleep = [wake for wake in self._waking if wake > self.now]
        if asleep and len(asleep) >= self._workers:
            self.now = min(asleep)
            self._changed.notify_all()


class Canned:
    """Answers POST and GET of spreadsheets from two scripts; the last entry of a script is for ever.

    An entry is (status, body, headers), "reset" or "timeout"; None is the answer that there should be.
    `effect` tells whether a batch takes effect even where its answer is a fault.
    """

    def __init__(self):
        self.script = {"GET": [None], "POST": [None]}
        self.tokens = [None]
        self.effect = False
        self.applied = 0
        self.log = []
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"canned": self}))
        self._http.daemon_threads = True
        self.host = f"127.0.0.1:{self._http.server_port}"

    def __enter__(self):
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._http.shutdown()
        self._http.server_close()

    def sent(self, method):
        return sum(one["method"] == method and not one["path"].endswith("/token") for one in self.log)

    def next(self, method):
        script = self.script[method]
        return script.pop(0) if len(script) > 1 else script[0]

    def account(self, time, *, chance=0.5, **given):
        asked = {"credentials_file": None, "emulator": self.host, "timeout": PATIENT} | given
        return Account(surroundings=Surroundings(time.clock, time.sleep, lambda: chance), **asked)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._serve("GET", b"")

    def do_POST(self):
        self._serve("POST", self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, method, body):
        canned, parts = self.canned, urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        canned.log.append(
            {
                "method": method,
                "path": parts.path,
                "query": query,
                "body": body,
                "headers": {name.title(): value for name, value in self.headers.items()},
            }
        )
        if parts.path.endswith("/token"):
            token = {"access_token": "kept", "expires_in": 3600, "token_type": "Bearer"}
            script = canned.tokens
            told = script.pop(0) if len(script) > 1 else script[0]
            return self._answer(told or (200, json.dumps(token).encode(), {}))
        told = canned.next(method)
        if method == "POST" and (told is None or canned.effect):
            canned.applied += 1
        if told is None:
            found = {"spreadsheetId": "bok", "developerMetadata": [{"metadataId": 1}] * bool(canned.applied)}
            told = (200, json.dumps(found).encode() if method == "GET" else WHOLE, {})
        return self._answer(told)

    def _answer(self, told):
        if isinstance(told, str):
            if told == "timeout":
                time.sleep(2 * IMPATIENT[1])
            self.close_connection = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return self.connection.close()
        status, body, headers = told
        self.send_response_only(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)
        if len(body) != int(headers.get("Content-Length", len(body))):
            self.close_connection = True
        return None
