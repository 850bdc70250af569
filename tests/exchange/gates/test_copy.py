"""The copy of a gate: every pass of the street, what changes behind the cursor, nothing of a person in the plain."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from gridward.config.commands.setup import begin_restored_epoch
from gridward.exchange.gates.queries import copying
from gridward.exchange.gates.services.filling import fill
from gridward.ground.register.services.residents import change_resident
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.work.checkpoints.models import Checkpoint, Pass
from gridward.work.checkpoints.services.passes import (
    make_pass,
    print_again,
    prolong_pass,
    revoke_pass,
)
from gridward.work.checkpoints.terms import PassKind
from gridward.work.passages.rules.entries import entry_of
from gridward.work.passages.services.keys import gate_key
from gridward.work.passages.terms import EntryKind
from tests.exchange.gates.phones import GatePhone
from tests.exchange.sync.phones import wait_until_nobody_writes
from tests.ground.register.people import household, number, resident
from tests.work.checkpoints.acts import gate, resident_pass, said
from tests.world import World

SignIn = Callable[[Account], Client]


@pytest.fixture
def worker(committed: World) -> Actor:
    return committed.actor("worker_a1")


@pytest.fixture
def east(committed: World) -> Checkpoint:
    return gate(committed, committed.actor("leader_a"), "东门")


@pytest.fixture
def phone(committed: World, east: Checkpoint, client_of: SignIn) -> GatePhone:
    return GatePhone(client_of(committed.account("worker_a1")), east.pk)


def pulled(phone: GatePhone) -> GatePhone:
    wait_until_nobody_writes()
    phone.pull()
    return phone


def visitor(world: World, actor: Actor, grid: str = "a1") -> Pass:
    return make_pass(actor, said=said(world, grid=grid, holder_phone="13800138765"))


def test_a_phone_follows_whatever_happens_to_passes(
    committed: World, worker: Actor, phone: GatePhone
) -> None:
    mine = visitor(committed, worker)
    theirs = visitor(committed, committed.actor("worker_b1"), "b1")
    visitor(committed, committed.actor("worker_f1"), "f1")
    kept = pulled(phone).passes
    assert kept.keys() == {str(mine.pk), str(theirs.pk)}, "the whole street, and no other"
    assert (kept[str(mine.pk)]["label"], kept[str(mine.pk)]["revoked"]) == ("李*", False)
    assert phone.pull()["passes"] == [], "small when nothing has changed"

    print_again(worker, pass_id=mine.pk, reason="遗失")
    revoke_pass(committed.actor("worker_b1"), pass_id=theirs.pk, reason="遗失")
    kept = pulled(phone).passes
    assert kept[str(mine.pk)]["issue"] == 2
    assert kept[str(theirs.pk)]["revoked"]
    assert kept[str(mine.pk)]["entries"], "a new print keeps whose it is"

    Pass.objects.filter(pk=mine.pk).delete()
    assert pulled(phone).passes.keys() == {str(theirs.pk)}


def test_who_has_left_or_changed_is_told_by_the_triggers(
    committed: World, worker: Actor, phone: GatePhone
) -> None:
    person = resident(worker, household(committed, worker), document=number(3))
    row = resident_pass(committed, worker, person)
    entry = entry_of(gate_key(), EntryKind.IDENTITY, number(3))
    assert entry is not None
    assert pulled(phone).passes[str(row.pk)]["entries"] == [entry.hex()]

    change_resident(worker, resident_id=person.pk, version=1, phones=["13800138765"], name="王小明")
    fill()
    told = pulled(phone).passes[str(row.pk)]
    assert (told["label"], len(told["entries"])) == ("王**", 2)

    person.refresh_from_db()
    type(person).objects.filter(pk=person.pk).update(left_on=clock.today(), left_why="moved")
    assert pulled(phone).passes[str(row.pk)]["revoked"]


def test_a_pass_that_ends_earlier_is_told_for_as_long_as_a_print_says_otherwise(
    committed: World, worker: Actor, phone: GatePhone
) -> None:
    row = visitor(committed, worker)
    prolong_pass(worker, pass_id=row.pk, ends=clock.now() + timedelta(minutes=2), reason="提前")
    Pass.objects.filter(pk=row.pk).update(
        ends=clock.now() - timedelta(minutes=1), begins=row.begins - timedelta(days=1)
    )
    assert str(row.pk) in pulled(phone).passes


def test_pages_and_a_new_epoch(
    committed: World, worker: Actor, phone: GatePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "MOST_PASSES", 2)
    rows = [visitor(committed, worker) for _ in range(5)]
    assert len(pulled(phone).passes) == 5
    assert phone.asked == 3

    begin_restored_epoch()
    phone.passes["00000000-0000-0000-0000-000000000001"] = {}
    wait_until_nobody_writes()
    phone.pull()
    assert phone.passes.keys() == {str(row.pk) for row in rows}, "what was taken is forgotten"
    assert phone.epoch == 1


def test_a_vehicle_is_told_by_its_plate_and_a_pass_of_another_gate_is_told_too(
    committed: World, worker: Actor, east: Checkpoint, phone: GatePhone
) -> None:
    west = gate(committed, committed.actor("leader_a"), "西门")
    car = make_pass(
        worker, said=said(committed, PassKind.VEHICLE, plate="赣A·12345", gates=[west.pk])
    )
    told = pulled(phone).passes[str(car.pk)]
    entry = entry_of(gate_key(), EntryKind.PLATE, "赣A12345")
    assert entry is not None
    assert (told["plate"], told["label"]) == (entry.hex(), "赣A·12345")
    assert told["gates"] == [str(west.pk)], "its code alone would let it pass at the east gate"


def test_the_answer_names_nobody(committed: World, worker: Actor, phone: GatePhone) -> None:
    person = resident(
        worker,
        household(committed, worker),
        document=number(4),
        name="王小明",
        phones=["13800138765"],
    )
    resident_pass(committed, worker, person)
    text = str(pulled(phone).last | {"passes": list(phone.passes.values())})
    assert "王**" in text
    for plain in ("王小明", number(4), "13800138765"):
        assert plain not in text
