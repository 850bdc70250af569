"""Past the Python layer, as the application's role; and two who write or decide at one moment."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from gridward.ground.staff.models import Account
from gridward.kernel.access import Actor
from gridward.kernel.rows import acting
from gridward.work.rulebooks.models import BookStep, StreetBook
from gridward.work.rulebooks.queries.books import rule_for
from gridward.work.rulebooks.queries.changes import effect_of_version
from gridward.work.rulebooks.services.checks import check_figure
from gridward.work.rulebooks.services.drafting import draft_book
from gridward.work.rulebooks.services.reviewing import accept_book
from gridward.work.rulebooks.terms import BookState, PersonCategory
from tests.work.patrols.test_papers_at_once import at_once
from tests.work.rulebooks.acts import DAY, TEXT, accepted, asked, ending, street, withdrawn
from tests.work.rulebooks.test_compare_figures import FOUR, PAPER
from tests.world import World

Wall = Callable[[Account | None], None]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["worker_a1", "patron", "chief_f"])
def test_everybody_of_the_service_reads_rules(world: World, behind_wall: Wall, name: str) -> None:
    accepted(world)
    behind_wall(world.account(name))
    assert StreetBook.objects.count() == 1
    assert rule_for(street(world).pk, PersonCategory.CLOSE_CONTACT, DAY).entries


@pytest.mark.django_db
def test_a_stranger_reads_nothing_and_others_write_nothing(world: World, behind_wall: Wall) -> None:
    row = accepted(world)
    behind_wall(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('gridward.actor', '', true)")
    assert not StreetBook.objects.exists()
    behind_wall(world.account("chief_f"))
    assert StreetBook.objects.update(version=9) == 0
    with pytest.raises(ProgrammingError, match="row-level security"):
        BookStep.objects.create(
            book=row,
            kind="asked",
            account_id=row.pk,
            account_name="某人",
            post="",
            at=row.created_at,
        )


@pytest.mark.django_db
def test_the_acts_work_behind_the_wall(world: World, behind_wall: Wall) -> None:
    behind_wall(world.account("health_a"))
    row = asked(world)
    behind_wall(world.account("chief"))
    check_figure(world.actor("chief"), said=FOUR, paper=PAPER)
    mark = effect_of_version(street(world), row).digest
    row = accept_book(world.actor("chief"), book_id=row.pk, version=row.version, digest=mark)
    behind_wall(world.account("health_a"))
    row = ending(world, row, DAY)
    behind_wall(world.account("command"))
    assert withdrawn(world, row, by="command").state == BookState.WITHDRAWN


def at_one_moment(world: World, acts: dict[str, Callable[[Actor], object]]) -> list[str]:
    def go(actor: Actor) -> Callable[[], object]:
        def run() -> object:
            with acting(actor):
                return acts[actor.sign_in](actor)

        return run

    ends = at_once(*(go(world.actor(name)) for name in acts))
    return sorted(type(one).__name__ for one in ends)


def test_of_two_who_draft_one_book_at_once_one_is_told(committed: World) -> None:
    told = at_one_moment(
        committed,
        dict.fromkeys(("chief", "health_a"), lambda actor: draft_book(actor, text=TEXT)),
    )
    assert told == ["BookOpenAlready", "StreetBook"]
    assert StreetBook.objects.count() == 1


def test_of_two_who_accept_at_once_one_is_told(committed: World) -> None:
    with acting(committed.actor("health_a")):
        row = asked(committed)
        mark = effect_of_version(street(committed), row).digest

    def accept(actor: Actor) -> object:
        return accept_book(actor, book_id=row.pk, version=row.version, digest=mark)

    told = at_one_moment(committed, dict.fromkeys(("chief", "command"), accept))
    assert told == ["BookNotSo", "StreetBook"]
    assert BookStep.objects.filter(kind="accepted").count() == 1
