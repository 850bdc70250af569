"""What is told, and how it is written: on the channel of PostgreSQL, and as server-sent events."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

CHANNEL = "gridward_live"


@dataclass(frozen=True)
class News:
    """Something of a topic changed at a grid; without a grid anywhere, without a topic anything."""

    topic: str = ""
    grid: UUID | None = None


EVERYTHING = News()
"""News may have been missed: look at all again."""


def read(payload: str) -> Iterator[News]:
    """News in a notification `topic grid grid ...`; what is no such text tells nothing."""
    topic, *grids = payload.split(" ")
    try:
        yield from [News(topic, UUID(one)) for one in grids] or [News(topic)]
    except ValueError:
        return


def look_again(news: News, place: str) -> bytes:
    """The event RESYNC; `place` is where a stream that breaks off here goes on."""
    told = {"topic": news.topic or None, "grid": str(news.grid) if news.grid else None}
    return _event("RESYNC", json.dumps(told), place)


def beat() -> bytes:
    """A sign that the stream and what it listens to are alive."""
    return _event("BEAT", "{}")


def ended(reason: str) -> bytes:
    """The last event of a stream that is not to be opened again as it was."""
    return _event("ENDED", json.dumps({"reason": reason}))


def _event(name: str, data: str, place: str = "") -> bytes:
    numbered = f"id: {place}\n" if place else ""
    return f"{numbered}event: {name}\ndata: {data}\n\n".encode()
