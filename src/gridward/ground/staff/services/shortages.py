"""Shortages told to the district: drafted from findings, sent with a number, answered, closed when filled (P3).

Nothing leaves by itself: a list is handed over as a file, and the answer is entered by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from gridward.ground.audit.services import record
from gridward.ground.audit.terms import About
from gridward.ground.staff.models import Appointment, Shortage, ShortageList, ShortageStep
from gridward.ground.staff.problems import (
    AnswerIncomplete,
    DaysNotInOrder,
    ListNotSent,
    ListSent,
    NothingShort,
    ReasonsIncomplete,
    ShortageOver,
    ShortageReported,
)
from gridward.ground.staff.queries import in_force
from gridward.ground.staff.queries.filling import facts_on
from gridward.ground.staff.queries.shortages import number_of
from gridward.ground.staff.rules.dated import measures_on
from gridward.ground.staff.rules.filling import check, short_places
from gridward.ground.staff.services.scope import require_street
from gridward.ground.staff.services.serials import next_serial
from gridward.ground.staff.terms import OPEN_SHORTAGE, Post, ShortageState, StaffAct
from gridward.ground.territory.models import Division
from gridward.kernel import clock
from gridward.kernel.access import Actor
from gridward.kernel.problems import Stale

ANSWERS = frozenset({ShortageState.GRANTED, ShortageState.REFUSED, ShortageState.LATER})
_SAID = ("count", "reason", "wish", "wished_by", "answered_on", "answer", "named", "later_until")


@dataclass(frozen=True)
class Wanted:
    """A post at a unit (`grid` None for the street) to report; the count and since when are the findings'."""

    post: Post
    grid: UUID | None
    reason: str = ""
    wish: str = ""
    wished_by: date | None = None


@transaction.atomic
def draft_list(
    actor: Actor, *, street: Division, addressee: str, wanted: Sequence[Wanted], note: str = ""
) -> ShortageList:
    """Begin a list with posts that are short today; raises NothingShort, ShortageReported, NotAllowed."""
    require_street(actor, street.pk)
    if not wanted:
        raise NothingShort
    letter = ShortageList.objects.create(
        street=street, addressee=addressee.strip(), note=note.strip(), made_by=actor.name
    )
    day = clock.today()
    short = short_places(check(facts_on(street, day), measures_on(day), day))
    for one in wanted:
        _draft(actor, letter, one, short.get((one.post, one.grid)))
    record(actor, StaffAct.SHORTAGES_DRAFTED, _about(letter), count=len(wanted))
    return letter


@transaction.atomic
def change_shortage(
    actor: Actor,
    *,
    row: Shortage,
    version: int,
    reason: str | None = None,
    wish: str | None = None,
    wished_by: date | None = None,
) -> Shortage:
    """Change what the list says of a shortage before it is sent; raises ListSent, Stale, NotAllowed."""
    row = _locked(actor, row)
    if row.state != ShortageState.DRAFT:
        raise ListSent
    if row.version != version:
        raise Stale
    for column, value in (("reason", reason), ("wish", wish), ("wished_by", wished_by)):
        if value is not None:
            setattr(row, column, value.strip() if isinstance(value, str) else value)
    _step(actor, row, ShortageState.DRAFT)
    _note(actor, StaffAct.SHORTAGE_CHANGED, row)
    return row


@transaction.atomic
def withdraw(actor: Actor, *, row: Shortage) -> Shortage:
    """The post is not asked for any more, before the list is sent or after; raises ShortageOver, NotAllowed."""
    row = _locked(actor, row)
    _step(actor, row, ShortageState.WITHDRAWN)
    _note(actor, StaffAct.SHORTAGE_WITHDRAWN, row)
    return row


@transaction.atomic
def send_list(actor: Actor, *, letter: ShortageList, version: int, on: date) -> ShortageList:
    """Give the list its number and close it; what still needs a reason or a day stops it.

    Raises ListSent, Stale, ReasonsIncomplete, NothingShort, DaysNotInOrder (a day to come), NotAllowed.
    """
    letter = ShortageList.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    require_street(actor, letter.street_id)
    _may_go(letter, version, on)
    rows = list(letter.shortages.select_for_update(of=("self",)).filter(state=ShortageState.DRAFT))
    if not rows:
        raise NothingShort
    if any(not row.reason or row.wished_by is None for row in rows):
        raise ReasonsIncomplete
    letter.year, letter.serial = (
        on.year,
        next_serial(ShortageList.objects.all(), letter.street_id, on.year),
    )
    letter.sent_on, letter.sent_by = on, actor.name
    letter.answer_due = on + timedelta(days=measures_on(on).answer_days)
    letter.version += 1
    letter.save()
    for row in rows:
        _step(actor, row, ShortageState.SENT)
    record(
        actor, StaffAct.SHORTAGES_SENT, _about(letter), number=number_of(letter), count=len(rows)
    )
    return letter


