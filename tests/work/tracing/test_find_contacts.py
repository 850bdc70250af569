"""A small street from its rows to its proposals: by gates, homes, units, shifts and visits; and looked for again."""

from pathlib import Path
from tempfile import gettempdir

import pytest

from gridward.ground.register.models import Employee, Organisation, Resident
from gridward.kernel import clock
from gridward.work.rounds.models import Round, Target, Visit
from gridward.work.tracing.models import ContactEvidence, TracedContact, TracingCase
from gridward.work.tracing.queries.cases import person_of
from gridward.work.tracing.services.running import run_case
from gridward.work.tracing.terms import (
    ContactDecision,
    DecisionReason,
    EvidenceKind,
    NamedSaid,
    RunState,
)
from tests.work.checkpoints.acts import gate
from tests.work.tracing.acts import (
    DAY,
    HOUR,
    MINUTE,
    contact,
    decided,
    lives,
    looked_for,
    opened,
    passed,
)
from tests.world import World

pytestmark = pytest.mark.django_db


def degrees(case: TracingCase) -> dict[str, int]:
    rows = TracedContact.objects.filter(case=case)
    return {person_of(row).name: row.degree for row in rows}


def works(world: World, *people: Resident, name: str = "翠竹商店") -> Organisation:
    grid = world.grids["a1"]
    where = {"street_id": grid.street_id, "grid": grid}
    unit = Organisation.objects.create(kind="company", name=name, **where)
    for one in people:
        Employee.objects.create(organisation=unit, name=one.name, resident=one, **where)
    return unit


def visited(world: World, resident: Resident, by: str) -> None:
    """The grid's worker speaks with a household at its door."""
    where = {"street_id": resident.street_id, "grid_id": resident.grid_id}
    told = {"starts_on": clock.today(), "ends_on": clock.today(), "valid_days": 1, "tries": 1}
    survey = Round.objects.create(
        street_id=resident.street_id, name="摸排", kinds=["household"], made_by="测试", **told
    )
    target = Target.objects.create(
        round=survey, kind="household", household=resident.household, **where
    )
    Visit.objects.create(
        target=target,
        household_id=resident.household_id,
        outcome="met",
        way="in_person",
        at=clock.now() - HOUR,
        arrived_at=clock.now(),
        member_id=world.account(by).member_id,
        by=by,
        **where,
    )


def test_by_home_gate_unit_and_visit_with_contacts_of_contacts(responding: World) -> None:
    world, now = responding, clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    sick, spouse = lives(world, "a1-1-101", "病甲", "同住乙")
    near, far = lives(world, "a1-1-102", "同门丙"), lives(world, "a1-1-201", "隔时丁")
    mate, partner = lives(world, "a2-1-101", "同事戊", "戊家己")
    lives(world, "a2-1-102", "无关庚")
    passed(world, east, sick, now - DAY)
    passed(world, east, near[0], now - DAY + 10 * MINUTE)
    passed(world, east, far[0], now - DAY + 2 * HOUR)
    works(world, sick, mate)
    visited(world, sick, "worker_a1")
    case = opened(world, sick)
    run = looked_for(world, case)
    keeper = "测试worker_a1"
    assert degrees(case) == {
        "同住乙": 1,
        "同门丙": 1,
        "同事戊": 1,
        keeper: 1,
        "戊家己": 2,
        "隔时丁": 2,
    }  # through the worker, who was at the door and kept the gate later
    assert run.state == RunState.DONE
    assert run.counts["degrees"] == [4, 2]
    kinds = {row.kind for row in ContactEvidence.objects.filter(contact=contact(case, spouse))}
    assert kinds == {EvidenceKind.HOUSEHOLD, EvidenceKind.VISIT}
    [through] = ContactEvidence.objects.filter(contact=contact(case, partner))
    assert through.via == contact(case, mate)
    assert contact(case, spouse).suggested == ContactDecision.CLOSE
    assert contact(case, near[0]).suggested == ContactDecision.GENERAL
    assert contact(case, mate).suggested == ""


def test_through_who_only_passed_the_gate_nobody_until_people_say_they_are_close(
    responding: World,
) -> None:
    world, now = responding, clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    [sick], [near] = lives(world, "a1-1-101", "病甲"), lives(world, "a1-1-102", "同门丙")
    [far] = lives(world, "a1-1-201", "隔时丁")
    for who, at in ((sick, 180), (near, 175), (far, 60)):
        passed(world, east, who, now - at * MINUTE)
    case = opened(world, sick)
    run = looked_for(world, case)
    keeper = TracedContact.objects.get(case=case, kind="member")
    assert degrees(case) == {"同门丙": 1, "测试worker_a1": 1}
    assert run.counts["through_gates"] == 1
    reason = DecisionReason.UNPROTECTED
    decided(world.actor("health_a"), case, keeper, reason=reason)
    looked_for(world, case)
    assert contact(case, far).degree == 2


