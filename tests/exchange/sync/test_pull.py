"""What comes down to a phone, and what leaves it."""

import gzip
import json
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client

from gridward.exchange.sync.api import post_pull
from gridward.exchange.sync.models import Device
from gridward.exchange.sync.queries import pulling
from gridward.exchange.sync.schemas.pulling import PullIn
from gridward.exchange.sync.services.devices import revoke
from gridward.ground.audit.models import Line
from gridward.ground.register.models import Household
from gridward.ground.register.services.households import change_household
from gridward.ground.staff.models import Appointment
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.models import Command, Epoch, EpochReason
from gridward.kernel.problems import Problem
from gridward.kernel.rows import tell_database
from tests.exchange.sync.phones import Phone, asked, settle, wait_until_nobody_writes
from tests.ground.register.people import household, number, organisation, resident
from tests.world import World


@pytest.fixture
def actor(committed: World) -> Actor:
    return committed.actor("worker_a1")


@pytest.fixture
def phone(committed: World) -> Phone:
    phone = Phone(committed.account("worker_a1"))
    phone.keep(committed.grids["a1"].pk)
    return phone


def kept(phone: Phone, world: World, grid: str = "a1") -> set[UUID]:
    return set(phone.documents.get(world.grids[grid].pk, {}))


def test_a_grid_comes_down_whole(committed: World, actor: Actor, phone: Phone) -> None:
    home = household(committed, actor)
    resident(actor, home, "单小明", phones=["13800138765"], document=number(1))
    shop = organisation(committed, actor)
    settle([phone])
    here = phone.documents[committed.grids["a1"].pk]
    assert {home.pk, shop.pk} < set(here)
    (person,) = here[home.pk]["residents"]
    assert person["name"] == "单小明"
    told = json.dumps(list(here.values()))
    assert not any(secret in told for secret in (number(1), "13800138765"))
    assert here[home.pk]["keys"][0].startswith("shan")
    doors = [one for row in here.values() for one in row.get("doors", [])]
    assert len(doors) == 8


def test_pages_come_until_nothing_is_left(
    committed: World, actor: Actor, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulling, "MOST_DOCUMENTS", 2)
    homes = {household(committed, actor, f"a1-1-{room}").pk for room in (101, 102, 201, 202)}
    turns = 1
    wait_until_nobody_writes()
    while phone.pull():
        turns += 1
    assert turns > 2
    assert homes < kept(phone, committed)


def test_only_what_has_changed_comes_again(committed: World, actor: Actor, phone: Phone) -> None:
    homes = [household(committed, actor, f"a1-1-{room}") for room in (101, 102)]
    settle([phone])
    change_household(actor, household_id=homes[0].pk, version=1, note="新")
    grid = committed.grids["a1"].pk
    before = {pk: id(row) for pk, row in phone.documents[grid].items()}
    settle([phone])
    changed = {pk for pk, row in phone.documents[grid].items() if id(row) != before[pk]}
    assert changed == {homes[0].pk}


def test_what_moves_away_leaves_the_phone(committed: World, actor: Actor, phone: Phone) -> None:
    home = household(committed, actor)
    settle([phone])
    Household.objects.filter(pk=home.pk).update(grid=committed.grids["a2"])
    settle([phone])
    assert home.pk not in kept(phone, committed)


def test_who_has_no_post_any_more_keeps_nothing(
    committed: World, actor: Actor, phone: Phone
) -> None:
    household(committed, actor)
    settle([phone])
    member = committed.account("worker_a1").member_id
    Appointment.objects.filter(member_id=member).update(valid_to=clock.today())
    settle([phone])
    assert (phone.documents, phone.cursors) == ({}, {})


def test_a_grid_of_others_never_comes(committed: World, phone: Phone) -> None:
    household(committed, committed.actor("worker_a2"), "a2-1-101")
    phone.keep(committed.grids["a2"].pk)
    settle([phone])
    assert kept(phone, committed, "a2") == set()