@transaction.atomic
def answer(
    actor: Actor,
    *,
    row: Shortage,
    version: int,
    verdict: ShortageState,
    on: date,
    text: str = "",
    named: str = "",
    later_until: date | None = None,
) -> Shortage:
    """Enter what the district said: granted with a name, refused with a reason, or later by a day.

    A later answer replaces an earlier one, which stays in the steps. Raises ListNotSent, ShortageOver, Stale,
    AnswerIncomplete, DaysNotInOrder (before it was sent, or to come), NotAllowed.
    """
    row = _locked(actor, row)
    if row.state == ShortageState.DRAFT or row.letter.sent_on is None:
        raise ListNotSent
    if row.version != version:
        raise Stale
    if not row.letter.sent_on <= on <= clock.today():
        raise DaysNotInOrder
    if not _complete(verdict, text.strip(), named.strip(), later_until):
        raise AnswerIncomplete
    row.answered_on, row.answer, row.named = on, text.strip(), named.strip()
    row.later_until = later_until
    _step(actor, row, verdict)
    _note(actor, StaffAct.SHORTAGE_ANSWERED, row, verdict=f"word.staff.shortage.{verdict.value}")
    return row


def close_filled(actor: Actor, appointment: Appointment) -> None:
    """A post that is filled is wanted no more: called within each appointment, deputies fill nothing."""
    if appointment.acting:
        return
    rows = Shortage.objects.select_for_update(of=("self",)).select_related("letter")
    row = rows.filter(unit_key=appointment.unit_key, state__in=OPEN_SHORTAGE).first()
    if row is None or _still_short(appointment):
        return
    row.filled_by, row.member = appointment, appointment.member
    _step(actor, row, ShortageState.FILLED)


def _draft(actor: Actor, letter: ShortageList, one: Wanted, lack: tuple[int, date] | None) -> None:
    if lack is None:
        raise NothingShort
    count, since = lack
    row = Shortage(letter=letter, post=one.post, grid_id=one.grid, count=count, since=since)
    row.reason, row.wish, row.wished_by = one.reason.strip(), one.wish.strip(), one.wished_by
    row.version = 0
    try:
        with transaction.atomic():
            _step(actor, row, ShortageState.DRAFT)
    except IntegrityError:
        raise ShortageReported(post=one.post.value) from None


def _may_go(letter: ShortageList, version: int, on: date) -> None:
    if letter.sent_on is not None:
        raise ListSent
    if letter.version != version:
        raise Stale
    if on > clock.today():
        raise DaysNotInOrder


def _complete(verdict: ShortageState, text: str, named: str, later_until: date | None) -> bool:
    return {
        ShortageState.GRANTED: bool(named),
        ShortageState.REFUSED: bool(text),
        ShortageState.LATER: later_until is not None,
    }.get(verdict, False)


def _still_short(appointment: Appointment) -> bool:
    day = max(clock.today(), appointment.valid_from)
    rows = Appointment.objects.filter(unit_key=appointment.unit_key, acting=False)
    needed = measures_on(day).needed.get(Post(appointment.post), 1)
    return in_force(rows, day).values("member_id").distinct().count() < needed


def _locked(actor: Actor, row: Shortage) -> Shortage:
    rows = Shortage.objects.select_for_update(of=("self",)).select_related("letter", "grid")
    found = rows.get(pk=row.pk)
    require_street(actor, found.letter.street_id)
    if found.state not in OPEN_SHORTAGE:
        raise ShortageOver
    return found


def _step(actor: Actor, row: Shortage, state: ShortageState) -> None:
    row.state = state
    row.closed_on = None if state in OPEN_SHORTAGE else clock.today()
    row.version += 1
    row.save()
    said = {name: str(value) for name in _SAID if (value := getattr(row, name)) not in (None, "")}
    ShortageStep.objects.create(shortage=row, at=clock.now(), by=actor.name, state=state, said=said)


def _about(letter: ShortageList) -> About:
    return About("staff_shortagelist", letter.pk)


def _note(actor: Actor, act: StaffAct, row: Shortage, verdict: str = "") -> None:
    record(
        actor,
        act,
        _about(row.letter),
        post=f"word.staff.post.{row.post}",
        unit=row.grid.name if row.grid else row.letter.street.name,
        verdict=verdict,
    )
