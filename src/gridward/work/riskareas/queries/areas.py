"""Areas and notices of the actor's street."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gridward.ground.territory.queries.rows import found, of_own_street
from gridward.kernel.access import Actor
from gridward.kernel.marks import is_new
from gridward.work.riskareas.models import RiskArea, RiskNotice
from gridward.work.riskareas.terms import AreaLevel, Dated


def areas(actor: Actor) -> QuerySet[RiskArea]:
    """All areas that there ever were: everybody of the service may read them."""
    return of_own_street(RiskArea.objects.all(), actor)


def area_of(actor: Actor, area_id: UUID) -> RiskArea:
    """One; raises NotFound."""
    return found(areas(actor), area_id)


def areas_on(actor: Actor, day: date) -> QuerySet[RiskArea]:
    """Those in force on a day."""
    return areas(actor).filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def areas_like(rows: QuerySet[RiskArea], level: AreaLevel | None, words: str) -> QuerySet[RiskArea]:
    """Of a level, and with every one of the words somewhere in the place."""
    if level is not None:
        rows = rows.filter(level=level)
    for word in words.split():
        rows = rows.filter(
            Q(region__contains=word) | Q(county__contains=word) | Q(detail__contains=word)
        )
    return rows


def notices(actor: Actor) -> QuerySet[RiskNotice]:
    """Notices that were taken, without their text."""
    return of_own_street(RiskNotice.objects.defer("text"), actor)


def new_notices(actor: Actor) -> QuerySet[RiskNotice]:
    """Notices of the last fortnight that others took and the actor has not read yet."""
    return notices(actor).filter(is_new(actor))


def notice_of(actor: Actor, notice_id: UUID) -> RiskNotice:
    """One with its text; raises NotFound."""
    return found(of_own_street(RiskNotice.objects.all(), actor), notice_id)


def dated(rows: Iterable[RiskArea]) -> list[Dated]:
    """Rows as the rules take them."""
    return [
        Dated(AreaLevel(one.level), one.region, one.county, one.detail, one.since, one.until)
        for one in rows
    ]
