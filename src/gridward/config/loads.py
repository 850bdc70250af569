"""How many requests each process of the web server has in hand, seen by all of them.

The system deals connections out to the processes by chance, and whoever has one keeps it: of eight gates, six may wait
for one process while the other rests. So a process that has clearly more in hand than another answers with the word
that the connection is over. The next one falls by chance again, until they are even.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Lock
from multiprocessing.sharedctypes import RawArray
from threading import Lock as ThreadLock
from typing import Any

MOST_PROCESSES = 64
UNEVEN = 2
"""So many more than another has, and a connection that moves makes it better."""
PATIENCE_SECONDS = 1.0
LAST_ANSWER = ("Connection", "close")


class Loads:
    """Made before the processes are forked; what each of them counts is seen by the others."""

    def __init__(self, processes: int = MOST_PROCESSES) -> None:
        self._claiming = Lock()
        self._counting = ThreadLock()
        self._owners = RawArray("q", processes)
        self._in_hand = RawArray("q", processes)
        self._place: tuple[int, int | None] = (0, None)

    @contextmanager
    def in_hand(self) -> Iterator[None]:
        """A request that this process has in hand meanwhile."""
        place = self._own_place()
        self._count(place, 1)
        try:
            yield
        finally:
            self._count(place, -1)

    def are_uneven(self) -> bool:
        """Whether another process has so much less in hand that it should have one of our connections."""
        place = self._own_place()
        if place is None:
            return False
        others = [
            self._in_hand[one] for one, owner in enumerate(self._owners) if owner and one != place
        ]
        return bool(others) and self._in_hand[place] - min(others) >= UNEVEN

    def sending_off(self, start_response: Any) -> Callable[..., Any]:
        """Begins an answer as `start_response` does, the last of its connection if they are uneven still."""

        def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told = [*headers, LAST_ANSWER] if self.are_uneven() else headers
            return start_response(status, told, *more)

        return begin

    def _count(self, place: int | None, by: int) -> None:
        if place is not None:
            with self._counting:
                self._in_hand[place] += by

    def _own_place(self) -> int | None:
        """This process's, found at its first request, since before the fork there is none; None where all are taken."""
        pid, place = self._place
        if pid == os.getpid():
            return place
        if not self._claiming.acquire(timeout=PATIENCE_SECONDS):  # by one that was killed meanwhile
            self._place = (os.getpid(), None)
            return None
        try:
            pid, place = self._place
            if pid != os.getpid():
                place = next((n for n, owner in enumerate(self._owners) if not _lives(owner)), None)
                if place is not None:
                    self._owners[place], self._in_hand[place] = os.getpid(), 0
                self._place = (os.getpid(), place)
            return place
        finally:
            self._claiming.release()


def _lives(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
