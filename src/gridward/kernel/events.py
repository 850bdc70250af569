"""News goes up: a lower part announces an event in its transaction; `config/subscriptions.py` says who listens.

An event is a frozen dataclass of plain values (ids, codes, numbers, dates), never personal data. Listeners run in
the announcing transaction, so a job they defer is committed with the change or not at all.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

Listener = Callable[[Any], object]
listeners: dict[type["Event"], list[Listener]] = defaultdict(list)


@dataclass(frozen=True)
class Event:
    """Base of all events; the class name is the event's name.

    News that hold what must go before the record of news does is told to its listeners alone (`recorded` is False).
    """

    recorded: ClassVar[bool] = True


def subscribe(event: type[Event], listener: Listener) -> None:
    """Let a listener hear each event of a type; called at start, by config alone."""
    if listener not in listeners[event]:
        listeners[event].append(listener)
