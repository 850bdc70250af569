"""A case is entered under a response, by a paper; trials keep nothing; what had its time goes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from gridward.ground.audit.models import Line
from gridward.kernel import clock
from gridward.kernel.access import SOMEBODY
from gridward.kernel.ids import new_id
from gridward.kernel.problems import NotAllowed, NotFound, Problem
from gridward.work.tracing.models import (
    ContactEvidence,
    TracedContact,
    TracingCase,
    TracingRun,
)
from gridward.work.tracing.problems import (
    TracingAlreadyThere,
    TracingDaysUnfit,
    TracingLookbackReasonMissing,
    TracingNobody,
    TracingNoResponse,
    TracingSourceMissing,
    TracingUnderWay,
)
from gridward.work.tracing.schemas import TracingTrialOut
from gridward.work.tracing.services.asking import ask_run, ask_trial
from gridward.work.tracing.services.cases import end_case, open_case
from gridward.work.tracing.services.forgetting import forget_over, forget_trials
from gridward.work.tracing.services.looking import read_trial
from gridward.work.tracing.services.trying import run_trial
from gridward.work.tracing.terms import CaseState, NamedSaid, TrialSaid
from tests.work.checkpoints.acts import gate
from tests.work.tracing.acts import DAY, HOUR, case_said, lives, looked_for, opened, passed
from tests.world import World

pytestmark = pytest.mark.django_db


def test_sent_again_it_is_there_and_nobody_is_a_case_twice(responding: World) -> None:
    [sick] = lives(responding, "a1-1-101", "病甲")
    actor, said = responding.actor("health_a"), case_said(sick)
    assert open_case(actor, said=said) == open_case(actor, said=said)
    with pytest.raises(TracingAlreadyThere):
        opened(responding, sick)
    assert Line.objects.filter(act="tracing.case_opened").count() == 1


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"paper": " "}, TracingSourceMissing),
        ({"began_on": timedelta(days=1)}, TracingDaysUnfit),
        ({"began_on": timedelta(days=-91)}, TracingDaysUnfit),
        ({"lookback_days": 4}, TracingLookbackReasonMissing),
        ({"resident_id": None}, TracingNobody),
    ],
)
def test_what_is_refused(responding: World, given: dict[str, Any], refusal: type[Problem]) -> None:
    [sick] = lives(responding, "a1-1-101", "病甲")
    days = {k: clock.today() + v for k, v in given.items() if isinstance(v, timedelta)}
    with pytest.raises(refusal):
        opened(responding, sick, **{**given, **days})
    assert not TracingCase.objects.exists()


def test_somebody_who_is_named_needs_a_number_and_is_found_again_by_it(responding: World) -> None:
    grid = responding.grids["a1"].pk
    with pytest.raises(TracingNobody):
        opened(responding, None, grid_id=grid, person=NamedSaid("过路人"))
    person = NamedSaid("过路人", "139 0013 9001")
    opened(responding, None, grid_id=grid, person=person)
    with pytest.raises(TracingAlreadyThere):
        opened(responding, None, grid_id=grid, person=person)
    opened(responding, None, grid_id=grid, person=NamedSaid("其家人", "13900139001"))


def test_no_case_without_a_response_nor_by_who_may_only_read(world: World, noon: object) -> None:
    [sick] = lives(world, "a1-1-101", "病甲")
    with pytest.raises(TracingNoResponse):
        opened(world, sick)
    with pytest.raises(NotAllowed):
        opened(world, sick, by="leader_a")
    with pytest.raises(NotAllowed):
        opened(world, sick, by="worker_a1")


def test_contacts_are_looked_for_once_at_a_time(responding: World) -> None:
    case = opened(responding, lives(responding, "a1-1-101", "病甲")[0])
    actor = responding.actor("health_a")
    ask_run(actor, case_id=case.pk)
    with pytest.raises(TracingUnderWay):
        ask_run(actor, case_id=case.pk)


def tried(world: World, resident: UUID, **given: Any) -> TracingRun:
    actor = world.actor("health_a")
    said = TrialSaid(new_id(), resident, clock.today(), **given)
    run = ask_trial(actor, said=said)
    assert ask_trial(actor, said=said) == run
    run_trial(actor, run_id=run.pk)
    return read_trial(actor, run.pk)


def test_what_if_counts_doors_grids_and_people_and_stores_nothing(responding: World) -> None:
    world, now = responding, clock.now()
    east = gate(world, world.actor("leader_a"), "东门")
    who, *_ = lives(world, "a1-1-101", "某甲", "同住乙", "同住丙")
    near, family = lives(world, "a2-1-102", "同门丁", "丁家戊")
    for one in (who, near):
        passed(world, east, one, now - HOUR)
    run = tried(world, who.pk)
    told = TracingTrialOut.of(run, "zh-Hans").answer
    assert told is not None
    assert (told.days, told.book) == (2, "CN-PLAN-9")
    first, second = told.degrees
    assert (first.persons, first.doors, first.buildings) == (4, 2, 2)  # the keeper has no door
    assert second.persons == 0  # nobody through who only passed the gate
    assert family.pk
    grids = {(one.grid, one.degree): (one.persons, one.doors) for one in told.grids}
    names = {name: world.grids[name].name for name in ("a1", "a2")}
    assert grids[names["a1"], 1] == (2, 1)
    assert grids[names["a2"], 1] == (1, 1)
    for model in (TracingCase, TracedContact, ContactEvidence):
        assert not model._default_manager.exists()
    assert Line.objects.filter(act="tracing.trial_seen").exists()


def test_a_trial_is_its_askers_alone_and_goes_after_an_hour(
    responding: World, noon: time_machine.Traveller
) -> None:
    run = tried(responding, lives(responding, "a1-1-101", "某甲")[0].pk)
    with pytest.raises(NotFound):
        read_trial(responding.actor("command"), run.pk)
    assert forget_trials(clock.now()) == 0
    noon.shift(HOUR + timedelta(minutes=1))
    assert forget_trials(clock.now()) == 1
    assert not TracingRun.objects.exists()


def test_a_case_goes_ninety_days_after_its_end_with_all_beside_it(
    responding: World, noon: time_machine.Traveller
) -> None:
    sick, _ = lives(responding, "a1-1-101", "病甲", "同住乙")
    case = opened(responding, sick)
    looked_for(responding, case)
    told: dict[str, Any] = {"state": CaseState.WITHDRAWN, "note": "复核为阴性"}
    end_case(responding.actor("health_a"), case_id=case.pk, version=case.version, **told)
    noon.shift(90 * DAY)
    assert forget_over(SOMEBODY, clock.now()) == 0
    noon.shift(HOUR)
    assert forget_over(SOMEBODY, clock.now()) == 1
    for model in (TracingCase, TracedContact, ContactEvidence, TracingRun):
        assert not model._default_manager.exists()
    history = TracedContact._meta.get_field("events").related_model
    assert isinstance(history, type)
    assert not history._default_manager.exists()


def test_the_desk_through_its_doors(responding: World, client: Client) -> None:
    sick, spouse = lives(responding, "a1-1-101", "病甲", "同住乙")
    case = opened(responding, sick)
    looked_for(responding, case)
    client.force_login(responding.account("health_a"))
    door = f"/api/v1/tracing/cases/{case.pk}"
    terms = client.get("/api/v1/tracing/terms").json()
    assert (len(terms["reasons"]), terms["may_decide"]) == (4, True)
    [row] = client.get("/api/v1/tracing/cases").json()["items"]
    assert row["name"] != "病甲"
    assert row["reached"]["to_decide"] == 1
    assert client.get(door).json()["name"] == "病甲"
    [told] = client.get(f"{door}/contacts").json()["items"]
    assert (told["name"], told["resident_id"]) == ("同住乙", str(spouse.pk))
    body = {
        "chosen": [{"id": told["id"], "version": told["version"]}],
        "decision": "close",
        "reason": "lived_together",
    }
    made = client.post(f"{door}/decisions", body, content_type="application/json").json()
    assert made["items"][0]["measure_problem"]
    drawn = client.get(f"{door}/drawings").json()
    assert {one["name"] for one in drawn["nodes"]} == {"病甲", "同住乙"}
    [link] = drawn["links"]
    assert (link["source"], link["target"]) == (str(sick.pk), str(spouse.pk))
    whole = client.get(f"/api/v1/tracing/contacts/{told['id']}").json()
    assert whole["evidence"][0]["kind"] == "household"
    acts = {"case_seen", "contacts_seen", "contact_seen", "chain_seen", "decided"}
    seen = set(Line.objects.values_list("act", flat=True))
    assert {f"tracing.{one}" for one in acts} <= seen
