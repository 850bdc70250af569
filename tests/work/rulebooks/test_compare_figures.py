"""A reviewer compares figures of books with the paper: in that street they are confirmed, until they change."""

import pytest
from django.db import IntegrityError, transaction

from gridward.kernel.problems import NotAllowed
from gridward.work.rulebooks.models import FigureCheck
from gridward.work.rulebooks.problems import FigureUnfit
from gridward.work.rulebooks.queries.books import rule_for
from gridward.work.rulebooks.rules.checking import confirmed
from gridward.work.rulebooks.services.checks import check_figure, uncheck_figure
from gridward.work.rulebooks.terms import FigureChecked, PersonCategory, Slot
from tests.work.rulebooks.acts import DAY
from tests.work.rulebooks.books import book
from tests.world import World

CONTACT = PersonCategory.CLOSE_CONTACT
FOUR = FigureChecked("CN-PLAN-8", CONTACT, Slot.LOOKBACK, "days", "4")
PAPER = "联防联控机制综发〔2021〕51号 附件3"


def unconfirmed(world: World, where: str = "ours") -> frozenset[str]:
    rule = rule_for(world.streets[where].pk, CONTACT, DAY)
    return rule.entries[Slot.LOOKBACK].unconfirmed


@pytest.mark.django_db
def test_a_figure_compared_is_confirmed_in_that_street(world: World) -> None:
    row = check_figure(world.actor("chief"), said=FOUR, paper=f" {PAPER} ")
    assert (row.paper, row.post) == (PAPER, "street_grid_chief")
    assert not unconfirmed(world)
    assert unconfirmed(world, "foreign") == {"days"}


@pytest.mark.django_db
def test_such_a_word_may_be_taken_back(world: World) -> None:
    chief = world.actor("chief")
    check_figure(chief, said=FOUR, paper=PAPER)
    uncheck_figure(chief, said=FOUR)
    assert unconfirmed(world) == {"days"}
    with pytest.raises(FigureUnfit):
        uncheck_figure(chief, said=FOUR)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("book_code", "figure", "value", "paper"),
    [
        ("CN-PLAN-8", "days", "5", PAPER),
        ("CN-PLAN-8", "days", "4", " "),
        ("CN-PLAN-8", "days", "4", "纸" * 201),
        ("CN-PLAN-8", "weeks", "4", PAPER),
        ("CN-PLAN-7", "days", "4", PAPER),
    ],
)
def test_a_figure_that_cannot_be_compared(
    world: World, book_code: str, figure: str, value: str, paper: str
) -> None:
    said = FigureChecked(book_code, CONTACT, Slot.LOOKBACK, figure, value)
    with pytest.raises(FigureUnfit):
        check_figure(world.actor("chief"), said=said, paper=paper)


@pytest.mark.django_db
def test_comparing_takes_the_right_to_review(world: World) -> None:
    with pytest.raises(NotAllowed):
        check_figure(world.actor("health_a"), said=FOUR, paper=PAPER)


@pytest.mark.django_db
def test_what_was_compared_stays(world: World) -> None:
    check_figure(world.actor("chief"), said=FOUR, paper=PAPER)
    with pytest.raises(IntegrityError), transaction.atomic():
        FigureCheck.objects.update(value="5")


@pytest.mark.parametrize(("days", "left"), [(4, frozenset()), (5, {"days"})])
def test_a_figure_that_changed_is_not_covered(days: int, left: frozenset[str]) -> None:
    plan = book(
        "CN-PLAN-8",
        "2022-01-01",
        {"close_contact": {"lookback": {"days": days, "unconfirmed": ["days"]}}},
    )
    [found] = confirmed([plan], [FOUR])
    assert found.entries[CONTACT][Slot.LOOKBACK].unconfirmed == left
