"""Announcing an event: recorded and told to its listeners in the caller's transaction (see `kernel.events`)."""

from dataclasses import asdict

from gridward.kernel.events import Event, listeners
from gridward.kernel.models import EventRecord


def announce(event: Event) -> None:
    """Record the event, where its kind is, and tell the listeners."""
    if event.recorded:
        payload = {name: _plain(value) for name, value in asdict(event).items()}
        EventRecord.objects.create(name=type(event).__name__, payload=payload)
    for listener in listeners[type(event)]:
        listener(event)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
