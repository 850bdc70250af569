"""Whatever people do to the register in whatever order, what must hold holds."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import F, Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from gridward.ground.audit.models import Line
from gridward.ground.audit.queries import verify_chain
from gridward.ground.register.models import (
    Conflict,
    Household,
    Resident,
    ResidentPhone,
    ResidentSituation,
    Vehicle,
)
from gridward.ground.register.queries.history import household_history, resident_history
from gridward.ground.register.queries.states import kept_of
from gridward.ground.register.services.departing import (
    bring_back,
    move_out,
    move_together,
    record_death,
)
from gridward.ground.register.services.households import add_household, change_household
from gridward.ground.register.services.marks import Why
from gridward.ground.register.services.regrouping import merge_households, split_household
from gridward.ground.register.services.residents import (
    add_resident,
    change_resident,
    move_resident,
    remove_resident,
)
from gridward.ground.register.services.settling import settle_conflict
from gridward.ground.register.services.together import Chosen, change_households, change_residents
from gridward.ground.register.terms.people import ConflictDecision, HouseholdState, LeftWhy
from gridward.kernel.access import Actor
from gridward.kernel.problems import Problem
from gridward.kernel.rows import tell_database
from gridward.oversight.reports.queries.overview import overview
from tests.ground.register.people import household, number, resident
from tests.world import World

BOUNDED = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""A first failure is told as it is: to make it smaller would take minutes."""
Act = Callable[..., Any]
DOORS = ("a1-1-101", "a1-1-102", "a2-1-101", "b1-1-101")
ROWS = (ResidentPhone, Vehicle, ResidentSituation)
WHICH = st.integers(0, 30)
SERIALS = st.integers(1, 6)
BELONGINGS = {"phones": ["13800138000"], "plates": ["赣A12345"], "situation": {"tested": True}}


