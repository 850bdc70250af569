"""Where an order stands: the rungs of its ladder with who is on them; and what it is about, as far as one may know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from gridward.ground.register.models import Household, Organisation, Resident
from gridward.ground.register.queries.rows import visible_to
from gridward.ground.staff.models import Member
from gridward.ground.staff.terms import Post
from gridward.ground.territory.queries.visible import sites_visible_to
from gridward.kernel.access import Actor
from gridward.work.workorders.models import Order
from gridward.work.workorders.queries.cases import OrderCase
from gridward.work.workorders.terms import OrderLink, Rung, Texts


@dataclass(frozen=True)
class Step:
    """One step, the first handler's being number 0: its posts, who holds them here, whether the order came there."""

    number: int
    posts: tuple[Post, ...]
    holders: tuple[str, ...]
    takes_over: bool
    outside: Texts
    reached: bool


@dataclass(frozen=True)
class Subject:
    """What an order is about; `opens` is the row whose page tells of it."""

    link: OrderLink
    opens: UUID
    name: str


def ladder_of(case: OrderCase) -> list[Step]:
    """The steps that the order may take, the lowest first; one query for the names."""
    route = case.kind.route(case.facts.route)
    rungs = (Rung((route.handler,)), *route.ladder)
    held = case.around.held
    names = _names(one for rung in rungs for post in rung.posts for one in held.get(post, ()))
    return [
        Step(
            number=number,
            posts=rung.posts,
            holders=tuple(names[one] for post in rung.posts for one in held.get(post, ())),
            takes_over=rung.takes_over,
            outside=rung.outside,
            reached=number <= case.facts.rung,
        )
        for number, rung in enumerate(rungs)
    ]


def _names(members: Iterable[UUID]) -> Mapping[UUID, str]:
    return dict(Member.objects.filter(pk__in=set(members)).values_list("id", "name"))


def subjects_of(actor: Actor, row: Order) -> list[Subject]:
    """Household, person, organisation and place of an order, those that the actor may read in the register."""
    homes, firms = visible_to(actor, Household), visible_to(actor, Organisation)
    asked = (
        _named(OrderLink.HOUSEHOLD, homes, row.household_id, "address_text"),
        _resident(actor, row.resident_id),
        _named(OrderLink.ORGANISATION, firms, row.organisation_id, "name"),
        _named(OrderLink.SITE, sites_visible_to(actor), row.site_id, "name"),
    )
    return [one for one in asked if one is not None]


def _named(
    link: OrderLink, rows: QuerySet[Any], row_id: UUID | None, called: str
) -> Subject | None:
    if row_id is None:
        return None
    name = rows.filter(pk=row_id).values_list(called, flat=True).first()
    return None if name is None else Subject(link, row_id, name)


def _resident(actor: Actor, row_id: UUID | None) -> Subject | None:
    """A person is told of on the page of the household."""
    if row_id is None:
        return None
    one = visible_to(actor, Resident).filter(pk=row_id).only("household_id", "name").first()
    return Subject(OrderLink.RESIDENT, one.household_id, one.name) if one else None
