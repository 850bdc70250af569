"""A return-to-work filing is complete, reviewed by a named post, answered, revoked; the register follows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gridward.ground.register.models import Organisation, OrganisationSituation
from gridward.kernel.access import Actor
from gridward.kernel.problems import NotFound
from gridward.work.inspections.models import Filing
from gridward.work.inspections.problems import (
    FilingIncomplete,
    FilingMoveNotNow,
    FilingNotReviewer,
    FilingUnderWay,
    InspectionTextMissing,
)
from gridward.work.inspections.queries.filings import (
    FilingFilter,
    filing_moves,
    filing_number,
    filing_of,
    filings,
)
from gridward.work.inspections.rules.filings import (
    TABLE,
    filing_rules,
    moved,
    possible,
    state_after,
)
from gridward.work.inspections.services.filings import move_filing
from gridward.work.inspections.terms import FilingMove, FilingState
from tests.work.inspections.acts import filed
from tests.world import World

MOVES = some.lists(some.sampled_from(FilingMove), max_size=8)


def resumed(organisation: Organisation) -> bool | None:
    return OrganisationSituation.objects.get(organisation=organisation).resumption_filed


@given(MOVES)
def test_only_declared_steps_lead_on(moves: list[FilingMove]) -> None:
    state = FilingState.OPEN
    for number, move in enumerate(moves):
        if move not in possible(state):
            with pytest.raises(FilingMoveNotNow):
                moved(state, move)
            with pytest.raises(FilingMoveNotNow):
                state_after(moves[: number + 1])
            return
        state = TABLE[state][move]
        assert state_after(moves[: number + 1]) is state


def test_who_is_granted_is_not_granted_again_without_a_new_review() -> None:
    assert possible(FilingState.GRANTED) == [FilingMove.REVOKE]
    assert possible(FilingState.REFUSED) == [FilingMove.REPLY]


@pytest.mark.django_db
class TestFiling:
    """One filing from the day it is filed."""

    def test_a_grant_tells_the_register_and_a_revocation_takes_it_back(
        self, world: World, worker: Actor, organisation: Organisation
    ) -> None:
        command, row = world.actor("command"), filed(worker, organisation)
        assert (row.state(), resumed(organisation)) == (FilingState.OPEN, None)
        assert row.review_by == date(2026, 3, 4)
        step = move_filing(command, filing_id=row.pk, move=FilingMove.GRANT, text="每日消杀两次")
        assert step.post == "street_command"
        assert filing_number(filing_of(worker, row.pk), step) == "西湖街道复工〔2026〕1号"
        assert resumed(organisation) is True
        move_filing(command, filing_id=row.pk, move=FilingMove.REVOKE, text="未落实")
        assert resumed(organisation) is False
        assert filing_of(worker, row.pk).state() is FilingState.REVOKED

    def test_who_was_refused_replies_and_is_reviewed_again(
        self, world: World, worker: Actor, organisation: Organisation
    ) -> None:
        command, row = world.actor("command"), filed(worker, organisation)
        for move in (FilingMove.REFUSE, FilingMove.REPLY):
            with pytest.raises(InspectionTextMissing):
                move_filing(command, filing_id=row.pk, move=move)
            move_filing(command, filing_id=row.pk, move=move, text="隔离室")
        assert filing_of(worker, row.pk).state() is FilingState.OPEN
        move_filing(command, filing_id=row.pk, move=FilingMove.GRANT)
        assert resumed(organisation) is True

    @pytest.mark.parametrize("name", ["worker_a1", "leader_a", "first_a", "supervisor_a1"])
    def test_only_the_named_posts_review(
        self, world: World, worker: Actor, organisation: Organisation, name: str
    ) -> None:
        row, actor = filed(worker, organisation), world.actor(name)
        assert filing_moves(actor, filing_of(actor, row.pk)) == []
        with pytest.raises(FilingNotReviewer):
            move_filing(actor, filing_id=row.pk, move=FilingMove.GRANT)

    def test_nobody_reviews_what_they_wrote_down(
        self, world: World, organisation: Organisation
    ) -> None:
        command, chief = world.actor("command"), world.actor("chief")
        row = filed(command, organisation)
        with pytest.raises(FilingNotReviewer):
            move_filing(command, filing_id=row.pk, move=FilingMove.GRANT)
        move_filing(chief, filing_id=row.pk, move=FilingMove.GRANT)

    def test_what_lacks_is_said(self, worker: Actor, organisation: Organisation) -> None:
        with pytest.raises(FilingIncomplete) as refused:
            filed(worker, organisation, has=frozenset({"plan", "pledge", "roster"}))
        said = refused.value.sentence("zh-Hans")
        assert "口罩、测温仪、消杀用品到位" in said
        assert "临时隔离室（区）" in said
        assert "disinfectant" in refused.value.sentence("en")

    def test_one_filing_at_a_time(
        self, world: World, worker: Actor, organisation: Organisation
    ) -> None:
        row = filed(worker, organisation)
        assert filed(worker, organisation, id=row.pk).pk == row.pk
        with pytest.raises(FilingUnderWay):
            filed(worker, organisation)
        move_filing(world.actor("command"), filing_id=row.pk, move=FilingMove.REFUSE, text="不齐")
        assert filed(worker, organisation).pk != row.pk
        assert Filing.objects.count() == 2

    def test_lists_by_state(self, world: World, worker: Actor, organisation: Organisation) -> None:
        row, command = filed(worker, organisation), world.actor("command")
        steps = [
            (None, FilingState.OPEN),
            (FilingMove.REFUSE, FilingState.REFUSED),
            (FilingMove.REPLY, FilingState.OPEN),
            (FilingMove.GRANT, FilingState.GRANTED),
            (FilingMove.REVOKE, FilingState.REVOKED),
        ]
        for move, state in steps:
            if move:
                move_filing(command, filing_id=row.pk, move=move, text="见")
            for wanted in FilingState:
                found = list(filings(worker, FilingFilter(state=wanted)))
                assert found == ([row] if wanted is state else [])

    def test_others_do_not_know_of_it(
        self, world: World, worker: Actor, organisation: Organisation
    ) -> None:
        row = filed(worker, organisation)
        for name in ("worker_a2", "worker_b1", "chief_f"):
            with pytest.raises(NotFound):
                filing_of(world.actor(name), row.pk)


def test_the_rules_name_posts_of_the_street() -> None:
    rules = filing_rules(date(2026, 3, 2))
    assert rules.reviewers == {"street_command", "street_grid_chief"}
    assert len({one.code for one in rules.requirements}) == len(rules.requirements)
