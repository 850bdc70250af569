"""How long a process goes on asking a service that does not answer: a gate has people waiting, and so has the server.

While a question is under way a request holds one of the few places of the web server. So a process asks one at a time,
and after some silence in a row nobody for a while; whoever is told so looks by eye.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from gridward.exchange.codes.problems import CodeProblem, ProviderBusy, ProviderUnreachable

SILENT_MOST = 2
REST_SECONDS = 30.0


class Patience:
    """Of one process with one service; `tick` counts seconds."""

    def __init__(self, tick: Callable[[], float] = monotonic) -> None:
        self._tick = tick
        self._turn = Lock()
        self._silent = 0
        self._rests_until = float("-inf")

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn to ask; raises ProviderBusy while another asks, ProviderUnreachable while nobody is to ask."""
        if not self._turn.acquire(blocking=False):
            raise ProviderBusy
        try:
            if self._tick() < self._rests_until:
                raise ProviderUnreachable
            with self._counted():
                yield
        finally:
            self._turn.release()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        try:
            yield
        except ProviderUnreachable:
            self._silent += 1
            if self._silent >= SILENT_MOST:
                self._rests_until = self._tick() + REST_SECONDS
            raise
        except CodeProblem:
            self._silent = 0
            raise
        self._silent = 0
