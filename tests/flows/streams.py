"""A client of the push process: it reads server-sent events as a browser does."""

import json
import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.client import parse_headers
from typing import Any

from tests.served import PATIENCE_SECONDS, Served


@dataclass(frozen=True)
class Told:
    """An event with the place at which it was told."""

    name: str
    data: Any
    place: str = ""


class Line:
    """A request to the push process and its answer, which may never end. HTTP/1.0, so that nothing is in chunks."""

    def __init__(self, port: int, cookie: str, after: str = "", origin: str = "") -> None:
        from_page = f"Origin: {origin}\r\n" if origin else ""
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.content = self._socket.makefile("rb")
        try:
            self._socket.sendall(
                f"GET /push?after={after} HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n{from_page}"
                f"Cookie: {cookie}\r\n\r\n".encode()
            )
            self.status, self.headers = self._head()
        except OSError:
            self.content.close()
            self._socket.close()
            raise

    def _head(self) -> tuple[int, Message]:
        first = self.content.readline().split()
        if not first:
            raise ConnectionResetError("The process hung up.")
        return int(first[1]), parse_headers(self.content)

    def close(self) -> None:
        """Leave, also while somebody waits for more."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@dataclass
class Listener:
    """An open stream; its events are read by a thread and taken by the test."""

    line: Line
    events: "queue.Queue[Told | None]" = field(default_factory=queue.Queue)

    def read(self) -> None:
        """Read to the end of the stream."""
        fields: dict[str, str] = {}
        with self.line.content, suppress(OSError):
            for raw in self.line.content:
                self._read_line(raw.decode().rstrip("\n"), fields)
        self.events.put(None)

    def take(self, seconds: float = 10.0) -> Told | None:
        """The next event but heartbeats, None at the end of the stream; raises queue.Empty in silence."""
        deadline = time.monotonic() + seconds
        while True:
            found = self.events.get(timeout=max(deadline - time.monotonic(), 0.01))
            if found is None or found.name != "BEAT":
                return found

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing is told for so long."""
        try:
            self.take(seconds)
        except queue.Empty:
            return True
        return False

    def _read_line(self, line: str, fields: dict[str, str]) -> None:
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
            return
        if "event" in fields:
            told = Told(fields["event"], json.loads(fields["data"]), fields.get("id", ""))
            self.events.put(told)
        fields.clear()


def cookie_of(served: Served) -> str:
    """The cookies of who is signed in, as a header."""
    return "; ".join(f"{one.name}={one.value}" for one in served.cookies)


def status_of(served: Served, cookie: str, origin: str = "") -> int:
    """What the push process answers to somebody who would open a stream."""
    with closing(Line(served.push_port, cookie, origin=origin)) as line, line.content:
        return line.status


@contextmanager
def listening(served: Served, cookie: str, after: str = "") -> Iterator[Listener]:
    """An open stream, once the process serves."""
    with closing(answered(served, cookie, after)) as line:
        assert line.status == 200, line.status
        listener = Listener(line)
        reader = threading.Thread(target=listener.read)
        reader.start()
        yield listener
        line.close()
        reader.join()


def answered(served: Served, cookie: str, after: str = "", origin: str = "") -> Line:
    """A request once the process serves and has noticed which earlier streams of the account were left."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with suppress(OSError):
            line = Line(served.push_port, cookie, after, origin)
            if line.status not in (429, 503):
                return line
            line.content.close()
            line.close()
        assert time.monotonic() < deadline, served.log()
        time.sleep(0.2)
