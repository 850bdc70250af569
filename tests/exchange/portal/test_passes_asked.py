"""Passes that households ask for: what is taken in, who decides, what the page is told, and what nobody else is."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db.utils import ProgrammingError
from django.http import HttpResponse
from django.test import Client

from gridward.exchange.portal.models import PassRequest
from gridward.exchange.portal.problems import (
    HolderToChoose,
    PassRequestDaysWrong,
    PassRequestDecided,
    PassRequestIncomplete,
    RefusalReasonMissing,
    SendingReused,
    SlipOver,
    TooManyRequests,
)
from gridward.exchange.portal.queries.admitting import admit
from gridward.exchange.portal.queries.requests import ended, given_of, requests_of, words_of
from gridward.exchange.portal.rules.asking import read_asked, span
from gridward.exchange.portal.services.asking import ask_for_pass
from gridward.exchange.portal.services.following import forget_closed
from gridward.exchange.portal.services.granting import grant, refuse
from gridward.exchange.portal.terms import (
    DAYS_AHEAD,
    MOST_DAYS,
    MOST_WAITING,
    PassAsked,
    PassEnding,
)
from gridward.ground.audit.models import Line
from gridward.ground.staff.models import Account
from gridward.kernel import clock
from gridward.kernel.clock import LOCAL
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.checkpoints.models import Pass
from gridward.work.checkpoints.queries.passes import checked
from gridward.work.checkpoints.services.passes import print_again, revoke_pass
from gridward.work.checkpoints.terms import PassKind, PassState
from gridward.work.rounds.models import Round
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import token
from tests.ground.register.people import household, resident
from tests.work.checkpoints.acts import gate
from tests.work.rounds.walking import target_of
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 6)
VISITOR = PassAsked(PassKind.VISITOR, "李四", TODAY, 3, "探亲")


@pytest.fixture(autouse=True)
def _nothing_counted(db: None) -> None:
    cache.clear()


@pytest.fixture
def slip(door: Door) -> str:
    return token(door.worker, door.round, door.target)


def visitor(**other: Any) -> PassAsked:
    return replace(VISITOR, begins_on=clock.today(), **other)


def asked(slip: str, said: PassAsked | None = None) -> PassRequest:
    return ask_for_pass(slip, sending_id=uuid4(), said=said or visitor())


# -- what is asked -------------------------------------------------------------------------------


def test_a_request_is_read_in_the_forms_of_the_register() -> None:
    said = replace(
        VISITOR, kind=PassKind.VEHICLE, name=" 李四 ", plate="赣a·12345", phone="138 0013 8000"
    )
    read = read_asked(said, TODAY)
    assert (read.name, read.plate, read.phone) == ("李四", "赣A12345", "+8613800138000")


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"name": " "}, PassRequestIncomplete, "name"),
        ({"reason": ""}, PassRequestIncomplete, "reason"),
        ({"kind": PassKind.VEHICLE}, PassRequestIncomplete, "plate"),
        ({"kind": PassKind.HELPER}, PassRequestIncomplete, "kind"),
        ({"days": 0}, PassRequestDaysWrong, "days"),
        ({"days": MOST_DAYS + 1}, PassRequestDaysWrong, "days"),
        ({"begins_on": TODAY - timedelta(days=1)}, PassRequestDaysWrong, "begins_on"),
        ({"begins_on": TODAY + timedelta(days=DAYS_AHEAD + 1)}, PassRequestDaysWrong, "begins_on"),
        ({"phone": "12"}, Problem, "phone"),
        ({"plate": "12"}, Problem, "plate"),
    ],
)
def test_what_is_missing_or_wrong_is_told_at_its_field(
    change: dict[str, Any], refusal: type[Problem], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        read_asked(replace(VISITOR, **change), TODAY)
    assert refused.value.details["field"] == field


def test_a_pass_lasts_from_now_or_its_first_morning_to_its_last_midnight() -> None:
    now = datetime(2026, 3, 6, 15, 30, tzinfo=LOCAL)
    end = datetime(2026, 3, 7, tzinfo=LOCAL)
    assert span(TODAY, 1, now) == (now, end)
    tomorrow = TODAY + timedelta(days=1)
    assert span(tomorrow, 2, now) == (end, end + timedelta(days=2))


def test_a_request_waits_and_is_on_record_without_a_name(slip: str) -> None:
    row = asked(slip, visitor(phone="13800138000"))
    assert (row.state, words_of(row).name, words_of(row).phone) == (
        *("waiting", "李四"),
        "+8613800138000",
    )
    line = Line.objects.get(act="portal.pass_asked")
    assert line.actor_name == ""
    assert "李四" not in json.dumps(line.params, ensure_ascii=False)


def test_what_a_bad_network_sends_twice_is_asked_once(slip: str) -> None:
    sending = uuid4()
    rows = [ask_for_pass(slip, sending_id=sending, said=visitor()) for _ in range(2)]
    assert rows[0] == rows[1]
    assert PassRequest.objects.count() == 1


def test_a_door_does_not_ask_without_end(slip: str) -> None:
    for _ in range(MOST_WAITING):
        asked(slip)
    with pytest.raises(TooManyRequests):
        asked(slip)


def test_an_id_of_another_door_is_refused(world: World, door: Door, slip: str) -> None:
    other = target_of(door.round, household(world, door.worker, "a1-1-102"))
    theirs = asked(token(door.worker, door.round, other))
    with pytest.raises(SendingReused):
        ask_for_pass(slip, sending_id=theirs.pk, said=visitor())


def test_with_a_slip_that_is_over_nothing_is_asked(slip: str) -> None:
    Round.objects.update(state="closed")
    with pytest.raises(SlipOver):
        asked(slip)


# -- who decides ---------------------------------------------------------------------------------


def test_who_grants_makes_the_pass_that_holds_at_the_gate(
    world: World, door: Door, slip: str
) -> None:
    east = gate(world, world.actor("leader_a"), "东门")
    row = grant(door.worker, request_id=asked(slip).pk, gates=[east.pk])
    serial, code = given_of(row)
    made = Pass.objects.get(pk=row.pk)
    assert (row.state, row.decided_by, made.serial) == ("granted", door.worker.name, serial)
    assert (made.gates, made.reason) == ([east.pk], "探亲")
    assert checked(door.worker, code, east.pk, clock.now())[1] is PassState.VALID


def test_a_pass_of_a_resident_is_of_somebody_in_the_register(door: Door, slip: str) -> None:
    someone = resident(door.worker, door.home)
    row = asked(slip, visitor(kind=PassKind.RESIDENT))
    with pytest.raises(HolderToChoose):
        grant(door.worker, request_id=row.pk)
    grant(door.worker, request_id=row.pk, resident_id=someone.pk)
    assert Pass.objects.get(pk=row.pk).resident_id == someone.pk


def test_who_refuses_says_why_and_no_pass_is_made(door: Door, slip: str) -> None:
    row = asked(slip)
    with pytest.raises(RefusalReasonMissing):
        refuse(door.worker, request_id=row.pk, reason=" ")
    refused = refuse(door.worker, request_id=row.pk, reason="请先登记来访")
    assert (refused.state, refused.reason) == ("refused", "请先登记来访")
    assert not Pass.objects.exists()
    assert Line.objects.filter(act="portal.pass_refused").count() == 1


def test_the_second_of_two_who_decide_is_told(door: Door, slip: str) -> None:
    row = grant(door.worker, request_id=asked(slip).pk)
    with pytest.raises(PassRequestDecided):
        refuse(door.worker, request_id=row.pk, reason="人数过多")
    with pytest.raises(PassRequestDecided):
        grant(door.worker, request_id=row.pk)
    assert Pass.objects.count() == 1


def test_others_neither_see_nor_decide(world: World, slip: str) -> None:
    row = asked(slip)
    for name in ("worker_a2", "worker_b1", "chief_f"):
        assert requests_of(world.actor(name), None) == []
        with pytest.raises(NotFound):
            grant(world.actor(name), request_id=row.pk)
    with pytest.raises((NotAllowed, NotFound)):
        grant(world.actor("police_a"), request_id=row.pk)


def test_the_longest_waiting_stands_first(door: Door, slip: str) -> None:
    first, second, third = asked(slip), asked(slip), asked(slip)
    refuse(door.worker, request_id=first.pk, reason="重复申请")
    assert [one.pk for one in requests_of(door.worker, None)] == [second.pk, third.pk, first.pk]


def test_requests_go_with_their_slips(door: Door, slip: str) -> None:
    made = grant(door.worker, request_id=asked(slip).pk)
    closed = clock.now() - timedelta(days=31)
    Round.objects.update(state="closed", closed_at=closed)
    assert forget_closed(clock.now()) == 1
    assert not PassRequest.objects.exists()
    assert Pass.objects.filter(pk=made.pk).exists()


# -- the page ------------------------------------------------------------------------------------


@pytest.fixture
def stranger(slip: str, behind_wall: Callable[[Account | None], None]) -> Client:
    behind_wall(None)
    return Client(enforce_csrf_checks=True)


def post(client: Client, path: str, **body: Any) -> HttpResponse:
    return client.post(f"/api/v1/portal/{path}", json.dumps(body), "application/json")


def test_the_page_asks_and_is_told_what_became_of_it(
    stranger: Client, door: Door, slip: str, behind_wall: Callable[[Account | None], None]
) -> None:
    sending = str(uuid4())
    body = {"kind": "visitor", "name": "李四", "days": 2, "reason": "探亲"}
    body["begins_on"] = clock.today().isoformat()
    told = post(stranger, "pass-request", token=slip, id=sending, **body)
    assert (told.status_code, told.json()["state"], told.json()["code"]) == (200, "waiting", "")
    assert "李四" not in told.content.decode()
    behind_wall(None)
    [waiting] = post(stranger, "pass-requests", token=slip, ids=[sending]).json()
    assert waiting["state"] == "waiting"


def test_who_merely_finds_a_slip_is_told_of_no_request(stranger: Client, slip: str) -> None:
    asked(slip)
    assert post(stranger, "pass-requests", token=slip, ids=[]).json() == []
    assert post(stranger, "pass-requests", token=slip, ids=[str(uuid4())]).json() == []


def test_a_granted_pass_is_shown_to_who_asked(
    door: Door, slip: str, behind_wall: Callable[[Account | None], None]
) -> None:
    row = grant(door.worker, request_id=asked(slip).pk)
    behind_wall(None)
    [told] = post(Client(), "pass-requests", token=slip, ids=[str(row.pk)]).json()
    assert (told["state"], told["code"][:3], len(told["serial"])) == ("granted", "GW1", 8)


@pytest.mark.parametrize(("end", "why"), [(revoke_pass, "revoked"), (print_again, "replaced")])
def test_a_pass_that_holds_no_more_is_shown_without_its_code(
    door: Door,
    slip: str,
    behind_wall: Callable[[Account | None], None],
    end: Callable[..., Pass],
    why: str,
) -> None:
    row = grant(door.worker, request_id=asked(slip).pk)
    other = grant(door.worker, request_id=asked(slip).pk)
    end(door.worker, pass_id=row.pk, reason="退房")
    behind_wall(None)
    told = post(Client(), "pass-requests", token=slip, ids=[str(row.pk), str(other.pk)]).json()
    found = {one["id"]: (one["state"], one["ended"], bool(one["code"])) for one in told}
    assert found == {
        str(row.pk): ("granted", why, False),
        str(other.pk): ("granted", None, True),
    }


def test_the_database_tells_of_no_pass_of_another_door(
    world: World, door: Door, slip: str, behind_wall: Callable[[Account | None], None]
) -> None:
    other = target_of(door.round, household(world, door.worker, "a1-1-102"))
    theirs = grant(door.worker, request_id=asked(token(door.worker, door.round, other)).pk)
    revoke_pass(door.worker, pass_id=theirs.pk, reason="退房")
    behind_wall(None)
    assert ended([theirs]) == {theirs.pk: PassEnding.REVOKED}, "their slip was the last"
    admit(slip)
    assert ended([theirs]) == {}


def test_a_request_of_another_door_is_not_told(world: World, door: Door, slip: str) -> None:
    other = target_of(door.round, household(world, door.worker, "a1-1-102"))
    theirs = asked(token(door.worker, door.round, other))
    assert post(Client(), "pass-requests", token=slip, ids=[str(theirs.pk)]).json() == []


def test_nobody_grants_a_request_by_its_slip(stranger: Client, slip: str) -> None:
    row = asked(slip)
    assert PassRequest.objects.filter(pk=row.pk).update(decided_by="x") == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        PassRequest.objects.create(
            pk=UUID(int=7),
            slip_id=row.slip_id,
            target_id=row.target_id,
            street_id=row.street_id,
            grid_id=row.grid_id,
            kind="visitor",
            state="granted",
            sent_at=clock.now(),
            begins_on=clock.today(),
            days=1,
            decided_at=clock.now(),
            decided_by="x",
        )