def test_within_the_days_of_the_book_alone(responding: World) -> None:
    world, midnight = responding, clock.midnight(clock.today() - 3 * DAY)
    east = gate(world, world.actor("leader_a"), "东门")
    [sick], [before], [at] = (lives(world, f"a1-1-{n}", f"人{n}") for n in (101, 102, 201))
    for who, when in ((before, midnight - 20 * MINUTE), (at, midnight)):
        passed(world, east, sick, when)
        passed(world, east, who, when)
    case = opened(world, sick, began_on=clock.today() - DAY)
    looked_for(world, case)
    assert (case.lookback_days, case.rule["book"]) == (2, "CN-PLAN-9")
    assert TracedContact.objects.filter(case=case, resident_id=at.pk, degree=1).exists()
    assert not TracedContact.objects.filter(case=case, resident_id=before.pk, degree=1).exists()


def test_somebody_who_is_not_registered_by_the_number_that_gates_know(responding: World) -> None:
    world, now = responding, clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    [near] = lives(world, "a1-1-101", "同门丙")
    from gridward.work.passages.rules.entries import entry_of
    from gridward.work.passages.services.keys import gate_key
    from gridward.work.passages.terms import EntryKind
    from tests.work.passages.acts import passage, take

    entry = entry_of(gate_key(), EntryKind.PHONE, "13900139001")
    assert entry is not None
    row = passage(east, now - HOUR, subject="visitor", person=entry.hex(), name="过路人")
    take(world.actor("worker_a1"), row)
    passed(world, east, near, now - HOUR + MINUTE)
    person = NamedSaid("过路人", "13900139001")
    case = opened(world, None, grid_id=world.grids["a1"].pk, person=person)
    looked_for(world, case)
    assert degrees(case)["同门丙"] == 1
    assert "过路人" not in degrees(case)


def test_looking_again_adds_what_is_new_and_loses_no_decision(responding: World) -> None:
    world, now = responding, clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    sick, spouse = lives(world, "a1-1-101", "病甲", "同住乙")
    [near] = lives(world, "a1-1-102", "同门丙")
    case = opened(world, sick)
    looked_for(world, case)
    decided(
        *(world.actor("health_a"), case, contact(case, spouse)),
        decision=ContactDecision.NONE,
        reason=DecisionReason.ABSENT,
    )
    assert looked_for(world, case).counts["new"] == 0
    assert contact(case, spouse).news_at is None
    for who in (sick, spouse, near):
        passed(world, east, who, now - HOUR)
    run = looked_for(world, case)
    assert run.counts["new"] == 2  # and the keeper of the gate
    row = contact(case, spouse)
    assert (row.decision, row.news_at) == (ContactDecision.NONE, clock.now())
    assert ContactEvidence.objects.filter(contact=row).count() == 2
    before = list(ContactEvidence.objects.order_by("id").values())
    run_case(world.actor("health_a"), run_id=run.pk)
    assert list(ContactEvidence.objects.order_by("id").values()) == before


def test_a_unit_that_is_too_large_is_told_as_a_whole(
    responding: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = responding
    [sick], [mate] = lives(world, "a1-1-101", "病甲"), lives(world, "a1-1-102", "同事戊")
    works(world, sick, mate, name="大厂")
    case = opened(world, sick)
    from gridward.work.tracing.queries import street as gathering
    from gridward.work.tracing.services import running

    monkeypatch.setattr(
        running, "without_large", lambda told, largest: gathering.without_large(told, 1)
    )
    run = looked_for(world, case)
    assert run.counts["large"] == [{"name": "大厂", "people": 2}]
    assert degrees(case) == {}


def test_no_name_lies_in_a_folder_and_no_folder_is_left(
    responding: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gridward.work.tracing.services import engine

    world = responding
    sick, _ = lives(world, "a1-1-101", "病甲", "同住乙")
    seen: list[bytes] = []
    plain = engine._write

    def watched(folder: Path, *given: object) -> None:
        plain(folder, *given)  # type: ignore[arg-type]
        assert folder.stat().st_mode & 0o077 == 0
        seen.extend(one.read_bytes() for one in folder.glob("*.parquet"))

    monkeypatch.setattr(engine, "_write", watched)
    looked_for(world, opened(world, sick))
    assert seen
    assert all(str(sick.pk).encode() not in one and "病甲".encode() not in one for one in seen)
    assert not list(Path(gettempdir()).glob("gridward-tracing-*"))
