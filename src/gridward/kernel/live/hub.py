"""Who hears what: open streams, the grids of each, and the last news for those that come back.

Everything here runs in one event loop.
"""

import asyncio
import secrets
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from gridward.kernel.live.news import EVERYTHING, News

REMEMBERED = 1000
"""News kept for streams that come back; whoever was away longer looks at all again."""
Reach = Mapping[str, Collection[UUID]]


@dataclass(frozen=True)
class Ticket:
    """What a stream was admitted with: whose it is, and for each topic the grids of which it hears.

    `mark` changes when the session or the account does.
    """

    account: UUID
    session: str
    mark: str
    reach: Reach = field(compare=False, hash=False)

    def hears(self, news: News) -> bool:
        """Whether these news are for this ticket; what concerns all is."""
        return news == EVERYTHING or (
            news.grid is not None and news.grid in self.reach.get(news.topic, ())
        )


class TooManyStreams(Exception):
    """The account, or the house, has as many streams open as it may."""


class Stream:
    """One open stream: what waits to be told, and whether it is to end."""

    def __init__(self, given: Ticket, waiting: Iterable[News]) -> None:
        self.given = given
        self.end = ""
        self._waiting = dict.fromkeys(waiting)
        self._woken = asyncio.Event()
        if self._waiting:
            self._woken.set()

    def hear(self, news: Iterable[News]) -> None:
        """Keep what is for this stream until it is taken; the same news once."""
        heard = [one for one in news if self.given.hears(one)]
        if heard:
            self._waiting.update(dict.fromkeys(heard))
            self._woken.set()

    def close(self, reason: str) -> None:
        """Let the stream end."""
        self.end = reason
        self._woken.set()

    async def woken(self, seconds: float) -> bool:
        """Wait for news or the end; False when the time has passed without."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def take(self) -> list[News]:
        """All that waits; where everything is to be looked at again, that alone."""
        found = [EVERYTHING] if EVERYTHING in self._waiting else list(self._waiting)
        self._waiting.clear()
        if not self.end:
            self._woken.clear()
        return found


class Hub:
    """All open streams."""

    def __init__(self, most: int, most_each: int) -> None:
        self.streams: set[Stream] = set()
        self.is_hearing = False
        self._most, self._most_each = most, most_each
        self._accounts: Counter[UUID] = Counter()
        self._epoch = secrets.token_hex(4)
        self._told = 0
        self._last: deque[tuple[int, News]] = deque(maxlen=REMEMBERED)

    @property
    def place(self) -> str:
        """Where the news have come to; another after each start of the process."""
        return f"{self._epoch}-{self._told}"

    def open(self, given: Ticket, after: str = "") -> Stream:
        """A stream that goes on behind the place `after`, or looks at everything. Raises TooManyStreams."""
        if len(self.streams) >= self._most or self._accounts[given.account] >= self._most_each:
            raise TooManyStreams
        stream = Stream(given, (one for one in self._since(after) if given.hears(one)))
        self.streams.add(stream)
        self._accounts[given.account] += 1
        return stream

    def drop(self, stream: Stream) -> None:
        """A stream is over."""
        self.streams.remove(stream)
        self._accounts[stream.given.account] -= 1

    def tell(self, news: Iterable[News]) -> None:
        """Tell each stream what is for it."""
        fresh = list(news)
        for one in fresh:
            self._told += 1
            self._last.append((self._told, one))
        for stream in self.streams:
            stream.hear(fresh)

    def _since(self, after: str) -> list[News]:
        epoch, _, told = after.partition("-")
        if epoch != self._epoch or not told.isdecimal():
            return [EVERYTHING]
        missed = [news for number, news in self._last if number > int(told)]
        return missed if len(missed) == self._told - int(told) else [EVERYTHING]
