"""Few requests at once: what a slow network takes is waited for before a request has its turn.

Threads of one process share one interpreter. Eight that all have something to do hand it to each other thousands of
times a second; two keep it busy while one of them waits for the database. So a request is read whole by a thread of
its own, however slowly it comes, and then waits for one of the turns. Who came first has it first: a semaphore gives a
turn to whoever asks at that moment, and of eight clients the unlucky one waits three times as long as the others.
"""

from collections import deque
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from typing import Any

from gridward.config.loads import Loads

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

AT_ONCE = 2
"""Requests that a process works on."""
READ_AHEAD = 8 * 1024 * 1024
"""Bodies up to this size are read before the turn; larger ones (rosters) are read within it."""
PIECE = 64 * 1024


class Line:
    """So many at once; the others wait in the order in which they came."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: deque[Lock] = deque()
        self._counting = Lock()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def __enter__(self) -> None:
        with self._counting:
            if self._free:
                self._free -= 1
                return
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        called.acquire()

    def __exit__(self, *_: object) -> None:
        """The turn goes to the first who waits, and never past them."""
        with self._counting:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Turns:
    """A WSGI application of which only so many calls run at once."""

    def __init__(
        self, application: Application, at_once: int = AT_ONCE, loads: Loads | None = None
    ) -> None:
        self._application = application
        self._line = Line(at_once)
        self._loads = loads or Loads()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Read the request, wait, answer; what streams its answer goes on after its turn."""
        length = _length(environ)
        if 0 < length <= READ_AHEAD:
            environ["wsgi.input"] = _whole(environ["wsgi.input"], length)
        with self._loads.in_hand():
            if environ.get("SERVER_PROTOCOL") == "HTTP/1.1" and self._loads.are_uneven():
                start_response = self._loads.sending_off(start_response)
            with self._line:
                return self._application(environ, start_response)


def _length(environ: Environ) -> int:
    told = environ.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _whole(body: Any, length: int) -> BytesIO:
    kept, left = BytesIO(), length
    while left > 0 and (piece := body.read(min(PIECE, left))):
        kept.write(piece)
        left -= len(piece)
    kept.seek(0)
    return kept