class Register(RuleBasedStateMachine):
    """A street of four doors in three grids, and everything that its chief may do. Refusals change nothing."""

    world: World
    actor: Actor

    def __init__(self) -> None:
        super().__init__()
        self._whole = transaction.atomic()
        self._whole.__enter__()

    def teardown(self) -> None:
        """Look at what is costly to look at, then everything is as if nothing had been."""
        try:
            self.check_at_the_end()
        finally:
            transaction.set_rollback(True)
            self._whole.__exit__(None, None, None)

    @rule(door=st.sampled_from(DOORS), serial=SERIALS)
    def a_household_comes(self, door: str, serial: int) -> None:
        person: Any = {"name": "张晓梅", "document": number(serial), **BELONGINGS}
        self._try(add_household, dwelling_id=self._door(door), residents=[person])

    @rule(home=WHICH, serial=SERIALS)
    def a_person_comes(self, home: int, serial: int) -> None:
        there = self._one(Household, home).pk
        self._try(add_resident, household_id=there, name="李小林", document=number(serial))

    @rule(who=WHICH, home=WHICH)
    def a_person_moves(self, who: int, home: int) -> None:
        there = self._one(Household, home).pk
        self._try(move_resident, **self._person(who), household_id=there)

    @rule(who=WHICH, act=st.sampled_from([remove_resident, record_death]))
    def a_person_goes(self, who: int, act: Act) -> None:
        self._try(act, **self._person(who))

    @rule(who=WHICH)
    def it_was_a_mistake(self, who: int) -> None:
        self._try(bring_back, **self._person(who), reason="误办")

    @rule(who=WHICH, serial=SERIALS, version=st.integers(1, 3))
    def a_person_is_corrected(self, who: int, serial: int, version: int) -> None:
        given = {**self._person(who), "version": version, "document": number(serial)}
        self._try(change_resident, **given, why=Why(correction=True, reason="证件看错"))

    @rule(home=WHICH)
    def all_move_out(self, home: int) -> None:
        self._try(move_out, **self._home(home), why=LeftWhy.CITY)

    @rule(home=WHICH, other=WHICH)
    def all_move_together(self, home: int, other: int) -> None:
        there = self._one(Household, other).pk
        self._try(move_together, **self._home(home), to_household_id=there)

    @rule(home=WHICH, door=st.sampled_from(DOORS))
    def a_household_splits(self, home: int, door: str) -> None:
        here = self._one(Household, home).residents.filter(left_on=None).order_by("pk")[:1]
        going = [one.pk for one in here]
        dwelling = self._door(door)
        self._try(split_household, **self._home(home), residents=going, dwelling_id=dwelling)

    @rule(home=WHICH, other=WHICH)
    def two_households_merge(self, home: int, other: int) -> None:
        joins = self._one(Household, other)
        theirs = {"other_id": joins.pk, "other_version": joins.version}
        self._try(merge_households, **self._home(home), **theirs)

    @rule(home=WHICH, door=st.sampled_from(DOORS))
    def a_household_takes_another_door(self, home: int, door: str) -> None:
        self._try(change_household, **self._home(home), dwelling_id=self._door(door))

    @rule(decision=st.sampled_from([ConflictDecision.KEEP, ConflictDecision.TAKE]))
    def a_question_is_settled(self, decision: ConflictDecision) -> None:
        if asked := Conflict.objects.filter(decision="").order_by("pk").first():
            said = {"decision": decision, "reason": "上门看过"}
            self._try(settle_conflict, conflict_id=asked.pk, **said)

    @rule(tested=st.booleans(), state=st.sampled_from(["living", "empty", "moved_out"]))
    def many_change_together(self, tested: bool, state: str) -> None:
        people = Chosen[Any](list(Resident.objects.values_list("pk", flat=True)))
        homes = Chosen[Any](list(Household.objects.values_list("pk", flat=True)))
        self._try(change_residents, chosen=people, wanted={"tested": tested})
        self._try(change_households, chosen=homes, wanted={"state": state})

    @invariant()
    def everybody_has_one_place(self) -> None:
        """One current row a document, in a household that stands, in the grid of its door."""
        current = Resident.objects.filter(left_on=None, document_index__isnull=False)
        indexes = [
            bytes(index or b"") for index in current.values_list("document_index", flat=True)
        ]
        assert len(indexes) == len(set(indexes))
        assert not Resident.objects.exclude(grid=F("household__grid")).exists()
        assert not Resident.objects.filter(
            left_on=None, household__merged_into__isnull=False
        ).exists()
        doors = Household.objects.filter(dwelling__isnull=False)
        assert not doors.exclude(grid=F("dwelling__grid")).exists()
        for model in ROWS:
            rows = model._default_manager.filter(resident__isnull=False)
            assert not rows.exclude(grid=F("resident__grid")).exists()
        assert not Conflict.objects.filter(decision="").exclude(grid=F("household__grid")).exists()

    @invariant()
    def who_left_has_a_reason(self) -> None:
        gone = Q(left_on__isnull=False)
        assert not Resident.objects.filter(gone, left_why="").exists()
        assert not Resident.objects.filter(~gone, ~Q(left_why="")).exists()

    @invariant()
    def lived_in_is_where_somebody_lives(self) -> None:
        here = Q(residents__left_on=None, residents__isnull=False)
        lived_in = set(Household.objects.filter(here).values_list("pk", flat=True))
        states = dict(Household.objects.values_list("pk", "state"))
        assert {pk for pk, state in states.items() if state == HouseholdState.LIVING} >= lived_in

    @invariant()
    def figures_are_sums(self) -> None:
        told = overview(self.actor).values()
        living = Household.objects.filter(state=HouseholdState.LIVING).count()
        present = Resident.objects.filter(left_on=None).count()
        assert sum(one["residents"] for one in told) == present
        assert sum(one["households"] for one in told) == living

    def check_at_the_end(self) -> None:
        """What is costly: the record verifies, and each row's history leads to what it is."""
        assert verify_chain().broken_at is None
        for model in (Household, Resident):
            events = kept_of(model).objects.order_by("pgh_obj_id", "pgh_id")
            kept = list(events.values_list("pgh_obj_id", "version"))
            assert kept == sorted(kept)
        for home in Household.objects.order_by("-version")[:2]:
            changes = household_history(self.actor, home.pk, "zh-Hans")
            assert changes[-1].what == "added"
        for person in Resident.objects.order_by("-version")[:2]:
            assert resident_history(self.actor, person.pk, "zh-Hans")[-1].what == "added"

    def _one(self, model: type[Any], which: int) -> Any:
        rows = list(model.objects.order_by("pk"))
        return rows[which % len(rows)]

    def _person(self, which: int) -> dict[str, Any]:
        row = self._one(Resident, which)
        return {"resident_id": row.pk, "version": row.version}

    def _home(self, which: int) -> dict[str, Any]:
        row = self._one(Household, which)
        return {"household_id": row.pk, "version": row.version}

    def _door(self, name: str) -> UUID:
        return self.world.dwellings[name].pk

    def _try(self, act: Act, **given: Any) -> None:
        """An act that changed something left its line; a refused one left nothing at all."""
        before, lines = _standing(), Line.objects.count()
        with suppress(Problem):
            act(self.actor, **given)
            assert Line.objects.count() > lines or _standing() == before
            return
        assert (Line.objects.count(), _standing()) == (lines, before)


def _standing() -> list[tuple[Any, ...]]:
    homes = Household.objects.order_by("pk").values_list("pk", "version", "state", "grid")
    people = Resident.objects.order_by("pk").values_list("pk", "version", "household", "left_on")
    return [*homes, *people]


@pytest.mark.django_db
def test_any_sequence_of_acts_keeps_what_must_hold(world: World) -> None:
    actor = world.actor("chief")
    tell_database(actor)
    resident(actor, household(world, actor), document=number(9))

    class Ours(Register):
        pass

    Ours.world, Ours.actor = world, actor
    run_state_machine_as_test(Ours, settings=BOUNDED)
