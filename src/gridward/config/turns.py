"""Few requests at once: what a slow network takes is waited for before a request has its turn.

Threads of one process share one interpreter. Eight that all have something to do hand it to each other thousands of
times a second; two keep it busy while one of them waits for the database. So a request is read whole by a thread of
its own, however slowly it comes, and then waits for one of the turns.
"""

from collections.abc import Callable, Iterable
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]

AT_ONCE = 2
"""Requests that a process works on."""
READ_AHEAD = 8 * 1024 * 1024
"""Bodies up to this size are read before the turn; larger ones (rosters) are read within it."""
PIECE = 64 * 1024


class Turns:
    """A WSGI application of which only so many calls run at once."""

    def __init__(self, application: Application, at_once: int = AT_ONCE) -> None:
        self._application = application
        self._turns = BoundedSemaphore(at_once)

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Read the request, wait, answer; what streams its answer goes on after its turn."""
        length = _length(environ)
        if 0 < length <= READ_AHEAD:
            environ["wsgi.input"] = _whole(environ["wsgi.input"], length)
        with self._turns:
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