def test_a_new_epoch_begins_anew_and_sends_again_what_was_taken(
    committed: World, actor: Actor, phone: Phone
) -> None:
    """Yesterday's backup: what was entered today is gone from the server, and a row is gone from the phone."""
    home = household(committed, actor)
    settle([phone])
    content = {"id": str(uuid4()), "household_id": str(home.pk), "name": "今日所登"}
    phone.give("resident.add", content)
    settle([phone])
    row = phone.documents[committed.grids["a1"].pk]
    stale = uuid4()
    row[stale] = row[home.pk]
    with transaction.atomic():
        home.residents.all().delete()
        Command.objects.filter(pk=phone.sent[0]["id"]).delete()
        Epoch.begin(EpochReason.RESTORED)
    settle([phone])
    settle([phone])
    assert home.residents.get().name == "今日所登"
    assert stale not in kept(phone, committed)


def test_a_cursor_ahead_of_this_cluster_begins_anew(
    committed: World, actor: Actor, phone: Phone
) -> None:
    home = household(committed, actor)
    phone.cursors[committed.grids["a1"].pk] = f"9000000000000.{'0' * 32}"
    settle([phone])
    assert home.pk in kept(phone, committed)


def test_a_lost_phone_is_told_to_wipe_itself(committed: World, actor: Actor, phone: Phone) -> None:
    settle([phone])
    revoke(actor, device_id=phone.device)
    with pytest.raises(Problem) as refused:
        phone.pull()
    assert refused.value.code == "sync.device_revoked"
    acts = Line.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts)[-2:] == ["sync.device_added", "sync.device_revoked"]
    assert Device.objects.get(pk=phone.device).revoked_by == actor.name


def test_a_phone_belongs_to_one_account(committed: World, phone: Phone) -> None:
    phone.pull()
    phone.account = committed.account("worker_a2")
    with pytest.raises(Problem) as refused:
        phone.pull()
    assert refused.value.code == "sync.device_revoked"


def test_phones_of_others_cannot_be_revoked(committed: World, phone: Phone) -> None:
    phone.pull()
    with pytest.raises(Problem) as refused:
        revoke(committed.actor("worker_a2"), device_id=phone.device)
    assert refused.value.code == "not_found"


@pytest.mark.parametrize(
    "text", ["x", "1", "1.zz", "-1." + "0" * 32, "٣." + "0" * 32, f"{2**64}.{'0' * 32}"]
)
def test_a_cursor_that_was_never_given_is_refused(
    committed: World, phone: Phone, text: str
) -> None:
    phone.cursors[committed.grids["a1"].pk] = text
    with pytest.raises(Problem) as refused:
        phone.pull()
    assert refused.value.code == "sync.cursor_unreadable"


def test_a_phone_keeps_a_few_grids_and_not_a_street(committed: World, phone: Phone) -> None:
    for _ in range(pulling.MOST_GRIDS):
        phone.keep(uuid4())
    with pytest.raises(Problem) as refused:
        phone.pull()
    assert refused.value.code == "sync.too_many_grids"


def test_answers_to_phones_are_compressed(committed: World, actor: Actor) -> None:
    for room in (101, 102, 201, 202):
        household(committed, actor, f"a1-1-{room}")
    client = Client()
    client.force_login(committed.account("worker_a1"))
    answer = client.post(
        "/api/v1/sync/pull",
        {"device": str(uuid4()), "grids": {str(committed.grids["a1"].pk): ""}},
        content_type="application/json",
        headers={"Accept-Encoding": "gzip"},
    )
    assert answer.headers["Content-Encoding"] == "gzip"
    told = gzip.decompress(answer.content)
    assert len(answer.content) < len(told) / 2
    assert json.loads(told)["grids"][0]["fresh"] is True


def test_an_empty_answer_is_small(committed: World, phone: Phone) -> None:
    settle([phone])
    given = PullIn(device=phone.device, epoch=phone.epoch, grids=phone.cursors)
    answer = asked(phone.account, lambda request: post_pull(request, given))
    told = [one.model_dump(mode="json") for one in answer["grids"]]
    assert len(json.dumps(told)) < 500


def test_a_lost_phone_without_a_session_hears_that_it_must_wipe_itself(
    committed: World, phone: Phone
) -> None:
    phone.pull()
    chief = committed.actor("chief")
    with transaction.atomic():
        tell_database(chief)
        revoke(chief, device_id=phone.device)
    stranger = Client()
    for device, code in ((phone.device, "sync.device_revoked"), (uuid4(), "sign_in_needed")):
        body = {"device": str(device), "grids": {}}
        answer = stranger.post("/api/v1/sync/pull", body, content_type="application/json")
        assert answer.json()["code"] == code
