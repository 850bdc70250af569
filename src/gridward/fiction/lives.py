"""A little life in the fictional street, by the register's own verbs: somebody moved away, died, was corrected, and
was brought back after a mistake. So that history, corrections and people no longer registered can be looked at.
"""

from datetime import date, timedelta

from django.db import models, transaction

from gridward.ground.register.models import Household, Resident
from gridward.ground.register.services.departing import bring_back, move_out, record_death
from gridward.ground.register.services.marks import Why
from gridward.ground.register.services.residents import change_resident, remove_resident
from gridward.ground.register.terms.people import LeftWhy
from gridward.ground.staff.access import operator
from gridward.ground.territory.models import Grid
from gridward.ground.territory.terms.places import GridKind
from gridward.kernel.access import Actor
from gridward.kernel.rows import tell_database

WHO = "网格管理员（虚构）"
ELSEWHERE = "九江市（虚构）"
WRONG_RELATION = "与户主关系登记有误，已入户核对"
WRONG_PERSON = "同名误办，本人仍在此居住"
GRIDS = slice(1, 4)
"""The first grid is left as it was generated."""
FAMILY = 4


@transaction.atomic
def live(today: date) -> int:
    """Let a family of some grids live through it; answers how many grids. The same street gives the same lives."""
    actor = operator(WHO)
    tell_database(actor)
    grids = Grid.objects.filter(kind=GridKind.BASE, valid_to=None).order_by("code")[GRIDS]
    return sum(_live_in(actor, grid, today) for grid in grids)


def _live_in(actor: Actor, grid: Grid, today: date) -> bool:
    homes = Household.objects.filter(grid=grid).order_by("address_text", "id")
    families = [home for home in homes if _people(home).count() >= FAMILY]
    if not families:
        return False
    home = families[0]
    elder, corrected, mistaken, moved = _people(home)[:FAMILY]
    why = Why(correction=True, reason=WRONG_RELATION)
    change_resident(actor, resident_id=corrected.pk, version=1, why=why, relation="家属")
    remove_resident(actor, resident_id=mistaken.pk, version=1, on=today)
    bring_back(actor, resident_id=mistaken.pk, version=2, reason=WRONG_PERSON)
    last_week = max(today - timedelta(days=7), elder.birth_date or today)
    record_death(actor, resident_id=elder.pk, version=1, on=last_week)
    home.refresh_from_db()
    going = [moved.pk]
    move_out(
        actor,
        household_id=home.pk,
        version=home.version,
        residents=going,
        why=LeftWhy.CITY,
        to=ELSEWHERE,
    )
    return True


def _people(home: Household) -> models.QuerySet[Resident]:
    """The oldest first."""
    rows = Resident.objects.filter(household=home, left_on=None)
    return rows.order_by("birth_date", "sort_key", "id")
