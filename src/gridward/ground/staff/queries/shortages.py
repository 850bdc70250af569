"""Reading the lists of shortages and their answers (P3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from gridward.ground.staff.models import Shortage, ShortageList, ShortageStep
from gridward.ground.staff.queries import streets_of
from gridward.ground.staff.terms import OPEN_SHORTAGE, ShortageState
from gridward.ground.territory.models import Grid
from gridward.kernel.access import Actor, Permission
from gridward.kernel.problems import NotFound


@dataclass(frozen=True)
class Standing:
    """How many posts of a list wait for an answer, are answered and still wanted, are over; and which are late."""

    waiting: int
    answered: int
    over: int
    overdue: int


def visible_to(actor: Actor) -> QuerySet[ShortageList]:
    """Lists of the street for who oversees all of it; elsewhere those that name a post at the actor's own grids.

    Lists of a street that ended in favour of this one are its lists too.
    """
    if not actor.may(Permission.STAFF_OVERSEE):
        return ShortageList.objects.none()
    rows = ShortageList.objects.select_related("street")
    if actor.member_id is None:
        return rows
    rows = rows.filter(street__in=streets_of(actor))
    return rows if _whole_street(actor) else rows.filter(pk__in=_seen(actor).values("letter_id"))


def lists(actor: Actor) -> QuerySet[ShortageList]:
    """The lists with the shortages that the actor sees, the newest first."""
    return visible_to(actor).prefetch_related(Prefetch("shortages", queryset=_seen(actor)))


def list_of(actor: Actor, list_id: UUID) -> ShortageList:
    """One list with the shortages that the actor sees, and their steps; raises NotFound."""
    steps = Prefetch("steps", queryset=ShortageStep.objects.order_by("at", "id"))
    rows = Prefetch("shortages", queryset=_seen(actor).prefetch_related(steps))
    found = visible_to(actor).prefetch_related(rows).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def shortage_of(actor: Actor, shortage_id: UUID) -> Shortage:
    """One shortage; raises NotFound."""
    found = _seen(actor).filter(pk=shortage_id).first()
    if found is None:
        raise NotFound
    return found


def open_units(street_id: UUID) -> dict[str, Shortage]:
    """Shortages still wanted, by post and unit: what need not be reported again."""
    rows = Shortage.objects.filter(letter__street=street_id, state__in=OPEN_SHORTAGE)
    return {row.unit_key: row for row in rows.select_related("letter")}


def number_of(letter: ShortageList) -> str:
    """The number people quote, such as 〔2026〕3; empty before the list is sent."""
    return f"〔{letter.year}〕{letter.serial}" if letter.serial else ""


def is_overdue(row: Shortage, letter: ShortageList, day: date) -> bool:
    """Whether the district owes an answer, or the person it granted or promised has not come by the day named."""
    if row.state == ShortageState.SENT:
        due = letter.answer_due
    elif row.state == ShortageState.LATER:
        due = row.later_until
    elif row.state == ShortageState.GRANTED:
        due = row.later_until or row.wished_by
    else:
        due = None
    return due is not None and due < day


def standing(letter: ShortageList, day: date) -> Standing:
    """Where a list stands; its shortages are read already."""
    rows = list(letter.shortages.all())
    states = [row.state for row in rows]
    answered = (ShortageState.GRANTED, ShortageState.LATER)
    waiting = (ShortageState.DRAFT, ShortageState.SENT)
    return Standing(
        waiting=sum(state in waiting for state in states),
        answered=sum(state in answered for state in states),
        over=sum(state not in OPEN_SHORTAGE for state in states),
        overdue=sum(is_overdue(row, letter, day) for row in rows),
    )


def _seen(actor: Actor) -> QuerySet[Shortage]:
    """Shortages at the grids where the actor oversees the service; the street's own for the whole street alone."""
    rows = Shortage.objects.select_related("letter__street", "grid", "member", "filled_by__member")
    rows = rows.defer("grid__boundary", "grid__bounds").order_by("unit_key", "id")
    seen = Q(grid_id__in=actor.grids(Permission.STAFF_OVERSEE))
    if _whole_street(actor):
        seen |= Q(grid=None, letter__street__in=streets_of(actor))
    return rows.filter(seen)


def _whole_street(actor: Actor) -> bool:
    grids = Grid.objects.filter(street=actor.street_id, valid_to=None).values_list("id", flat=True)
    held = actor.grids(Permission.STAFF_OVERSEE)
    return bool(held) and set(grids) <= held
