"""The supervisor: keeps services running until it is told to end.

Services start in order, each when the one before is ready. One that dies is started again, after a
pause that doubles with each quick death; after too many the supervisor gives up and stops the rest.
SIGTERM, SIGINT and SIGHUP end it: services are stopped in reverse order.
"""

import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

from gridward.kernel.problems import Problem
from gridward.kernel.processes.child import tell

STEP = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
SETTLED_SECONDS = 60.0  # a service that has lived so long has its deaths forgiven
QUICK_DEATHS = 6  # 0.5 + 1 + 2 + 4 + 8 s of pauses before giving up
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class ServiceGaveUp(Problem):
    """A service ended again and again soon after its start."""

    code = "service_gave_up"
    status = 503


class Service(Protocol):
    """What can be kept running: a `Child`, or the embedded database."""

    @property
    def name(self) -> str: ...

    def start(self) -> None:
        """Start it; a Problem counts as a death."""

    def is_running(self) -> bool: ...

    def is_ready(self) -> bool: ...

    def stop(self) -> None:
        """Stop it and wait for its end."""


class Supervisor:
    """Keeps `children` running, in this order; `quick_deaths` of one in a row end everything.

    `spare` services start last and may die as often as they like: the others do without them.
    """

    def __init__(
        self,
        children: Sequence[Service],
        *,
        spare: Sequence[Service] = (),
        quick_deaths: int = QUICK_DEATHS,
    ) -> None:
        self._watches = [_Watch(child, quick_deaths) for child in children]
        self._watches += [_Watch(child, None) for child in spare]
        self._ending = False

    def run(self) -> None:
        """Run until a signal ends it, then stop all in reverse order; raises ServiceGaveUp."""
        with self._listening():
            try:
                while not self._ending:
                    self._look_after_all()
                    time.sleep(STEP)
            finally:
                self._stop()

    def _look_after_all(self) -> None:
        for watch in self._watches:
            watch.look()
            if not watch.was_ready:
                return

    def _stop(self) -> None:
        for watch in reversed(self._watches):
            tell(watch.service.name, "stopping")
            watch.service.stop()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        before = {sign: signal.signal(sign, self._end) for sign in SIGNALS}
        try:
            yield
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def _end(self, _sign: int, _frame: FrameType | None) -> None:
        self._ending = True


class _Watch:
    """What the supervisor remembers of one service."""

    def __init__(self, service: Service, quick_deaths: int | None) -> None:
        self.service = service
        self.was_ready = False  # at least once: those after it may start
        self._is_ready = False  # since its last start
        self._quick_deaths = quick_deaths
        self._deaths = 0
        self._started_at: float | None = None
        self._start_at = 0.0

    def look(self) -> None:
        """One look: count a death, start what is due, note readiness."""
        now = time.monotonic()
        if self._started_at is not None and not self.service.is_running():
            self._count_death(now, "ended")
        if self._started_at is None and now >= self._start_at:
            self._start(now)
        if self._started_at is not None and not self._is_ready and self.service.is_ready():
            self.was_ready = self._is_ready = True
            tell(self.service.name, "ready")

    def _start(self, now: float) -> None:
        try:
            self.service.start()
        except Problem as problem:
            self._count_death(now, problem.sentence())
        else:
            self._started_at = now

    def _count_death(self, now: float, reason: str) -> None:
        settled = self._started_at is not None and now - self._started_at > SETTLED_SECONDS
        self._deaths = 1 if settled else self._deaths + 1
        self._started_at, self._is_ready = None, False
        tell(self.service.name, reason)
        if self._quick_deaths is not None and self._deaths >= self._quick_deaths:
            raise ServiceGaveUp(name=self.service.name, times=self._deaths)
        pause = min(FIRST_PAUSE * 2 ** min(self._deaths - 1, 10), LONGEST_PAUSE)
        self._start_at = now + pause
        tell(self.service.name, f"starts again in {pause:g} s")
