"""Who passed: by those who may, with a reason, each time a line of the record."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.ground.register.models import Vehicle
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotAllowed, NotFound
from gridward.work.checkpoints.models import Checkpoint
from gridward.work.passages.problems import (
    PassageNumberUnread,
    PassageReasonMissing,
    PassageSearchUnclear,
)
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.services.searching import MOST_FOUND, search_passages
from gridward.work.passages.terms import EntryKind, PassageFound, SearchSaid
from tests.work.checkpoints.acts import resident_pass, somebody
from tests.work.passages.acts import passage, take
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NUMBER, PHONE, PLATE = "360199199003071235", "13800138000", "赣A12345"


def entry(kind: EntryKind, typed: str) -> str:
    made = entry_of(gate_key(), kind, typed)
    assert made is not None
    return made.hex()


def found(actor: Actor, days: int = 14, **asked: Any) -> list[PassageFound]:
    return list(search_passages(actor, said=SearchSaid("流调", days, **asked)).rows)


@pytest.mark.parametrize(
    ("kind", "typed", "column"),
    [
        (EntryKind.IDENTITY, " 360199 19900307-1235", "person"),
        (EntryKind.PHONE, "+86 138 0013 8000", "person"),
        (EntryKind.PLATE, "赣A·12345", "plate"),
    ],
)
def test_by_what_was_typed(
    keeper: Actor, leader: Actor, east: Checkpoint, kind: EntryKind, typed: str, column: str
) -> None:
    plain = {EntryKind.IDENTITY: NUMBER, EntryKind.PHONE: PHONE, EntryKind.PLATE: PLATE}[kind]
    mine = passage(east, **{column: entry(kind, plain)})
    take(keeper, mine, passage(east))
    assert [str(one.id) for one in found(leader, kind=kind, typed=typed)] == [mine["id"]]


def test_by_a_resident_their_passes_number_telephone_and_vehicles_are_found(
    world: World, keeper: Actor, leader: Actor, east: Checkpoint
) -> None:
    resident = somebody(world, keeper)
    resident.set_sealed("document", NUMBER)
    resident.save()
    where = {"grid_id": resident.grid_id, "street_id": resident.street_id}
    phone = resident.phones.model(resident=resident, **where)
    phone.set_sealed("phone", "+8613800138000")
    phone.save()
    Vehicle.objects.create(resident=resident, plate=PLATE, **where)
    mine = [
        passage(east, pass_id=str(resident_pass(world, keeper, resident).pk)),
        passage(east, person=entry(EntryKind.IDENTITY, NUMBER)),
        passage(east, person=entry(EntryKind.PHONE, PHONE)),
        passage(east, plate=entry(EntryKind.PLATE, PLATE)),
    ]
    take(keeper, *mine, passage(east))
    rows = found(leader, resident_id=resident.pk)
    assert {str(one.id) for one in rows} == {one["id"] for one in mine}
    line = Line.objects.get(act="passages.searched")
    assert (line.about_id, line.reason, line.params["count"]) == (resident.pk, "流调", 4)


def test_by_a_gate_and_its_hour(keeper: Actor, leader: Actor, east: Checkpoint) -> None:
    hour = clock.now() - timedelta(hours=1)
    ends = [passage(east, hour - timedelta(seconds=1)), passage(east, clock.now())]
    mine = [passage(east, hour), passage(east, hour + timedelta(minutes=59))]
    take(keeper, *ends, *mine)
    rows = found(leader, gate_id=east.pk, hour=hour)
    assert [str(one.id) for one in rows] == [mine[1]["id"], mine[0]["id"]]


def test_within_the_days_that_were_asked_for(
    keeper: Actor, leader: Actor, east: Checkpoint
) -> None:
    rows = [
        passage(east, clock.now() - n * DAY, plate=entry(EntryKind.PLATE, PLATE)) for n in range(4)
    ]
    take(keeper, *rows)
    assert len(found(leader, 2, kind=EntryKind.PLATE, typed=PLATE)) == 3
    assert len(found(leader, 400, kind=EntryKind.PLATE, typed=PLATE)) == 4


def test_at_the_own_grids_alone(
    world: World, keeper: Actor, leader: Actor, east: Checkpoint, west: Checkpoint
) -> None:
    take(leader, passage(east, plate=entry(EntryKind.PLATE, PLATE)))
    asked: dict[str, Any] = {"kind": EntryKind.PLATE, "typed": PLATE}
    assert len(found(world.actor("first_a"), **asked)) == 1
    assert found(world.actor("chief_f"), **asked) == []
    with pytest.raises(NotFound):
        found(world.actor("chief_f"), gate_id=east.pk, hour=clock.now())


def test_who_may_not_is_refused_and_so_is_a_search_without_reason(
    keeper: Actor, leader: Actor, east: Checkpoint
) -> None:
    with pytest.raises(NotAllowed):
        found(keeper, kind=EntryKind.PLATE, typed=PLATE)
    with pytest.raises(PassageReasonMissing):
        search_passages(leader, said=SearchSaid(" ", 14, kind=EntryKind.PLATE, typed=PLATE))
    assert not Line.objects.filter(act="passages.searched").exists()


def test_a_search_names_one_thing_that_can_be_read(leader: Actor, east: Checkpoint) -> None:
    unclear: list[dict[str, Any]] = [
        {},
        {"kind": EntryKind.PLATE, "typed": PLATE, "gate_id": east.pk, "hour": clock.now()},
        {"gate_id": east.pk},
    ]
    for asked in unclear:
        with pytest.raises(PassageSearchUnclear):
            found(leader, **asked)
    with pytest.raises(PassageNumberUnread):
        found(leader, kind=EntryKind.IDENTITY, typed="360199")


def test_the_newest_are_shown_and_that_there_are_more(
    keeper: Actor, leader: Actor, east: Checkpoint
) -> None:
    mark = entry(EntryKind.PLATE, PLATE)
    rows = [
        passage(east, clock.now() - timedelta(hours=3, seconds=n), plate=mark) for n in range(501)
    ]
    take(keeper, *rows)
    said = SearchSaid("流调", 14, kind=EntryKind.PLATE, typed=PLATE)
    told = search_passages(leader, said=said)
    assert (len(told.rows), told.more) == (MOST_FOUND, True)
    assert str(told.rows[0].id) == rows[0]["id"]


def test_the_door_masks_names_and_telephones(
    world: World, keeper: Actor, leader: Actor, east: Checkpoint, client: Client
) -> None:
    row = passage(east, subject="visitor", name="李建国", phone="13800138000", visiting="1栋101")
    take(keeper, row)
    client.force_login(world.account("leader_a"))
    body = {"reason": "流调", "gate_id": str(east.pk), "hour": clock.now().isoformat()}
    answer = client.post("/api/v1/passages/search", body, content_type="application/json")
    [told] = answer.json()["items"]
    assert (told["visiting"], told["gate"]["name"]) == ("1栋101", "东门")
    assert "建国" not in told["name"]
    assert "0013" not in told["phone"]
