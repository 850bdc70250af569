"""How the tests look at a home, and what else people do."""

from datetime import timedelta

from gridward.ground.register.models import Household
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.ids import new_id
from gridward.oversight.duties.queries.home import home_of
from gridward.oversight.duties.terms import DutyItem
from gridward.work.patrols.models import DailySheet
from gridward.work.patrols.services.sheets import confirm_sheet
from gridward.work.response.terms import ResponseLevel, Times
from gridward.work.rounds.models import Round, Target
from gridward.work.rounds.terms import VisitOutcome
from tests.ground.register.people import household
from tests.work.patrols.acts import visited, walked_round
from tests.work.response.acts import declared
from tests.world import World

Told = tuple[str, str, int]
"""State, text and count of an item."""


def items(world: World, name: str, duty: str) -> list[DutyItem]:
    """What the home of a person shows of a duty, in all posts."""
    posts = home_of(world.actor(name), clock.now())
    shown = [one for post in posts for one in post.duties if one.duty.id == duty]
    return [item for one in shown for item in one.items]


def told(world: World, name: str, duty: str) -> list[Told]:
    return [(one.state.value, one.text, one.count) for one in items(world, name, duty)]


def shown(world: World, name: str) -> list[str]:
    """The ids of all duties in a home."""
    return [one.duty.id for post in home_of(world.actor(name), clock.now()) for one in post.duties]


def alerted(world: World, *units: str) -> None:
    """The street, or some units of it, at alert for a month."""
    day = clock.today()
    declared(world, *units, level=ResponseLevel.ALERT, times=Times(day, day + timedelta(days=30)))


def homes(world: World, grid: str = "a1", count: int = 3) -> list[Household]:
    doors = [f"{grid}-1-{door}" for door in ("101", "102", "201", "202")][:count]
    return [household(world, world.actor("chief"), door) for door in doors]


def surveyed(world: World, grid: str = "a1", count: int = 3) -> tuple[Round, list[Target]]:
    """A round of ten days that is walked at some households."""
    households = homes(world, grid, count)
    row = walked_round(world, grid)
    targets = {one.household_id: one for one in Target.objects.filter(round=row)}
    return row, [targets[one.pk] for one in households]


def all_met(actor: Actor, targets: list[Target]) -> None:
    for target in targets:
        visited(actor, target, VisitOutcome.MET)


def ends(row: Round, days: int) -> None:
    """The round ends so many days from today."""
    until = clock.today() + timedelta(days=days)
    Round.objects.filter(pk=row.pk).update(ends_on=until, starts_on=until - timedelta(days=9))


def confirmed(world: World, actor: Actor, days_ago: int = 0, grid: str = "a1") -> DailySheet:
    day = clock.today() - timedelta(days=days_ago)
    return confirm_sheet(actor, sheet_id=new_id(), grid_id=world.grids[grid].pk, day=day)
