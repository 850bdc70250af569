"""Streams whose session is over end, and rights are looked at again, while streams are open."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

from django.db import Error

from gridward.config.live import admission
from gridward.kernel import clock
from gridward.kernel.live.hub import Hub, Stream, Ticket
from gridward.kernel.live.news import EVERYTHING

LOOK_SECONDS = 3.0
"""How long a stream may outlive its session."""
RIGHTS_SECONDS = 300.0
RIGHTS = "rights"
"""The topic that tells of changed appointments; it is for this process alone."""
Answer = TypeVar("Answer")
Ask = Callable[..., Awaitable[Answer]]


class Keeper:
    """Looks at all open streams now and again; `ask` calls what speaks to the database in a thread."""

    def __init__(self, hub: Hub, ask: "Ask[object]") -> None:
        self._hub = hub
        self._ask = ask
        self._rights_at = 0.0
        self._day = clock.today()

    def heard(self, topic: str) -> None:
        """Rights have changed somewhere: at the next look all are asked anew."""
        if topic == RIGHTS:
            self._rights_at = 0.0

    async def keep(self) -> None:
        """Look for ever; while the database is away nothing is known, and nothing ends."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self._look(list(self._hub.streams))
            except Error:
                self._rights_at = 0.0

    async def _look(self, streams: list[Stream]) -> None:
        if not streams:
            return
        known = await self._ask(admission.marks, {one.given.session for one in streams})
        assert isinstance(known, dict)  # noqa: S101 - what `marks` gives
        changed = [one for one in streams if known.get(one.given.session) != one.given.mark]
        await self._anew(streams if self._rights_are_due() else changed)

    def _rights_are_due(self) -> bool:
        now, day = asyncio.get_running_loop().time(), clock.today()
        due = now >= self._rights_at or day != self._day
        if due:
            self._rights_at, self._day = now + RIGHTS_SECONDS, day
        return due

    async def _anew(self, streams: Iterable[Stream]) -> None:
        """Each session once; a ticket that holds more or less than before makes its streams look again."""
        by_session: dict[str, list[Stream]] = {}
        for one in streams:
            by_session.setdefault(one.given.session, []).append(one)
        for session, held in by_session.items():
            given = await self._ask(admission.admit, session)
            for stream in held:
                _give(stream, given if isinstance(given, Ticket) else None)


def _give(stream: Stream, given: Ticket | None) -> None:
    if given is None:
        stream.close("session")
        return
    before, stream.given = stream.given, given
    if before.reach != given.reach:
        stream.hear([EVERYTHING])
