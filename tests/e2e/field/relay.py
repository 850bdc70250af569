"""A way to the server that can be given a newer build of the app: what a phone meets after an upgrade."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE, WORKER = "/field/index.html", "/field/sw.js"
MARK = '<meta name="build" content="newer">'
_OWN = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}
# Whole and uncompressed, so that it can be changed.
_ASKED = {"accept-encoding", "if-none-match", "if-modified-since", "connection"}
_REVISION = re.compile(rb'(index\.html",revision:")[0-9a-f]+')


@dataclass
class Relay:
    """Where it listens, and whether it hands out the newer build."""

    address: str
    newer: bool = False


@contextmanager
def relaying(port: int) -> Iterator[Relay]:
    """Everything is passed on to this port of the machine; page and worker are changed once `newer` is set."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.daemon_threads = True
    relay = Relay(f"http://127.0.0.1:{server.server_port}")

    class Passing(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._pass_on()

        def do_POST(self) -> None:
            self._pass_on()

        def log_message(self, *words: object) -> None:
            """Nobody reads it."""

        def _pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {
                name: said for name, said in self.headers.items() if name.lower() not in _ASKED
            }
            onward = HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                onward.request(self.command, self.path, body or None, headers)
                answer = onward.getresponse()
                content, told = answer.read(), answer.getheaders()
            finally:
                onward.close()
            if relay.newer:
                content = _newer(self.path.partition("?")[0], content)
            self.send_response(answer.status)
            for name, value in told:
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    server.RequestHandlerClass = Passing
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield relay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _newer(path: str, content: bytes) -> bytes:
    if path == WORKER:
        changed, count = _REVISION.subn(rb"\g<1>0123456789abcdef", content)
        assert count == 1, "the worker names no revision of the page"
        return changed
    return content.replace(b"</head>", f"{MARK}</head>".encode()) if path == PAGE else content
