"""A server on this machine that takes what adapters send: as a gateway of SMS does, or the platform of robots."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

SHORT, LONG = 0.3, 20.0
"""As long as adapters of these tests wait for a gateway that is slow, and for one that is not."""


@dataclass
class Gateway:
    """What arrived. `status` and `answer` are what it says; `trouble`: "slow" answers too late, "gone" says nothing.

    Either takes the message all the same: who asked cannot know. With ids a message is shown once.
    """

    url: str = ""
    status: int = 200
    answer: dict[str, Any] = field(default_factory=lambda: {"errcode": 0})
    trouble: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    @property
    def patience(self) -> float:
        """How long to wait for it: a busy machine is no slow gateway."""
        return SHORT if self.trouble == "slow" else LONG

    @property
    def shown(self) -> list[str]:
        """What people see: each id once, what has no id as often as it came."""
        taken = [one for one in self.asked if self.status in (200, 409) or self.trouble]
        return [
            str(one.get("text"))
            for place, one in enumerate(taken)
            if "id" not in one or one["id"] not in [other.get("id") for other in taken[:place]]
        ]


@contextmanager
def gateway() -> Iterator[Gateway]:
    """One that listens at a free port."""
    state = Gateway()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            state.asked.append(json.loads(content))
            state.paths.append(self.path)
            state.secrets.append(self.headers.get("Authorization"))
            if state.trouble == "slow":
                time.sleep(SHORT * 3)
            if not state.trouble:
                self._say(json.dumps(state.answer).encode())

        def _say(self, body: bytes) -> None:
            self.send_response(state.status)
            if state.status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing in the output of tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/send"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
