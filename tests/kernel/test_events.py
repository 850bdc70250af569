"""News is recorded and heard in the transaction that made it, or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import transaction

from gridward.kernel.announcements import announce
from gridward.kernel.events import Event, listeners, subscribe
from gridward.kernel.ids import new_id
from gridward.kernel.models import EventRecord


@dataclass(frozen=True)
class DoorPainted(Event):
    """News of these tests."""

    door: UUID
    colour: str


@pytest.fixture
def heard() -> Iterator[list[DoorPainted]]:
    news: list[DoorPainted] = []
    subscribe(DoorPainted, news.append)
    yield news
    del listeners[DoorPainted]


@pytest.mark.django_db
def test_listeners_hear_what_is_announced_and_it_is_on_record(heard: list[DoorPainted]) -> None:
    event = DoorPainted(new_id(), "red")
    announce(event)
    assert heard == [event]
    record = EventRecord.objects.get()
    assert (record.name, record.payload) == (
        "DoorPainted",
        {"door": str(event.door), "colour": "red"},
    )


@pytest.mark.django_db
def test_a_listener_that_fails_undoes_the_change(heard: list[DoorPainted]) -> None:
    def refuse(event: DoorPainted) -> None:
        raise RuntimeError

    subscribe(DoorPainted, refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        announce(DoorPainted(new_id(), "red"))
    assert not EventRecord.objects.exists()


def test_subscribing_twice_is_subscribing_once(heard: list[DoorPainted]) -> None:
    listener = listeners[DoorPainted][0]
    subscribe(DoorPainted, listener)
    assert listeners[DoorPainted] == [listener]
