"""Declarations coming in: checked as the register checks, replaced until somebody looked, sealed."""

from typing import Any
from uuid import uuid4

import pytest

from gridward.exchange.portal.models import Declaration
from gridward.exchange.portal.problems import AlreadyHandled, SendingReused
from gridward.exchange.portal.queries.admitting import admit, state_of
from gridward.exchange.portal.services.deciding import reject
from gridward.exchange.portal.services.declaring import declare
from gridward.exchange.portal.terms import DeclaredVehicle, Member, SlipState
from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import sentence
from gridward.ground.register.models import Resident
from gridward.kernel.problems import Problem
from gridward.work.rounds.models import Target
from tests.exchange.portal.conftest import Door
from tests.exchange.portal.slips import says, sent, token
from tests.ground.register.people import household, number
from tests.work.rounds.walking import FEVER, PETS, target_of, walked
from tests.world import World

pytestmark = pytest.mark.django_db


def refused(slip: str, *members: Member, **given: Any) -> tuple[str, object]:
    """Code and field of the refusal."""
    with pytest.raises(Problem) as caught:
        sent(slip, says(*members, **given))
    return caught.value.code, caught.value.details.get("field")


def test_a_declaration_waits_and_writes_nothing(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    assert state_of(admit(slip)) is SlipState.UNUSED
    row = sent(slip, says(Member("王小红", phone="13800138000"), needs=" 想要扶手 "))
    assert (row.state, row.revision, row.members) == ("waiting", 1, 1)
    assert (row.grid_id, row.target_id) == (door.target.grid_id, door.target.pk)
    assert state_of(admit(slip)) is SlipState.SENT
    assert not Resident.objects.exists()
    assert Target.objects.get().outcome == ""


def test_what_was_said_is_sealed(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    sent(slip, says(Member("王小红", document=number(), phone="13800138000"), needs="独居老人"))
    row = Declaration.objects.values().get()
    stored = str(row) + bytes(row["content"]).decode(errors="ignore")
    for word in ("王小红", number(), "13800138000", "独居老人"):
        assert word not in stored
    assert number() in (Declaration.objects.get().open_sealed("content") or "")


def test_the_record_tells_of_the_household_without_naming_anybody(door: Door) -> None:
    sent(token(door.worker, door.round, door.target), says(Member("王小红")))
    line = Line.objects.get(act="portal.declared")
    assert (line.account_id, line.actor_name) == (None, "")
    assert sentence(line, "zh-Hans") == "翠竹小区1栋1单元***的住户自主申报（“春季摸排”，第 1 份）"


def test_a_second_one_replaces_the_first_and_both_are_kept(door: Door) -> None:
    first_slip, second_slip = (token(door.worker, door.round, door.target) for _ in range(2))
    first = sent(first_slip)
    second = sent(second_slip, says(Member("张晓梅"), Member("李小明")))
    first.refresh_from_db()
    assert (first.state, second.state) == ("replaced", "waiting")
    assert (first.revision, second.revision) == (1, 2)
    assert "李小明" not in (first.open_sealed("content") or "")


def test_sent_again_by_a_bad_network_it_is_there_once(door: Door) -> None:
    slip, sending = token(door.worker, door.round, door.target), uuid4()
    first = declare(slip, sending_id=sending, said=says())
    again = declare(slip, sending_id=sending, said=says())
    assert first.pk == again.pk
    assert Declaration.objects.count() == 1


def test_the_id_of_somebody_elses_sending_is_refused(world: World, door: Door) -> None:
    other = household(world, door.worker, "a1-1-102")
    first = sent(token(door.worker, door.round, door.target))
    slip = token(door.worker, door.round, target_of(door.round, other))
    with pytest.raises(SendingReused):
        declare(slip, sending_id=first.pk, said=says())
    first.refresh_from_db()
    assert (first.state, first.target_id) == ("waiting", door.target.pk)


def test_after_somebody_looked_nothing_is_replaced_but_a_new_slip_begins_anew(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    other = token(door.worker, door.round, door.target)
    reject(door.worker, declaration_id=sent(slip).pk, reason="房号不对")
    for old in (slip, other):
        assert state_of(admit(old)) is SlipState.HANDLED
        with pytest.raises(AlreadyHandled):
            sent(old)
    fresh = token(door.worker, door.round, door.target)
    assert state_of(admit(fresh)) is SlipState.UNUSED
    assert sent(fresh).revision == 2


def test_numbers_are_checked_as_the_register_checks_them(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    wrong = number()[:-1] + ("0" if number()[-1] != "0" else "1")
    good = Member("张晓梅")
    assert refused(slip, Member(" "))[1] == "members.0.name"
    assert refused(slip, good, Member("李小明", document=wrong)) == (
        "identity_number.check_digit",
        "members.1.document",
    )
    assert refused(slip, Member("李小明", phone="1380013"))[1] == "members.0.phone"
    assert refused(slip, good, vehicles=(DeclaredVehicle("赣A1"),))[1] == "vehicles.0.plate"
    assert refused(slip, good, vehicles=(DeclaredVehicle("赣A12345", 1),)) == (
        "portal.keeper_unknown",
        "vehicles.0.keeper",
    )
    twice = Member("李小明", document=number())
    assert refused(slip, twice, twice) == ("portal.member_twice", "members.1.document")
    assert not Declaration.objects.exists()


def test_a_household_is_somebody(door: Door) -> None:
    slip = token(door.worker, door.round, door.target)
    with pytest.raises(Problem) as caught:
        declare(slip, sending_id=uuid4(), said=says().__class__(members=()))
    assert caught.value.code == "portal.nobody_declared"


def test_questions_of_the_round_are_answered_too(world: World) -> None:
    worker = world.actor("worker_a1")
    home = household(world, worker)
    row = walked(world, questions=[FEVER, PETS])
    slip = token(worker, row, target_of(row, home))
    assert [one.code for one in admit(slip).questions] == ["fever", "pets"]
    assert refused(slip, Member("张晓梅"))[0] == "round_answer_missing"
    well = Member("张晓梅", answers={"fever": False})
    assert refused(slip, well, answers={"pets": "很多"})[0] == "round_answer_unfit"
    assert refused(slip, well, answers={"fever": {"0": False}})[0] == "round_question_unknown"
    assert refused(slip, Member("张晓梅", answers={"fever": False, "pets": 1}))[0] == (
        "round_question_unknown"
    )
    assert sent(slip, says(well, answers={"pets": 2})).state == "waiting"
