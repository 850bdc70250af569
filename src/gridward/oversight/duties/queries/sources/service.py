"""Duties of the service: posts that are not filled as §3(1) wants, shortages told to the district, hand-overs."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from gridward.ground.staff.models import HandoverSignature, PostHandover, Shortage, ShortageList
from gridward.ground.staff.queries.filling import findings
from gridward.ground.staff.queries.handovers import visible_to as handovers_visible_to
from gridward.ground.staff.queries.shortages import is_overdue, lists, number_of, open_units
from gridward.ground.staff.terms import OPEN_SHORTAGE, HandoverSide, ShortageState
from gridward.ground.staff.terms.filling import Finding, Rule
from gridward.oversight.duties.queries.posts import Asked
from gridward.oversight.duties.rules.times import by_day
from gridward.oversight.duties.terms import DutyItem, DutyState

_TOLD_TO_DISTRICT = (Rule.VACANT, Rule.VACANT_SOON)


def posts_amiss(asked: Asked) -> Iterator[DutyItem]:
    """What the check of posts finds, by rule; vacancies that the district knows of are followed as shortages.

    Done when nothing is amiss.
    """
    found = _amiss(asked)
    within = timedelta(days=asked.duty.days["within"])
    by_rule: dict[tuple[Rule, DutyState], list[date]] = defaultdict(list)
    for one in found:
        until = max(one.since, asked.today) if one.since > asked.today else one.since + within
        by_rule[one.rule, by_day(until, asked.today)].append(until)
    for (rule, state), days in by_rule.items():
        link = f"{asked.duty.page}#{rule.value}"
        yield DutyItem(state, f"post_{rule.value}", link, len(days), min(days))
    if not found:
        yield DutyItem(DutyState.DONE, "posts_filled", asked.duty.page)


def shortages_open(asked: Asked) -> Iterator[DutyItem]:
    """Lists not sent, unanswered, or promised and not kept; what the district answered today is done."""
    mine = Shortage.objects.filter(letter=OuterRef("pk"))
    wanted = mine.filter(Q(state__in=OPEN_SHORTAGE) | Q(answered_on=asked.today))
    for letter in lists(asked.actor).filter(Exists(wanted)).order_by("sent_on", "id"):
        yield from _letter(letter, asked)


def handovers_unsigned(asked: Asked) -> Iterator[DutyItem]:
    """Hand-overs that wait for the actor's own signature; those signed today are done."""
    me = asked.member
    mine = Q(predecessor__member=me) | Q(successor__member=me)
    signed_today = HandoverSignature.objects.filter(
        handover=OuterRef("pk"), account_id=asked.account, at__gte=asked.midnight
    )
    rows = handovers_visible_to(asked.actor).filter(mine)
    rows = rows.filter(Q(signed_on=None) | Q(Exists(signed_today)))
    for row in rows.order_by("due", "id"):
        if _belongs(row, asked):
            yield from _handover(row, asked)


def _amiss(asked: Asked) -> list[Finding]:
    street = asked.held.appointment.street
    told = open_units(street.pk)
    return [
        one
        for one in findings(asked.actor, street, asked.today)
        if _is_here(one, asked) and not _is_told(one, told, street.pk)
    ]


def _is_here(one: Finding, asked: Asked) -> bool:
    """At the post's own grids; what is of no grid is the street's."""
    if asked.held.is_of_street:
        return True
    return bool(one.units) and all(unit.id in asked.held.grids for unit in one.units)


def _is_told(one: Finding, told: dict[str, Shortage], street: Any) -> bool:
    if one.rule not in _TOLD_TO_DISTRICT:
        return False
    return all(f"{post}:{unit.id or street}" in told for post in one.posts for unit in one.units)


def _letter(letter: ShortageList, asked: Asked) -> Iterator[DutyItem]:
    """One list: how many of its posts wait for what."""
    waiting: dict[tuple[DutyState, str], int] = defaultdict(int)
    for row in letter.shortages.all():
        if told := _shortage(row, letter, asked.today):
            waiting[told] += 1
    for (state, text), n in waiting.items():
        until = letter.answer_due if text == "shortages_sent" else None
        values = {"number": number_of(letter)}
        link = f"/staff/shortages/{letter.pk}"
        yield DutyItem(state, text, link, n, until, values=values)


def _shortage(row: Shortage, letter: ShortageList, today: date) -> tuple[DutyState, str] | None:
    if row.state == ShortageState.DRAFT:
        return DutyState.DUE, "shortages_draft"
    if row.state == ShortageState.SENT:
        late = is_overdue(row, letter, today)
        return (DutyState.LATE if late else DutyState.DUE), "shortages_sent"
    if is_overdue(row, letter, today):
        return DutyState.LATE, "shortages_promised"
    return (DutyState.DONE, "shortages_answered") if row.answered_on == today else None


def _belongs(row: PostHandover, asked: Asked) -> bool:
    """To the post that was taken over; who gave one away finds it at the first post that is left."""
    if row.successor.member_id != asked.member or not _is_in_force(row, asked.today):
        return asked.held.first
    return row.successor_id == asked.held.appointment.pk


def _is_in_force(row: PostHandover, day: date) -> bool:
    follows = row.successor
    return follows.valid_from <= day and (follows.valid_to is None or follows.valid_to > day)


def _handover(row: PostHandover, asked: Asked) -> Iterator[DutyItem]:
    me = asked.member
    side = HandoverSide.SUCCESSOR if row.successor.member_id == me else HandoverSide.PREDECESSOR
    own = next((one for one in row.signatures.all() if one.side == side), None)
    if own and own.at < asked.midnight:
        return  # signed on another day, or by somebody else: the other side is asked
    state = DutyState.DONE if own else by_day(row.due, asked.today)
    text = "handover_signed" if own else "handover_to_sign"
    values = {"post": f"word.staff.post.{row.predecessor.post}", "unit": _unit(row)}
    link, until = f"/staff/handovers/{row.pk}", None if own else row.due
    yield DutyItem(state, text, link, until=until, values=values)


def _unit(row: PostHandover) -> str:
    return (row.grid or row.street).name
